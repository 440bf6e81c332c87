/**
 * Runs a check regularly in the background while its result is used, so that a use does not wait for it. After a pause, and
 * at the start, the first use waits for one run.
 */
export interface RepeatedCheck extends Disposable {
  /** Resolves at once if a run has ended within `idleAfterMs`. Rejects if the run that it waits for fails. */
  use(): Promise<void>;
}

export interface RepeatedCheckOptions {
  readonly check: () => Promise<void>;
  /** Between the begins of two runs, unless a run takes longer. */
  readonly everyMs: number;
  /** Runs end this long after the last use. */
  readonly idleAfterMs: number;
  readonly now: () => number;
}

export function createRepeatedCheck({
  check,
  everyMs,
  idleAfterMs,
  now,
}: RepeatedCheckOptions): RepeatedCheck {
  let usedAt = -Infinity;
  let checkedAt = -Infinity;
  let running: Promise<void> | null = null;

  const run = async (): Promise<void> => {
    await check();
    checkedAt = now();
  };
  const runOnce = (): Promise<void> =>
    (running ??= run().finally(() => {
      running = null;
    }));
  const timer = setInterval(() => {
    // A use reports a failure that lasts.
    if (now() - usedAt < idleAfterMs) runOnce().catch(() => undefined);
  }, everyMs).unref();

  return {
    async use() {
      usedAt = now();
      if (usedAt - checkedAt >= idleAfterMs) await runOnce();
    },
    [Symbol.dispose]: () => clearInterval(timer),
  };
}
