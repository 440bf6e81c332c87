/**
 * Schedules refreshes. Environments that are watched or were read lately are refreshed at the active interval, all
 * others at the idle interval; failures back off. CMF's load depends on the number of environments, not on the number
 * of clients or replicas: a lease decides which replica polls a target.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Lease } from '../../store/store.ts';

export interface PollerOptions {
  readonly activeMs: number;
  readonly idleMs: number;
  /** Refreshes that may run at once. */
  readonly concurrency?: number;
  readonly now: () => number;
  readonly random?: () => number;
  /** Takes or renews the lease on a target, and publishes whether this replica needs it at the active interval. */
  readonly lease: (target: string, active: boolean) => Promise<Lease>;
  /** Interval of lease renewals, in milliseconds; Infinity without other replicas. */
  readonly renewMs: number;
  /** The current environments, read before each round and after each refresh of their list. */
  readonly environments: () => readonly string[];
  /** Refreshes the list of environments. */
  readonly refreshList: () => Promise<void>;
  readonly refresh: (environment: string) => Promise<void>;
}

export interface Poller extends AsyncDisposable {
  /** Records a read of this environment. */
  touch(environment: string): void;
  /** Keeps this environment, or all of them (null), active until disposed. */
  watch(environment: string | null): Disposable;
}

/** A target stays active for this many active intervals after its last read. */
const touchIntervals = 10;
const jitter = 0.1;
const maxBackoffDoublings = 5;

interface Target {
  /** When it is visited next: for a refresh, or only to renew its lease. */
  dueAt: number;
  refreshAt: number;
  failures: number;
  running: boolean;
  /** True while this replica holds the lease. */
  held: boolean;
}

/** The name of the lease on the list of environments; no environment can have it (contract section 6). */
const listTarget = '*';

export function createPoller(options: PollerOptions): Poller {
  const { activeMs, idleMs, concurrency = 4, now, random = Math.random } = options;
  const { lease, renewMs } = options;
  const dueNow = (): Target => ({ dueAt: now(), refreshAt: now(), failures: 0, running: false, held: false });
  const list = dueNow();
  const targets = new Map<string, Target>();
  const touchedAt = new Map<string, number>();
  const watchers = new Map<string | null, number>();
  const visits = new Set<Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  // A reader may bring a poll forward; the polls from then on are not part of its request.
  const outsideOfRequests = AsyncLocalStorage.snapshot();

  const isActive = (environment: string): boolean =>
    watchers.has(null) ||
    watchers.has(environment) ||
    now() - (touchedAt.get(environment) ?? -Infinity) < touchIntervals * activeMs;

  const isAnyActive = (): boolean => watchers.size > 0 || [...targets.keys()].some(isActive);

  const interval = (active: boolean, failures: number): number => {
    const base = active ? activeMs : idleMs;
    // Watchers see CMF's recovery within one idle interval.
    const longest = active ? Math.max(activeMs, idleMs) : 4 * idleMs;
    const backoff = Math.min(base * 2 ** Math.min(failures, maxBackoffDoublings), longest);
    return backoff * (1 + jitter * (2 * random() - 1));
  };

  const visit = async (
    name: string,
    target: Target,
    isWanted: () => boolean,
    refresh: () => Promise<void>,
  ) => {
    const { held, active } = await lease(name, isWanted());
    // A new lease: the previous holder may have stopped some time ago.
    if (held && !target.held) target.refreshAt = now();
    target.held = held;
    const soonest = now() + interval(active, target.failures);
    if (target.refreshAt > soonest) target.refreshAt = soonest;
    if (!held) target.refreshAt = soonest;
    if (target.refreshAt > now()) return;
    try {
      await refresh();
      target.failures = 0;
    } catch {
      // The refresher reports the error; here it only causes a back-off.
      target.failures += 1;
    }
    target.refreshAt = now() + interval(active || isWanted(), target.failures);
  };

  const run = (name: string, target: Target, isWanted: () => boolean, refresh: () => Promise<void>) => {
    target.running = true;
    const running = visit(name, target, isWanted, refresh).finally(() => {
      target.running = false;
      target.dueAt = Math.min(target.refreshAt, now() + renewMs);
      visits.delete(running);
      schedule();
    });
    visits.add(running);
  };

  /** Adds new environments, due at once, and removes missing ones. */
  const syncTargets = () => {
    const names = new Set(options.environments());
    for (const name of targets.keys()) {
      if (names.has(name)) continue;
      targets.delete(name);
      touchedAt.delete(name);
    }
    for (const name of names) {
      if (!targets.has(name)) targets.set(name, dueNow());
    }
  };

  const refreshList = () => options.refreshList().then(syncTargets);

  const round = () => {
    syncTargets();
    if (!list.running && list.dueAt <= now()) run(listTarget, list, isAnyActive, refreshList);
    const due = [...targets].filter(([, target]) => !target.running && target.dueAt <= now());
    due.sort(([, a], [, b]) => a.dueAt - b.dueAt);
    for (const [name, target] of due) {
      if (visits.size >= concurrency) break;
      run(
        name,
        target,
        () => isActive(name),
        () => options.refresh(name),
      );
    }
    schedule();
  };

  const schedule = () => {
    if (closed) return;
    clearTimeout(timer);
    const waiting = [list, ...targets.values()].filter((target) => !target.running);
    // A finished visit calls this again, so no timer is needed at the concurrency limit.
    if (visits.size >= concurrency || waiting.length === 0) return;
    const dueAt = Math.min(...waiting.map((target) => target.dueAt));
    timer = outsideOfRequests(() => setTimeout(round, Math.max(0, dueAt - now())));
  };

  /** Brings forward the refresh of idle targets that became active. */
  const bringForward = (environment: string | null) => {
    const wanted = environment === null ? [list, ...targets.values()] : [list, targets.get(environment)];
    const latest = now() + activeMs;
    for (const target of wanted) {
      if (!target || target.failures > 0) continue;
      target.refreshAt = Math.min(target.refreshAt, latest);
      target.dueAt = Math.min(target.dueAt, latest);
    }
    schedule();
  };

  schedule();

  return {
    touch(environment) {
      const wasActive = isActive(environment);
      touchedAt.set(environment, now());
      if (!wasActive) bringForward(environment);
    },
    watch(environment) {
      watchers.set(environment, (watchers.get(environment) ?? 0) + 1);
      bringForward(environment);
      return {
        [Symbol.dispose]: () => {
          const left = (watchers.get(environment) ?? 1) - 1;
          if (left === 0) watchers.delete(environment);
          else watchers.set(environment, left);
        },
      };
    },
    async [Symbol.asyncDispose]() {
      closed = true;
      clearTimeout(timer);
      await Promise.allSettled(visits);
    },
  };
}
