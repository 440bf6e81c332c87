/**
 * A feed: a pull stream for one reader, which takes items when it has room. Items pass from source to reader without a
 * promise, so that one event reaches thousands of readers within one turn of the event loop. Items that are not taken
 * wait at the source, which has the only queue bound.
 */

export interface Feed<T extends object> {
  /** Starts the feed. */
  open(reader: Reader): void;
  /** The next item; null while there is none and after the end. Throws the failure that ended the feed, once. */
  read(): T | null;
  /** True when no item will follow. */
  isOver(): boolean;
  /** Ends the feed at once. The code that opens a feed also closes it, even when it is over. */
  close(): void;
}

/** The consumer of a feed. */
export interface Reader {
  /** Called synchronously whenever the feed may have an item; spurious calls are possible. */
  wake(): void;
}

/** Stands for the reader before `open` and after `close`. */
export const noReader: Reader = { wake() {} };

export interface Mapping<T extends object, U extends object> {
  /** Null drops the item. Items wait while the mapping of an earlier one is pending, so the order is kept. */
  readonly map: (item: T) => U | null | Promise<U | null>;
  /** Returns the last item after a failure of the source or of a mapping; without it the feed fails. */
  readonly failed?: (error: unknown) => U;
}

export function mapFeed<T extends object, U extends object>(
  source: Feed<T>,
  mapping: Mapping<T, U>,
): Feed<U> {
  return new MappedFeed(source, mapping);
}

/**
 * A class, like `JobStateUpdates` and `BackpressuredWriter`: each event passes these three objects of every subscriber.
 * Without closures each is one block of memory, and memory access for thousands of subscribers dominates the cost.
 */
class MappedFeed<T extends object, U extends object> implements Feed<U>, Reader {
  readonly #source: Feed<T>;
  readonly #map: Mapping<T, U>['map'];
  readonly #failed: Mapping<T, U>['failed'];
  #reader = noReader;
  /** True while an item is being mapped. */
  #isPending = false;
  /** The mapped item. */
  #settled: U | null = null;
  #failure: { readonly error: unknown } | null = null;
  #isClosed = false;

  constructor(source: Feed<T>, { map, failed }: Mapping<T, U>) {
    this.#source = source;
    this.#map = map;
    this.#failed = failed;
  }

  open(reader: Reader): void {
    this.#reader = reader;
    this.#source.open(this);
  }

  wake(): void {
    if (!this.#isPending) this.#reader.wake();
  }

  read(): U | null {
    if (this.#isPending || this.#isClosed) return null;
    try {
      return this.#next();
    } catch (error) {
      this.close();
      if (this.#failed) return this.#failed(error);
      throw error;
    }
  }

  isOver(): boolean {
    return this.#isClosed || (!this.#isPending && !this.#settled && !this.#failure && this.#source.isOver());
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#reader = noReader;
    this.#source.close();
  }

  #next(): U | null {
    if (this.#failure) throw this.#failure.error;
    if (this.#settled) {
      const value = this.#settled;
      this.#settled = null;
      return value;
    }
    for (let item = this.#source.read(); item; item = this.#source.read()) {
      const mapped = this.#map(item);
      if (mapped instanceof Promise) {
        void this.#wait(mapped);
        return null;
      }
      if (mapped) return mapped;
    }
    return null;
  }

  async #wait(mapping: Promise<U | null>): Promise<void> {
    this.#isPending = true;
    try {
      this.#settled = await mapping;
    } catch (error) {
      this.#failure = { error };
    }
    this.#isPending = false;
    this.#reader.wake();
  }
}

/** Calls `also` once, when the feed is closed. */
export function whenClosed<T extends object>(feed: Feed<T>, also: () => void): void {
  const close = feed.close.bind(feed);
  let isClosed = false;
  feed.close = () => {
    close();
    if (!isClosed) also();
    isClosed = true;
  };
}

/** A feed in the form that graphql-js expects. */
export interface FeedIterator<T extends object> extends AsyncIterableIterator<T> {
  readonly feed: Feed<T>;
}

/** The items as an async iterator. The first call of `next` opens the feed. */
export function iterate<T extends object>(feed: Feed<T>): FeedIterator<T> {
  const over = { done: true, value: undefined } as const;
  const reader = { wake() {} };
  let isOpen = false;

  return {
    feed,
    async next() {
      if (!isOpen) {
        isOpen = true;
        feed.open(reader);
      }
      for (;;) {
        const value = feed.read();
        if (value) return { done: false, value };
        if (feed.isOver()) {
          feed.close();
          return over;
        }
        await new Promise<void>((resolve) => {
          reader.wake = resolve;
        });
      }
    },
    async return() {
      feed.close();
      reader.wake();
      return over;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
