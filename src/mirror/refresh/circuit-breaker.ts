/**
 * A circuit breaker for one CMF. While CMF cannot be reached, readers get the mirror's copy at once instead of
 * waiting for a timeout each, and CMF gets one trial call at a time instead of a crowd when it comes back.
 */
import type { CmfClient } from '../../cmf/client.ts';
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
  /** A trial that has no result after so long blocks no further one. */
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
  /** When the trial that runs began; null when none does. */
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
          // Calls that began before the circuit opened say nothing new when they fail too, be they ever so many.
          if (isTrial || failures === threshold) openUntil = now() + coolDown();
        } else if (!isAborted(error)) {
          // An answer, even an unwelcome one: CMF is there.
          close();
        }
        throw error;
      } finally {
        if (isTrial && trialSince === since) trialSince = null;
      }
    },
  };
}

/** The same client behind the breaker. Closing it is left to whoever opened it. */
export function guarded(cmf: CmfClient, breaker: Breaker): CmfClient {
  return {
    systemInformation: (...call) => breaker.run(() => cmf.systemInformation(...call)),
    listEnvironments: (...call) => breaker.run(() => cmf.listEnvironments(...call)),
    getEnvironment: (...call) => breaker.run(() => cmf.getEnvironment(...call)),
    listApplications: (...call) => breaker.run(() => cmf.listApplications(...call)),
    countApplications: (...call) => breaker.run(() => cmf.countApplications(...call)),
    listApplicationRows: (...call) => breaker.run(() => cmf.listApplicationRows(...call)),
    getApplication: (...call) => breaker.run(() => cmf.getApplication(...call)),
    listInstances: (...call) => breaker.run(() => cmf.listInstances(...call)),
    getInstance: (...call) => breaker.run(() => cmf.getInstance(...call)),
    listEvents: (...call) => breaker.run(() => cmf.listEvents(...call)),
    listSavepoints: (...call) => breaker.run(() => cmf.listSavepoints(...call)),
    close: () => cmf.close(),
  };
}
