/** Waits for a condition instead of sleeping. Returns as soon as it holds; the failure message names the condition. */
import { setTimeout as delay } from 'node:timers/promises';
import { inspect } from 'node:util';

export interface UntilOptions {
  readonly timeoutMs?: number;
  /** Completes "Condition not met after 20000 ms: …". */
  readonly what?: string;
}

const pauseMs = 5;
/** Below the time limit of a test in `vitest.config.ts`, so that the failure names the condition. */
const defaultTimeoutMs = 20_000;

/** Polls until the result is truthy, and returns it. An exception counts as false. */
export async function until<T>(
  condition: () => T | Promise<T>,
  { timeoutMs = defaultTimeoutMs, what = condition.toString() }: UntilOptions = {},
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
      throw new Error(`Condition not met after ${timeoutMs} ms: ${what}; the last value was ${seen}`);
    }
    await delay(pauseMs);
  }
}
