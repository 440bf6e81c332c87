/**
 * Cadence: when which environment is refreshed. Interest decides: what is watched or was read lately is refreshed
 * fast, the rest slowly; what fails is tried more seldom, what nobody wants ever more seldom. CMF's load follows from the number of environments,
 * not from the number of clients, nor of replicas: a lease says which of them polls what. Leases are renewed apart from
 * refreshes: a CMF that hangs takes every place for a refresh, and no lease.
 */
import type { Lease } from '../../store/store.ts';

export interface PollerOptions {
  readonly activeMs: number;
  readonly idleMs: number;
  /** Refreshes that may run at once. */
  readonly concurrency?: number;
  readonly now: () => number;
  readonly random?: () => number;
  /** Asks whether this replica polls a target, and tells the others whether somebody wants it fast here. */
  readonly lease: (target: string, active: boolean) => Promise<Lease>;
  /** How often that is asked again, in milliseconds; Infinity where there are no other replicas. */
  readonly renewMs: number;
  /** The environments there are, asked before each round and after each refresh of their list. */
  readonly environments: () => readonly string[];
  /** Refreshes the list of environments. */
  readonly refreshList: (interest: AbortSignal) => Promise<void>;
  /** `interest` is aborted when the refresh is to be begun anew. */
  readonly refresh: (environment: string, interest: AbortSignal) => Promise<void>;
}

export interface Poller extends AsyncDisposable {
  /** Somebody read this environment just now. */
  touch(environment: string): void;
  /** Somebody watches this environment, or all of them (null), until disposed. */
  watch(environment: string | null): Disposable;
  /** CMF answers again: what failed or hangs is refreshed now. */
  recovered(): void;
}

/** A target is refreshed fast for this many fast intervals after it was last read. */
const touchLasts = 10;
const jitter = 0.1;
const maxBackoffDoublings = 5;
/**
 * The longest interval of what is wanted and fails, in fast intervals, without jitter. With jitter and the longest time
 * that `mirror.ts` lets the circuit be open, it is less than two: so late is CMF's return noticed.
 */
const longestWhenActive = 1.35;
/** A refresh that runs longer than so many fast intervals may hang. */
const hangsAfter = 2;

interface Target {
  refreshAt: number;
  /** When its lease is asked for again. */
  leaseAt: number;
  failures: number;
  /** True while the lease is asked for. */
  asking: boolean;
  running: { readonly since: number; readonly interest: AbortController } | null;
  /** True when its refresh was begun anew since one last ended by itself: a slow one is not cut off twice. */
  wasCut: boolean;
  /** True while this replica is the one that polls it. */
  held: boolean;
  /** True while a caller of any replica wants it fast, as far as known. */
  active: boolean;
  readonly isWanted: () => boolean;
}

/** The name of the lease on the list of environments; no environment can have it (contract section 6). */
const listTarget = '*';

