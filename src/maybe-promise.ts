/** A value that is usually available at once: reads from memory need no promise per field. */
export type MaybePromise<T> = T | Promise<T>;

/**
 * Like `then`, but synchronous for a plain value. As with `then`, an exception of `next` becomes a rejection. A
 * synchronous exception would leave promises that were created beside it without a rejection handler.
 */
export function mapMaybe<T, U>(value: MaybePromise<T>, next: (value: T) => MaybePromise<U>): MaybePromise<U> {
  if (value instanceof Promise) return value.then(next);
  try {
    return next(value);
  } catch (error) {
    return Promise.reject(error);
  }
}
