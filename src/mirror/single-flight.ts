/** One read at a time for each key. Concurrent callers share its result. */
import { abortedError, createFlight, type Flight, type Read } from './flight.ts';

export interface SingleFlight<T> {
  /**
   * Returns the result of a read of `key` that began at `notBefore` (epoch milliseconds) or later: the running read
   * when it is young enough, otherwise one that begins when the running read has ended. Aborting `interest` ends the
   * caller's wait with `ABORTED`. A read without waiting callers is aborted, and no caller joins it.
   */
  (key: string, notBefore: number, read: Read<T>, interest?: AbortSignal): Promise<T>;
}

interface Running<T> {
  readonly startedAt: number;
  readonly flight: Flight<T>;
}

export function createSingleFlight<T>(now: () => number): SingleFlight<T> {
  const running = new Map<string, Running<T>>();
  const queued = new Map<string, Flight<T>>();

  const create = (key: string, read: Read<T>): Flight<T> => {
    const flight = createFlight(read, () => {
      // An abandoned flight may already be replaced by another.
      if (running.get(key)?.flight === flight) running.delete(key);
      if (queued.get(key) === flight) queued.delete(key);
    });
    return flight;
  };

  const start = (key: string, flight: Flight<T>): Flight<T> => {
    running.set(key, { startedAt: now(), flight });
    flight.start();
    return flight;
  };

  const queue = (key: string, next: Flight<T>, after: Flight<T>): Flight<T> => {
    queued.set(key, next);
    void after.over.then(() => {
      if (queued.get(key) !== next) return;
      queued.delete(key);
      start(key, next);
    });
    return next;
  };

  const flightFor = (key: string, notBefore: number, read: Read<T>): Flight<T> => {
    const current = running.get(key);
    if (current && current.startedAt >= notBefore) return current.flight;
    const waiting = queued.get(key);
    if (waiting) return waiting;
    const flight = create(key, read);
    return current ? queue(key, flight, current.flight) : start(key, flight);
  };

  return (key, notBefore, read, interest) => {
    if (interest?.aborted) return Promise.reject(abortedError());
    return flightFor(key, notBefore, read).join(interest);
  };
}