export function createPoller(options: PollerOptions): Poller {
  const { activeMs, idleMs, concurrency = 4, now, random = Math.random } = options;
  const { lease, renewMs } = options;
  const dueNow = (isWanted: () => boolean): Target => ({
    refreshAt: now(),
    leaseAt: now() + renewMs,
    failures: 0,
    asking: false,
    running: null,
    wasCut: false,
    held: false,
    active: false,
    isWanted,
  });
  const targets = new Map<string, Target>();
  const touchedAt = new Map<string, number>();
  const watchers = new Map<string | null, number>();
  /** Refreshes, with the question for the lease before each. */
  const turns = new Set<Promise<void>>();
  const renewals = new Set<Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  const isActive = (environment: string): boolean =>
    watchers.has(null) ||
    watchers.has(environment) ||
    now() - (touchedAt.get(environment) ?? -Infinity) < touchLasts * activeMs;

  const isAnyActive = (): boolean => watchers.size > 0 || [...targets.keys()].some(isActive);

  const list = dueNow(isAnyActive);

  const interval = (active: boolean, failures: number): number => {
    const base = active ? activeMs : idleMs;
    const longest = active ? longestWhenActive * activeMs : 4 * idleMs;
    const backoff = Math.min(base * 2 ** Math.min(failures, maxBackoffDoublings), longest);
    return backoff * (1 + jitter * (2 * random() - 1));
  };

  const askForLease = async (name: string, target: Target) => {
    target.asking = true;
    try {
      const { held, active } = await lease(name, target.isWanted());
      // Taken over: whoever polled it may have been gone for a while.
      if (held && !target.held) target.refreshAt = now();
      target.held = held;
      target.active = active;
      const soonest = now() + interval(active, target.failures);
      if (!held || target.refreshAt > soonest) target.refreshAt = soonest;
    } finally {
      target.asking = false;
      target.leaseAt = now() + renewMs;
    }
  };

  const turn = async (name: string, target: Target, refresh: (interest: AbortSignal) => Promise<void>) => {
    const running = { since: now(), interest: new AbortController() };
    target.running = running;
    await askForLease(name, target);
    if (!target.held || target.refreshAt > now()) return;
    const { failures } = target;
    try {
      await refresh(running.interest.signal);
      target.failures = 0;
    } catch {
      if (running.interest.signal.aborted) {
        target.wasCut = true;
        target.refreshAt = now();
        return;
      }
      // Told to readers and metrics by the mirror; here it only slows the pace.
      target.failures += 1;
    }
    target.wasCut = false;
    target.refreshAt = now() + interval(target.active || target.isWanted(), target.failures);
    if (failures > 0 && target.failures === 0) recovered();
  };

  const track = (set: Set<Promise<void>>, work: Promise<void>, end: () => void) => {
    const tracked = work.finally(() => {
      end();
      set.delete(tracked);
      if (!closed) round();
    });
    set.add(tracked);
  };

  const run = (name: string, target: Target, refresh: (interest: AbortSignal) => Promise<void>) =>
    track(turns, turn(name, target, refresh), () => {
      target.running = null;
    });

  const renew = (name: string, target: Target) => track(renewals, askForLease(name, target), () => undefined);

  /** What came is due at once; what is gone is forgotten. */
  const follow = () => {
    const names = new Set(options.environments());
    for (const name of targets.keys()) {
      if (names.has(name)) continue;
      targets.delete(name);
      touchedAt.delete(name);
    }
    for (const name of names) {
      if (!targets.has(name))
        targets.set(
          name,
          dueNow(() => isActive(name)),
        );
    }
  };

  const refreshList = (interest: AbortSignal) => options.refreshList(interest).then(follow);

  const all = (): readonly (readonly [string, Target])[] => [[listTarget, list], ...targets];

  const round = () => {
    follow();
    for (const [name, target] of all()) {
      if (!target.asking && target.leaseAt <= now()) renew(name, target);
    }
    if (!list.running && !list.asking && list.refreshAt <= now()) run(listTarget, list, refreshList);
    const due = [...targets].filter(
      ([, target]) => !target.running && !target.asking && target.refreshAt <= now(),
    );
    due.sort(([, a], [, b]) => a.refreshAt - b.refreshAt);
    for (const [name, target] of due) {
      if (turns.size >= concurrency) break;
      run(name, target, (interest) => options.refresh(name, interest));
    }
    schedule();
  };

  const schedule = () => {
    if (closed) return;
    clearTimeout(timer);
    const known = all().map(([, target]) => target);
    const renewals = known.filter(({ asking }) => !asking).map(({ leaseAt }) => leaseAt);
    // A finished refresh calls this again, so a full house needs no timer for others.
    const hasPlace = turns.size < concurrency;
    const refreshes = known
      .filter(({ running, asking }) => !running && !asking && hasPlace)
      .map(({ refreshAt }) => refreshAt);
    const dueAt = Math.min(...renewals, ...refreshes);
    if (dueAt < Infinity) timer = setTimeout(round, Math.max(0, dueAt - now()));
  };

  /** Brings forward what idled, because somebody wants it now. */
  const hurry = (environment: string | null) => {
    const wanted = environment === null ? [list, ...targets.values()] : [list, targets.get(environment)];
    for (const target of wanted) {
      if (!target) continue;
      const latest = now() + (target.failures > 0 ? interval(true, target.failures) : activeMs);
      target.refreshAt = Math.min(target.refreshAt, latest);
    }
    schedule();
  };

  const recovered = () => {
    for (const [, target] of all()) {
      if (target.failures > 0) target.refreshAt = Math.min(target.refreshAt, now());
      const hangs = target.running && now() - target.running.since > hangsAfter * activeMs;
      if (hangs && !target.wasCut) target.running?.interest.abort();
    }
    schedule();
  };

  schedule();

  return {
    touch(environment) {
      const wasActive = isActive(environment);
      touchedAt.set(environment, now());
      if (!wasActive) hurry(environment);
    },
    watch(environment) {
      watchers.set(environment, (watchers.get(environment) ?? 0) + 1);
      hurry(environment);
      return {
        [Symbol.dispose]: () => {
          const left = (watchers.get(environment) ?? 1) - 1;
          if (left === 0) watchers.delete(environment);
          else watchers.set(environment, left);
        },
      };
    },
    recovered,
    async [Symbol.asyncDispose]() {
      closed = true;
      clearTimeout(timer);
      await Promise.allSettled([...turns, ...renewals]);
    },
  };
}
