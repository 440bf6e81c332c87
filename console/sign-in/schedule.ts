/** One timer for the end or the renewal of a token. */

export interface Schedule {
  /** `time`: in milliseconds since the epoch. It replaces what was scheduled before. */
  at(time: number, action: () => void): void;
  /** Early enough for a slow provider, and for browsers, which delay timers of hidden pages by up to a minute. */
  beforeExpiry(expiresAt: number, action: () => void): void;
  cancel(): void;
}

const maxMarginMs = 120_000;
/** The longest delay of a timer. */
const maxWaitMs = 2 ** 31 - 1;

export function createSchedule(): Schedule {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const schedule: Schedule = {
    at(time, action) {
      clearTimeout(timer);
      const wait = Math.max(0, time - Date.now());
      timer = setTimeout(
        () => (wait > maxWaitMs ? schedule.at(time, action) : action()),
        Math.min(wait, maxWaitMs),
      );
    },
    beforeExpiry(expiresAt, action) {
      schedule.at(expiresAt - Math.min(maxMarginMs, (expiresAt - Date.now()) / 3), action);
    },
    cancel: () => clearTimeout(timer),
  };
  return schedule;
}
