/**
 * Probes CMF while refreshes hang: short calls, one at a time, until CMF responds to one. A CMF that returns does not
 * respond to calls from before, so without a probe its return is noticed only when these reach their time limit.
 */

export interface RecoveryProbeOptions {
  /** One cheap call; rejects when CMF does not respond. Aborting the signal ends it. */
  readonly probe: (signal: AbortSignal) => Promise<void>;
  /** Bound on one call, in milliseconds. */
  readonly timeoutMs: number;
  /** The pause after a failed call, in milliseconds. */
  readonly pauseMs: number;
  /** False ends the probing. */
  readonly isNeeded: () => boolean;
  /** CMF responded to a probe that began at `since`. `wasDown`: a probe before it got no response. */
  readonly onResponse: (response: { readonly wasDown: boolean; readonly since: number }) => void;
  readonly now: () => number;
}

export interface RecoveryProbe extends AsyncDisposable {
  /** Starts probing unless it runs. */
  start(): void;
}

export function createRecoveryProbe(options: RecoveryProbeOptions): RecoveryProbe {
  const { probe, timeoutMs, pauseMs, isNeeded, onResponse, now } = options;
  const closed = new AbortController();
  const { promise: isClosed, resolve: close } = Promise.withResolvers<void>();
  let running: Promise<void> | null = null;

  const isResponding = async (): Promise<boolean> => {
    const call = new AbortController();
    const abort = () => call.abort();
    const timer = setTimeout(abort, timeoutMs);
    closed.signal.addEventListener('abort', abort, { once: true });
    try {
      await probe(call.signal);
      return true;
    } catch {
      return false;
    } finally {
      clearTimeout(timer);
      closed.signal.removeEventListener('abort', abort);
    }
  };

  const run = async () => {
    for (let wasDown = false; isNeeded() && !closed.signal.aborted; wasDown = true) {
      const since = now();
      if (await isResponding()) return onResponse({ wasDown, since });
      await pause();
    }
  };

  const pause = async () => {
    const { promise: elapsed, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, pauseMs);
    await Promise.race([elapsed, isClosed]);
    clearTimeout(timer);
  };

  return {
    start() {
      running ??= run().finally(() => {
        running = null;
      });
    },
    async [Symbol.asyncDispose]() {
      closed.abort();
      close();
      await running;
    },
  };
}
