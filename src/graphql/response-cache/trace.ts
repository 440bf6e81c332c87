/**
 * Records the reads that one execution makes through a mirror, so that its response can be reused exactly as long as
 * all of them stay the same.
 *
 * Validation repeats the reads. An unchanged value is the same object. A read that would have to wait (because the
 * copy is too old, or the caller's rights must be checked again with CMF) returns a promise and counts as changed. So
 * validation never waits. It uses the same reads as the execution, so a reused response is never older than the
 * mirror allows and never reaches a caller who lost access.
 */
import type { MaybePromise } from '../../maybe-promise.ts';
import type { Observed, Reads } from '../../mirror/reads-interface.ts';

export interface Trace {
  /** The mirror, with every read recorded. */
  readonly reads: Reads;
  /** Marks the response as not cacheable. */
  markUncacheable(): void;
  /** Marks the response as showing the age of its data: it then holds only for that age. */
  markShowsAge(): void;
  readonly isUncacheable: boolean;
  /** The number of distinct reads. */
  readonly size: number;
  /** True if every recorded read would return the same now. */
  isValidFor(reads: Reads): boolean;
}

type Check = (reads: Reads) => boolean;

/** One read and its result. The value is held weakly: if only the trace still refers to it, it is outdated. */
interface RecordedRead {
  readonly check: Check;
  readonly result: ReadResult;
}

type ReadResult = {
  readonly value: WeakRef<object>;
  readonly observedAt: number;
  readonly stale: boolean;
} | null;

/** Validation never starts a request to CMF: an aborted signal stops reads that would have to wait. */
const signal = AbortSignal.abort();

/** `instancesVersion` increases whenever instances are read again without a change of their application. */
export function createTrace(reads: Reads, instancesVersion: () => number): Trace {
  const checks = new Map<string, RecordedRead>();
  let version: number | undefined;
  let isUncacheable = false;
  let showsAge = false;

  /** Records the result of a read by identity. A failed read makes the response uncacheable. */
  const record = <T extends Observed<object> | null>(
    key: string,
    read: (from: Reads) => MaybePromise<T>,
    current: MaybePromise<T>,
  ): MaybePromise<T> => {
    const remember = (observed: T): T => {
      // A subscription never stops reading; stop recording.
      if (isUncacheable) return observed;
      const before = checks.get(key);
      if (before) {
        // A response that shows both values matches no single moment.
        if (!isSame(observed, before.result, true)) isUncacheable = true;
        return observed;
      }
      const result = observed && {
        value: new WeakRef(observed.value),
        observedAt: observed.observedAt,
        stale: observed.stale,
      };
      const check = (from: Reads) => {
        const now = readWithoutWaiting(() => read(from));
        return now !== undefined && isSame(now, result, showsAge);
      };
      checks.set(key, { check, result });
      return observed;
    };
    if (!(current instanceof Promise)) return remember(current);
    return current.then(remember, (error: unknown) => {
      isUncacheable = true;
      throw error;
    });
  };

  const uncacheable =
    <Arguments extends unknown[], T>(read: (...call: Arguments) => T) =>
    (...call: Arguments): T => {
      isUncacheable = true;
      return read(...call);
    };

  const versioned =
    <Arguments extends unknown[], T>(read: (...call: Arguments) => T) =>
    (...call: Arguments): T => {
      version ??= instancesVersion();
      return read(...call);
    };

  return {
    reads: {
      environments: (options) =>
        record('environments', (from) => from.environments({ signal }), reads.environments(options)),
      environment: (name, options) =>
        record(
          `environment ${name} ${options?.unnamed}`,
          (from) => from.environment(name, { unnamed: options?.unnamed, signal }),
          reads.environment(name, options),
        ),
      applications: (environment, options) =>
        record(
          `applications ${environment} ${options?.unnamed}`,
          (from) => from.applications(environment, { unnamed: options?.unnamed, signal }),
          reads.applications(environment, options),
        ),
      application: (environment, name, options) =>
        record(
          `application ${environment}/${name} ${options?.unnamed}`,
          (from) => from.application(environment, name, { unnamed: options?.unnamed, signal }),
          reads.application(environment, name, options),
        ),
      // An instance changes only with its application, and the read of the application is recorded.
      instances: versioned(reads.instances),
      instance: versioned(reads.instance),
      knownInstance: versioned(reads.knownInstance),
      // The list enters memory without a change of the application.
      knownInstances: uncacheable(reads.knownInstances),
      // Reads from memory, with a dependence on time, or made once only: validation costs more than execution.
      applicationEnvironments: uncacheable(reads.applicationEnvironments),
      locateInstance: uncacheable(reads.locateInstance),
      events: uncacheable(reads.events),
      savepoints: uncacheable(reads.savepoints),
      detachedSavepoints: uncacheable(reads.detachedSavepoints),
      recall: uncacheable(reads.recall),
      jobStates: uncacheable(reads.jobStates),
      updates: uncacheable(reads.updates),
      visible: (environment, feed, subjectOf) => {
        isUncacheable = true;
        return reads.visible(environment, feed, subjectOf);
      },
    },
    markUncacheable: () => {
      isUncacheable = true;
    },
    markShowsAge: () => {
      showsAge = true;
    },
    get isUncacheable() {
      return isUncacheable;
    },
    get size() {
      return checks.size;
    },
    isValidFor(from) {
      // The version at the first read: reads after a change do not match those before it.
      if (version !== undefined && instancesVersion() !== version) return false;
      for (const { check } of checks.values()) if (!check(from)) return false;
      return true;
    },
  };
}

/** The result of a read that completes synchronously; undefined if it has to wait or fails. */
function readWithoutWaiting<T>(read: () => MaybePromise<T>): T | undefined {
  try {
    const result = read();
    if (!(result instanceof Promise)) return result;
    // The result is not used, and its rejection must not end the process.
    result.catch(() => undefined);
    return undefined;
  } catch {
    return undefined;
  }
}

function isSame(now: Observed<object> | null, recorded: ReadResult, showsAge: boolean): boolean {
  if (now === null || recorded === null) return now === recorded;
  return (
    now.value === recorded.value.deref() &&
    (!showsAge || (now.observedAt === recorded.observedAt && now.stale === recorded.stale))
  );
}
