/**
 * A feed: items for one reader, who takes them when there is room for them. An item passes from its source to its
 * reader without a promise, so that one event reaches thousands of readers within one turn. What is not taken waits
 * at the source, whose bound is the only one.
 */

export interface Feed<T extends object> {
  /** Begins. */
  open(reader: Reader): void;
  /** The next item; null while there is none, and when the feed is over. Throws, once and last, what ended it. */
  read(): T | null;
  /** True when nothing will be told any more. */
  isOver(): boolean;
  /** Ends it at once, whatever it waits for. Whoever opens a feed closes it, also when it is over. */
  close(): void;
}

/** Who takes the items of a feed. */
export interface Reader {
  /** Called at once each time that the feed may have something to tell, and sometimes when it has not. */
  wake(): void;
}

/** A reader who is not there, or not any more. */
export const noReader: Reader = { wake() {} };

export interface Mapping<T extends object, U extends object> {
  /** Null leaves the item out. The items after one that takes time wait, so the order stays. */
  readonly map: (item: T) => U | null | Promise<U | null>;
  /** The last item of a feed that failed, or whose mapping did; without it the feed fails. */
  readonly failed?: (error: unknown) => U;
}

export function mapFeed<T extends object, U extends object>(
  source: Feed<T>,
  mapping: Mapping<T, U>,
): Feed<U> {
  return new MappedFeed(source, mapping);
}

/**
 * A class, as the other two objects that an event passes on its way to each subscriber of a gateway that judges no
 * callers: without closures it lies together in memory, and to fetch from memory what thousands of subscribers have of
 * their own is most of what an event costs here.
 */
class MappedFeed<T extends object, U extends object> implements Feed<U>, Reader {
  readonly #source: Feed<T>;
  readonly #map: Mapping<T, U>['map'];
  readonly #failed: Mapping<T, U>['failed'];
  #reader = noReader;
  /** True while an item is being mapped. */
  #isPending = false;
  /** What came of it. */
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

/** Adds something to what happens, once, when this feed is closed. */
export function whenClosed<T extends object>(feed: Feed<T>, also: () => void): void {
  const close = feed.close.bind(feed);
  let isClosed = false;
  feed.close = () => {
    close();
    if (!isClosed) also();
    isClosed = true;
  };
}

/** A feed in the form that GraphQL takes. */
export interface FeedIterator<T extends object> extends AsyncIterableIterator<T> {
  readonly feed: Feed<T>;
}

/** The items one by one, for one reader who asks for one at a time. Begins when the first one is asked for. */
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
