/**
 * Cadence: decides when each environment is refreshed. Watched and recently read environments are refreshed fast,
 * others slowly; failing ones less often. CMF's load depends on the number of environments, not on the number of
 * clients or replicas: a lease decides which replica polls a target. Leases are renewed independently of refreshes,
 * so that no lease is lost while CMF hangs and refreshes occupy all slots.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Lease } from '../../store/store.ts';
import { createDemand } from './demand.ts';
import { createTarget, hangLimit, hangsAt, intervalOf, isWaiting, type PollTarget } from './poll-target.ts';
import { createRecoveryProbe } from './recovery-probe.ts';

export interface PollerOptions {
  readonly activeMs: number;
  readonly idleMs: number;
  /** Refreshes that may run at once. */
  readonly concurrency?: number;
  readonly now: () => number;
  readonly random?: () => number;
  /** Takes or renews the lease of a target. `active` tells other replicas that this one needs it refreshed fast. */
  readonly lease: (target: string, active: boolean) => Promise<Lease>;
  /** The renewal interval of leases, in milliseconds; Infinity without other replicas. */
  readonly renewMs: number;
  /** The present environments. Read before each round and after each refresh of their list. */
  readonly environments: () => readonly string[];
  /** Refreshes the list of environments. */
  readonly refreshList: (interest: AbortSignal) => Promise<void>;
  /** `interest` is aborted to restart the refresh. */
  readonly refresh: (environment: string, interest: AbortSignal) => Promise<void>;
  /** One cheap call to CMF, made while a refresh hangs; rejects when CMF does not respond. */
  readonly probe: (signal: AbortSignal) => Promise<void>;
}

export interface Poller extends AsyncDisposable {
  /** Reports a read of this environment. */
  touch(environment: string): void;
  /** Watches this environment, or all (null), until disposed. */
  watch(environment: string | null): Disposable;
  /** CMF responds again: refreshes failed and hanging targets now. */
  recovered(): void;
}

/** A target is refreshed fast for this many fast intervals after a read. */
const touchIntervals = 10;
/** The name of the lease on the list of environments; no environment can have it (contract section 6). */
const listTarget = '*';

