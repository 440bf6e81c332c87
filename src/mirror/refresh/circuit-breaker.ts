/**
 * A circuit breaker for one CMF. While CMF cannot be reached, calls fail at once, so readers get the mirror's copy
 * without waiting for a timeout. A returning CMF receives one trial call at a time instead of a burst.
 */
import { isAborted, isOutage } from '../../cmf/errors.ts';

export interface Breaker {
  /** Runs `call`, or throws the failure that opened the circuit while it is open. */
  run<T>(call: () => Promise<T>): Promise<T>;
  readonly isOpen: boolean;
}

export interface BreakerOptions {
  /** Failures in a row that open the circuit. */
  readonly threshold?: number;
  /** How long it stays open the first time; doubles with each failed trial. */
  readonly coolDownMs?: number;
  readonly maxCoolDownMs?: number;
  /** A trial without a result after this time does not block the next one. */
  readonly trialMs?: number;
  readonly now?: () => number;
  /** Called when the circuit closes again. */
  readonly onClose?: () => void;
}

export function createBreaker({
  threshold = 5,
  coolDownMs = 1_000,
  maxCoolDownMs = 30_000,
  trialMs = Infinity,
  now = Date.now,
  onClose,
}: BreakerOptions = {}): Breaker {
  let failures = 0;
  let failedTrials = 0;
  let lastFailure: unknown;
  let openUntil = 0;
  /** When the running trial began; null when there is none. */
  let trialSince: number | null = null;

  const isOpen = () => failures >= threshold && (now() < openUntil || isTried());
  const isTried = () => trialSince !== null && now() - trialSince < trialMs;
  const coolDown = () => Math.min(maxCoolDownMs, coolDownMs * 2 ** failedTrials);
  const close = () => {
    const wasOpen = failures >= threshold;
    failures = 0;
    failedTrials = 0;
    if (wasOpen) onClose?.();
  };

  return {
    get isOpen() {
      return isOpen();
    },
    async run(call) {
      if (isOpen()) throw lastFailure;
      const isTrial = failures >= threshold;
      const since = now();
      if (isTrial) trialSince = since;
      try {
        const result = await call();
        close();
        return result;
      } catch (error) {
        if (isOutage(error)) {
          failures += 1;
          lastFailure = error;
          if (isTrial) failedTrials += 1;
          // Calls that began before the circuit opened do not extend the cool-down when they fail.
          if (isTrial || failures === threshold) openUntil = now() + coolDown();
        } else if (!isAborted(error)) {
          // CMF responded, even with an error: it is reachable.
          close();
        }
        throw error;
      } finally {
        if (isTrial && trialSince === since) trialSince = null;
      }
    },
  };
}
