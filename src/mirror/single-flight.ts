/** One read at a time for each key; whoever asks meanwhile shares its answer. */

interface Flight<T> {
  readonly startedAt: number;
  readonly result: Promise<T>;
}

export interface SingleFlight<T> {
  /**
   * The result of a read of `key` that began at `notBefore` (epoch milliseconds) or later: the running one when
   * it is young enough, else one more that begins when the running one has ended.
   */
  (key: string, notBefore: number, read: () => Promise<T>): Promise<T>;
}

export function createSingleFlight<T>(now: () => number): SingleFlight<T> {
  const running = new Map<string, Flight<T>>();
  const queued = new Map<string, Promise<T>>();

  const start = (key: string, read: () => Promise<T>): Promise<T> => {
    const startedAt = now();
    const result = read().finally(() => running.delete(key));
    running.set(key, { startedAt, result });
    return result;
  };

  return (key, notBefore, read) => {
    const flight = running.get(key);
    if (!flight) return queued.get(key) ?? start(key, read);
    if (flight.startedAt >= notBefore) return flight.result;
    const waiting = queued.get(key);
    if (waiting) return waiting;
    const next = flight.result
      .catch(() => undefined)
      .then(() => {
        queued.delete(key);
        return start(key, read);
      });
    queued.set(key, next);
    return next;
  };
}