export function createPoller(options: PollerOptions): Poller {
  const { activeMs, idleMs, concurrency = 4, now, random = Math.random } = options;
  const { lease, renewMs } = options;
  const pace = { activeMs, idleMs, random };
  const demand = createDemand({ touchMs: touchIntervals * activeMs, now });
  const dueNow = (isWanted: () => boolean) => createTarget(isWanted, now(), { activeMs, renewMs });
  const targets = new Map<string, PollTarget>();
  /** Running refreshes, including the lease before each. */
  const visits = new Set<Promise<void>>();
  const renewals = new Set<Promise<void>>();
  /** A timer that a request starts must not carry the request's context. */
  const outsideOfRequests = AsyncLocalStorage.snapshot();
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  const isAnyActive = (): boolean => demand.isWatching || [...targets.keys()].some(demand.isActive);

  const list = dueNow(isAnyActive);

  const takeLease = async (name: string, target: PollTarget) => {
    target.isTaking = true;
    try {
      const { held, active } = await lease(name, target.isWanted());
      // Taken over: the previous holder may have stopped a while ago.
      if (held && !target.held) target.refreshAt = now();
      target.held = held;
      target.active = active;
      const soonest = now() + intervalOf(active, target.failures, pace);
      if (!held || target.refreshAt > soonest) target.refreshAt = soonest;
    } finally {
      target.isTaking = false;
      target.leaseAt = now() + renewMs;
    }
  };

  const visit = async (
    name: string,
    target: PollTarget,
    refresh: (interest: AbortSignal) => Promise<void>,
  ) => {
    const running = { since: now(), interest: new AbortController() };
    target.running = running;
    await takeLease(name, target);
    if (!target.held || target.refreshAt > now()) return;
    const { failures } = target;
    const startedAt = now();
    try {
      await refresh(running.interest.signal);
      target.failures = 0;
      target.hangsAfterMs = hangLimit(now() - startedAt, activeMs);
    } catch {
      if (running.interest.signal.aborted) {
        target.wasCut = true;
        target.refreshAt = now();
        return;
      }
      // The mirror reports the failure to readers and metrics; here it only slows the cadence.
      target.failures += 1;
    }
    target.wasCut = false;
    target.refreshAt = now() + intervalOf(target.active || target.isWanted(), target.failures, pace);
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

  const run = (name: string, target: PollTarget, refresh: (interest: AbortSignal) => Promise<void>) =>
    track(visits, visit(name, target, refresh), () => {
      target.running = null;
    });

  const renew = (name: string, target: PollTarget) =>
    track(renewals, takeLease(name, target), () => undefined);

  /** Adds new environments, due at once, and removes those that are gone. */
  const syncTargets = () => {
    const names = new Set(options.environments());
    for (const name of targets.keys()) {
      if (names.has(name)) continue;
      targets.delete(name);
      demand.forget(name);
    }
    for (const name of names) {
      if (!targets.has(name))
        targets.set(
          name,
          dueNow(() => demand.isActive(name)),
        );
    }
  };

  const refreshList = (interest: AbortSignal) => options.refreshList(interest).then(syncTargets);

  const all = (): readonly (readonly [string, PollTarget])[] => [[listTarget, list], ...targets];

  const hanging = () => all().some(([, target]) => hangsAt(target) <= now());

  const recoveryProbe = createRecoveryProbe({
    probe: options.probe,
    timeoutMs: activeMs / 2,
    pauseMs: activeMs / 4,
    isNeeded: hanging,
    onResponse: ({ wasDown, since }) => recovered(wasDown ? since : -Infinity),
    now,
  });

  const round = () => {
    syncTargets();
    if (hanging()) outsideOfRequests(() => recoveryProbe.start());
    for (const [name, target] of all()) {
      if (!target.isTaking && target.leaseAt <= now()) renew(name, target);
    }
    if (isWaiting(list) && list.refreshAt <= now()) run(listTarget, list, refreshList);
    const due = [...targets].filter(([, target]) => isWaiting(target) && target.refreshAt <= now());
    due.sort(([, a], [, b]) => a.refreshAt - b.refreshAt);
    for (const [name, target] of due) {
      if (visits.size >= concurrency) break;
      run(name, target, (interest) => options.refresh(name, interest));
    }
    schedule();
  };

  const schedule = () => {
    if (closed) return;
    clearTimeout(timer);
    const known = all().map(([, target]) => target);
    const renewals = known.filter(({ isTaking }) => !isTaking).map(({ leaseAt }) => leaseAt);
    // A finished refresh schedules again, so no timer is needed while no slot is free.
    const hasPlace = visits.size < concurrency;
    const refreshes = known
      .filter((target) => hasPlace && isWaiting(target))
      .map(({ refreshAt }) => refreshAt);
    // A probe already runs for a target that hangs; the probe restarts it.
    const hangs = known.map(hangsAt).filter((at) => at > now());
    const dueAt = Math.min(...renewals, ...refreshes, ...hangs);
    if (dueAt < Infinity) timer = outsideOfRequests(() => setTimeout(round, Math.max(0, dueAt - now())));
  };

  /** Brings idle targets forward, because a caller needs them now. */
  const bringForward = (environment: string | null) => {
    const wanted = environment === null ? [list, ...targets.values()] : [list, targets.get(environment)];
    for (const target of wanted) {
      if (!target) continue;
      const latest = now() + (target.failures > 0 ? intervalOf(true, target.failures, pace) : activeMs);
      target.refreshAt = Math.min(target.refreshAt, latest);
    }
    schedule();
  };

  /**
   * Refreshes that began before `respondingSince` are restarted too: CMF does not respond to calls from before its
   * return.
   */
  const recovered = (respondingSince = -Infinity) => {
    for (const [, target] of all()) {
      if (target.failures > 0) target.refreshAt = Math.min(target.refreshAt, now());
      const { running, wasCut } = target;
      const isLost = hangsAt(target) <= now() || (running && running.since < respondingSince);
      if (isLost && !wasCut) running?.interest.abort();
    }
    schedule();
  };

  schedule();

  return {
    touch(environment) {
      const wasActive = demand.isActive(environment);
      demand.touch(environment);
      if (!wasActive) bringForward(environment);
    },
    watch(environment) {
      const watching = demand.watch(environment);
      bringForward(environment);
      return watching;
    },
    recovered: () => recovered(),
    async [Symbol.asyncDispose]() {
      closed = true;
      clearTimeout(timer);
      await recoveryProbe[Symbol.asyncDispose]();
      await Promise.allSettled([...visits, ...renewals]);
    },
  };
}
