/** One read at a time for each key; whoever asks meanwhile shares its answer. */
import { createFlight, type Flight, notAwaited, type Read } from './flight.ts';

export interface SingleFlight<T> {
  /**
   * The result of a read of `key` that began at `notBefore` (epoch milliseconds) or later: the running one when
   * it is young enough, else one more that begins when the running one has ended. `interest` ends the caller's wait
   * with `ABORTED` when it is aborted; a read that only such callers waited for is aborted with the last of them, and
   * joined by nobody any more.
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
      // Others may have taken the place of one that was given up.
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
    if (interest?.aborted) return Promise.reject(notAwaited());
    return flightFor(key, notBefore, read).join(interest);
  };
}
