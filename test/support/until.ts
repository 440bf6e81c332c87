/** Waiting on a condition in place of sleeping: as fast as the condition comes true, and a failure that explains itself. */
import { setTimeout as delay } from 'node:timers/promises';
import { inspect } from 'node:util';

export interface UntilOptions {
  readonly timeoutMs?: number;
  /** Completes "Waited 10000 ms in vain for …". */
  readonly what?: string;
}

const pauseMs = 5;

/** Asks again and again until the answer is truthy, and returns it. An answer that throws counts as a no. */
export async function until<T>(
  condition: () => T | Promise<T>,
  { timeoutMs = 10_000, what = condition.toString() }: UntilOptions = {},
): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    let last: unknown;
    try {
      const value = await condition();
      if (value) return value;
      last = value;
    } catch (error) {
      last = error;
    }
    if (performance.now() >= deadline) {
      const seen = inspect(last, { depth: 5, breakLength: 110 });
      throw new Error(`Waited ${timeoutMs} ms in vain for ${what}; the last answer was ${seen}`);
    }
    await delay(pauseMs);
  }
}
