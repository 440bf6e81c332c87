/** The world's clock: it stands still between mutations unless it is advanced, so tests need no sleeps. */
import { WorldError } from './error.ts';

export interface Clock {
  now(): Date;
  /** Moves the time forward. Throws on a negative duration. */
  advance(milliseconds: number): void;
  /** Returns the time of a mutation, RFC 3339. Adds a millisecond, so that no two mutations share a time. */
  tick(): string;
}

export function createClock(startAt: string): Clock {
  let time = Date.parse(startAt);
  if (Number.isNaN(time)) throw new WorldError(400, `'${startAt}' is not an RFC 3339 time.`);
  return {
    now: () => new Date(time),
    advance(milliseconds) {
      if (!Number.isFinite(milliseconds) || milliseconds < 0) {
        throw new WorldError(400, `The clock cannot be advanced by ${milliseconds} ms.`);
      }
      time += milliseconds;
    },
    tick() {
      time += 1;
      return new Date(time).toISOString();
    },
  };
}
