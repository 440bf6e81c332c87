/** A value that is usually there at once: what is in memory is answered without a promise for each field. */
export type MaybePromise<T> = T | Promise<T>;

/**
 * `then` without waiting when there is nothing to wait for. As with `then`, what `next` throws is a rejection: a call
 * that failed at once would leave the promises that were made beside it without anybody to hear of their failure.
 */
export function mapMaybe<T, U>(value: MaybePromise<T>, next: (value: T) => MaybePromise<U>): MaybePromise<U> {
  if (value instanceof Promise) return value.then(next);
  try {
    return next(value);
  } catch (error) {
    return Promise.reject(error);
  }
}
