/**
 * A feed: items for one reader, who takes them when there is room for them. An item passes from its source to its
 * reader without a promise, so that one event reaches thousands of readers within one turn. What is not taken waits
 * at the source, whose bound is the only one.
 */

export interface Feed<T extends object> {
  /** Begins. `wake` is called at once each time that `read` may have something to tell, and sometimes when it has not. */
  open(wake: () => void): void;
  /** The next item; null while there is none, and when the feed is over. Throws, once and last, what ended it. */
  read(): T | null;
  /** True when nothing will be told any more. */
  isOver(): boolean;
  /** Ends it at once, whatever it waits for. Whoever opens a feed closes it, also when it is over. */
  close(): void;
}

export interface Mapping<T extends object, U extends object> {
  /** Null leaves the item out. The items after one that takes time wait, so the order stays. */
  readonly map: (item: T) => U | null | Promise<U | null>;
  /** The last item of a feed that failed, or whose mapping did; without it the feed fails. */
  readonly failed?: (error: unknown) => U;
}

export function mapFeed<T extends object, U extends object>(
  source: Feed<T>,
  { map, failed }: Mapping<T, U>,
): Feed<U> {
  let wake = noop;
  /** The item that is being mapped, then what came of it. */
  let pending: Promise<U | null> | null = null;
  let settled: U | null = null;
  let failure: { readonly error: unknown } | null = null;
  let isClosed = false;

  const wait = async (mapping: Promise<U | null>) => {
    pending = mapping;
    try {
      settled = await mapping;
    } catch (error) {
      failure = { error };
    }
    pending = null;
    wake();
  };

  const next = (): U | null => {
    if (failure) throw failure.error;
    if (settled) {
      const value = settled;
      settled = null;
      return value;
    }
    for (let item = source.read(); item; item = source.read()) {
      const mapped = map(item);
      if (mapped instanceof Promise) {
        void wait(mapped);
        return null;
      }
      if (mapped) return mapped;
    }
    return null;
  };

  return {
    open(whenever) {
      wake = whenever;
      source.open(() => {
        if (!pending) wake();
      });
    },
    read() {
      if (pending || isClosed) return null;
      try {
        return next();
      } catch (error) {
        this.close();
        if (failed) return failed(error);
        throw error;
      }
    },
    isOver() {
      return isClosed || (!pending && !settled && !failure && source.isOver());
    },
    close() {
      if (isClosed) return;
      isClosed = true;
      wake = noop;
      source.close();
    },
  };
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
  let isOpen = false;
  let wake = noop;

  return {
    feed,
    async next() {
      if (!isOpen) {
        isOpen = true;
        feed.open(() => wake());
      }
      for (;;) {
        const value = feed.read();
        if (value) return { done: false, value };
        if (feed.isOver()) {
          feed.close();
          return over;
        }
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    async return() {
      feed.close();
      wake();
      return over;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

function noop(): void {}
