/**
 * What one execution read through a mirror, so that its answer can be used again exactly as long as all of it stands.
 *
 * The proof is to read again: what is unchanged is the same object, and a copy that is too old, or a caller's right
 * that must be asked for again, is a promise. Both are told without waiting, and by the same reads that the execution
 * would make, so an answer is never older than the mirror's own and never goes to who may not see it any more.
 */
import type { MaybePromise } from '../../maybe-promise.ts';
import type { Observed, Reads } from '../../mirror/reads.ts';

export interface Trace {
  /** The same reads, recorded. */
  readonly reads: Reads;
  /** Tells that this answer must not be used again. */
  spoil(): void;
  /** Tells that the answer shows how old its data is, and so holds only for that age. */
  showsAge(): void;
  readonly isSpoilt: boolean;
  /** How many different things were read. */
  readonly size: number;
  /** True when everything that was read would be read the same now. */
  standsFor(reads: Reads): boolean;
}

type Check = (reads: Reads) => boolean;

/** One read and what it found; the value itself is not held, and one that is held by nobody else is not the newest. */
interface Seen {
  readonly check: Check;
  readonly found: Found;
}

type Found = { readonly value: WeakRef<object>; readonly observedAt: number; readonly stale: boolean } | null;

/** A read that would have to wait is not made: whoever executes the request makes it, for as long as somebody waits. */
const signal = AbortSignal.abort();

/** `instancesVersion` counts whenever instances were read anew though nothing had moved. */
export function createTrace(reads: Reads, instancesVersion: () => number): Trace {
  const checks = new Map<string, Seen>();
  let version: number | undefined;
  let isSpoilt = false;
  let showsAge = false;

  /** Remembers the answer of a read by identity; one that fails is not remembered and spoils the rest. */
  const recorded = <T extends Observed<object> | null>(
    key: string,
    read: (from: Reads) => MaybePromise<T>,
    answer: MaybePromise<T>,
  ): MaybePromise<T> => {
    const remember = (seen: T): T => {
      // A subscription reads for as long as it lasts.
      if (isSpoilt) return seen;
      const before = checks.get(key);
      if (before) {
        // An answer that shows both is that of no moment.
        if (!isSame(seen, before.found, true)) isSpoilt = true;
        return seen;
      }
      const found = seen && {
        value: new WeakRef(seen.value),
        observedAt: seen.observedAt,
        stale: seen.stale,
      };
      const check = (from: Reads) => {
        const now = atOnce(() => read(from));
        return now !== undefined && isSame(now, found, showsAge);
      };
      checks.set(key, { check, found });
      return seen;
    };
    if (!(answer instanceof Promise)) return remember(answer);
    return answer.then(remember, (error: unknown) => {
      isSpoilt = true;
      throw error;
    });
  };

  const spoiling =
    <Arguments extends unknown[], T>(read: (...call: Arguments) => T) =>
    (...call: Arguments): T => {
      isSpoilt = true;
      return read(...call);
    };

  const ofInstances =
    <Arguments extends unknown[], T>(read: (...call: Arguments) => T) =>
    (...call: Arguments): T => {
      version ??= instancesVersion();
      return read(...call);
    };

  return {
    reads: {
      environments: (options) =>
        recorded('environments', (from) => from.environments({ signal }), reads.environments(options)),
      environment: (name, options) =>
        recorded(
          `environment ${name} ${options?.unnamed}`,
          (from) => from.environment(name, { unnamed: options?.unnamed, signal }),
          reads.environment(name, options),
        ),
      applications: (environment, options) =>
        recorded(
          `applications ${environment} ${options?.unnamed}`,
          (from) => from.applications(environment, { unnamed: options?.unnamed, signal }),
          reads.applications(environment, options),
        ),
      application: (environment, name, options) =>
        recorded(
          `application ${environment}/${name} ${options?.unnamed}`,
          (from) => from.application(environment, name, { unnamed: options?.unnamed, signal }),
          reads.application(environment, name, options),
        ),
      // An instance changes only when its application does, which is traced by whoever found the application.
      instances: ofInstances(reads.instances),
      instance: ofInstances(reads.instance),
      knownInstance: ofInstances(reads.knownInstance),
      // What is answered from memory alone, from time, or once only: not worth the proof.
      applicationEnvironments: spoiling(reads.applicationEnvironments),
      locateInstance: spoiling(reads.locateInstance),
      events: spoiling(reads.events),
      recall: spoiling(reads.recall),
      jobStates: spoiling(reads.jobStates),
      updates: spoiling(reads.updates),
    },
    spoil: () => {
      isSpoilt = true;
    },
    showsAge: () => {
      showsAge = true;
    },
    get isSpoilt() {
      return isSpoilt;
    },
    get size() {
      return checks.size;
    },
    standsFor(from) {
      // That of the first read: what was read after a change is of another moment than what was read before.
      if (version !== undefined && instancesVersion() !== version) return false;
      for (const { check } of checks.values()) if (!check(from)) return false;
      return true;
    },
  };
}

/** The answer of a read that need not wait; undefined for one that has to, or that is refused. */
function atOnce<T>(read: () => MaybePromise<T>): T | undefined {
  try {
    const answer = read();
    if (!(answer instanceof Promise)) return answer;
    // What comes of it is for nobody: its failure must not end the process.
    answer.catch(() => undefined);
    return undefined;
  } catch {
    return undefined;
  }
}

function isSame(now: Observed<object> | null, found: Found, showsAge: boolean): boolean {
  if (now === null || found === null) return now === found;
  return (
    now.value === found.value.deref() &&
    (!showsAge || (now.observedAt === found.observedAt && now.stale === found.stale))
  );
}
