/**
 * Cadence: when which environment is refreshed. Interest decides: what is watched or was read lately is refreshed
 * fast, the rest slowly; what fails is tried ever more seldom. CMF's load follows from the number of environments,
 * not from the number of clients, nor of replicas: a lease says which of them polls what.
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
  /** Asks whether this replica polls a target, and tells the others whether somebody wants it fast here. */
  readonly lease: (target: string, active: boolean) => Promise<Lease>;
  /** How often that is asked again, in milliseconds; Infinity where there are no other replicas. */
  readonly renewMs: number;
  /** The environments there are, asked before each round and after each refresh of their list. */
  readonly environments: () => readonly string[];
  /** Refreshes the list of environments. */
  readonly refreshList: () => Promise<void>;
  readonly refresh: (environment: string) => Promise<void>;
}

export interface Poller extends AsyncDisposable {
  /** Somebody read this environment just now. */
  touch(environment: string): void;
  /** Somebody watches this environment, or all of them (null), until disposed. */
  watch(environment: string | null): Disposable;
}

/** A target is refreshed fast for this many fast intervals after it was last read. */
const touchLasts = 10;
const jitter = 0.1;
const maxBackoffDoublings = 5;

interface Target {
  /** When it is looked at again: to be refreshed, or only for its lease. */
  dueAt: number;
  refreshAt: number;
  failures: number;
  running: boolean;
  /** True while this replica is the one that polls it. */
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
  const turns = new Set<Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  // A reader may bring a poll forward; the polls from then on are not part of its request.
  const outsideOfRequests = AsyncLocalStorage.snapshot();

  const isActive = (environment: string): boolean =>
    watchers.has(null) ||
    watchers.has(environment) ||
    now() - (touchedAt.get(environment) ?? -Infinity) < touchLasts * activeMs;

  const isAnyActive = (): boolean => watchers.size > 0 || [...targets.keys()].some(isActive);

  const interval = (active: boolean, failures: number): number => {
    const base = active ? activeMs : idleMs;
    // Whoever watches learns of CMF's return within one slow interval.
    const longest = active ? Math.max(activeMs, idleMs) : 4 * idleMs;
    const backoff = Math.min(base * 2 ** Math.min(failures, maxBackoffDoublings), longest);
    return backoff * (1 + jitter * (2 * random() - 1));
  };

  const turn = async (
    name: string,
    target: Target,
    isWanted: () => boolean,
    refresh: () => Promise<void>,
  ) => {
    const { held, active } = await lease(name, isWanted());
    // Taken over: whoever polled it may have been gone for a while.
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
      // Told to readers and metrics by the mirror; here it only slows the pace.
      target.failures += 1;
    }
    target.refreshAt = now() + interval(active || isWanted(), target.failures);
  };

  const run = (name: string, target: Target, isWanted: () => boolean, refresh: () => Promise<void>) => {
    target.running = true;
    const running = turn(name, target, isWanted, refresh).finally(() => {
      target.running = false;
      target.dueAt = Math.min(target.refreshAt, now() + renewMs);
      turns.delete(running);
      schedule();
    });
    turns.add(running);
  };

  /** What came is due at once; what is gone is forgotten. */
  const follow = () => {
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

  const refreshList = () => options.refreshList().then(follow);

  const round = () => {
    follow();
    if (!list.running && list.dueAt <= now()) run(listTarget, list, isAnyActive, refreshList);
    const due = [...targets].filter(([, target]) => !target.running && target.dueAt <= now());
    due.sort(([, a], [, b]) => a.dueAt - b.dueAt);
    for (const [name, target] of due) {
      if (turns.size >= concurrency) break;
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
    // A finished refresh calls this again, so a full house needs no timer of its own.
    if (turns.size >= concurrency || waiting.length === 0) return;
    const dueAt = Math.min(...waiting.map((target) => target.dueAt));
    timer = outsideOfRequests(() => setTimeout(round, Math.max(0, dueAt - now())));
  };

  /** Brings forward what idled, because somebody wants it now. */
  const hurry = (environment: string | null) => {
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
    async [Symbol.asyncDispose]() {
      closed = true;
      clearTimeout(timer);
      await Promise.allSettled(turns);
    },
  };
}
