/** A value that is usually there at once: what is in memory is answered without a promise for each field. */
export type MaybePromise<T> = T | Promise<T>;

/** `then` without waiting when there is nothing to wait for. */
export function mapMaybe<T, U>(value: MaybePromise<T>, next: (value: T) => MaybePromise<U>): MaybePromise<U> {
  return value instanceof Promise ? value.then(next) : next(value);
}
