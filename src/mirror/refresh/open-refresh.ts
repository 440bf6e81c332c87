/**
 * CMF and the refreshes of one mirror: the client behind the circuit breaker, what is known of CMF, the refreshes on
 * demand, and the poller, which starts at once.
 */
import type { Archive } from '../../archive/archive.ts';
import type { CmfClient } from '../../cmf/client.ts';
import { isAborted, isOutage } from '../../cmf/errors.ts';
import type { CmfWrites } from '../../cmf/write-client.ts';
import type { ApplicationCommit, Store } from '../../store/store.ts';
import { environmentNames } from '../../store/view.ts';
import { createArchivingClient } from '../archiving-client.ts';
import { type Capabilities, createCapabilities } from './capabilities.ts';
import { createBreaker } from './circuit-breaker.ts';
import { asOwnIdentity, type IdentityReports } from './gateway-identity.ts';
import { guardedWrites, withBreaker } from './guarded-client.ts';
import { createRefreshHealth, type RefreshHealth } from './health.ts';
import { createPoller, type Poller } from './poller.ts';
import { createRefresh } from './refresh.ts';
import { createRefresher, type RefreshEnd, type Refresher, type TraceRefresh } from './refresher.ts';

/** The settings of the refreshes, and their reports. */
export interface RefreshSettings {
  readonly cmf: CmfClient;
  readonly store: Store;
  readonly refreshActiveMs: number;
  readonly refreshIdleMs: number;
  /** How long the polling replica may be silent before another takes over, in milliseconds. */
  readonly leaseMs: number;
  /** Called with the applications that this replica read and committed: of several replicas, the one that polls. */
  readonly onPolled?: (applications: readonly ApplicationCommit[]) => void;
  readonly onRefreshFailure?: (what: string, error: unknown) => void;
  readonly onIdentity?: IdentityReports;
  readonly traceRefresh?: TraceRefresh;
  readonly onRefreshed?: (end: RefreshEnd) => void;
}

export interface OpenRefreshOptions extends RefreshSettings {
  readonly archive: Archive;
  readonly now: () => number;
}

export interface OpenRefresh extends AsyncDisposable {
  /** CMF behind the circuit breaker. Its instances and events are also recorded in the archive. */
  readonly cmf: CmfClient;
  readonly refresher: Refresher;
  readonly poller: Poller;
  readonly health: RefreshHealth;
  readonly capabilities: Capabilities;
  /** The same writes, which end with the outcome `NOT_SENT` while CMF is known to be unreachable. */
  guardWrites(writes: CmfWrites): CmfWrites;
}

/** A target that is polled by any replica is read again within one idle interval, with jitter and a lost lease. */
const overdueMs = ({ refreshIdleMs, leaseMs }: RefreshSettings) => 3 * refreshIdleMs + leaseMs;

export function openRefresh(options: OpenRefreshOptions): OpenRefresh {
  const { store, archive, refreshActiveMs, refreshIdleMs, leaseMs, now } = options;
  const breaker = createBreaker({
    coolDownMs: Math.min(1_000, refreshActiveMs / 2),
    // Watched environments are polled within two fast intervals of CMF's return; `poll-target.ts` has the other part of them.
    maxCoolDownMs: refreshActiveMs / 2,
    trialMs: refreshActiveMs,
    now,
    onClose: () => poller.recovered(),
  });
  const identity = asOwnIdentity(breaker, options.onIdentity);
  const cmf = createArchivingClient({
    cmf: withBreaker(options.cmf, identity),
    archive,
    applicationOf: (name, of) => store.view.environment(name).applications.get(of)?.application ?? null,
  });
  const capabilities = createCapabilities({ cmf, cache: store.cache, now });
  const health = createRefreshHealth({ view: () => store.view, overdueMs: overdueMs(options), now });
  const refresh = createRefresh({
    cmf,
    store,
    isSparse: () => capabilities.sparse,
    now,
    onCommitted: options.onPolled,
  });
  const refresher = createRefresher({
    refresh,
    capabilities,
    health,
    now,
    traceRefresh: options.traceRefresh,
    onFailure: options.onRefreshFailure,
    onRefreshed: options.onRefreshed,
  });

  const isDue = (observedAt: number) => observedAt < now() - refreshActiveMs / 2;
  const poller = createPoller({
    activeMs: refreshActiveMs,
    idleMs: refreshIdleMs,
    now,
    // Expiry after 2/3 plus renewal every 1/3: a lost poller is replaced within `leaseMs`.
    lease: (target, active) => store.lease(target, { ttlMs: Math.ceil((leaseMs * 2) / 3), active }),
    renewMs: store.isShared ? leaseMs / 3 : Infinity,
    environments: () => environmentNames(store.view),
    // No poll is needed when a reader, the first refresh or another replica has just refreshed.
    refreshList: async (interest) => {
      if (isDue(store.view.environments.observedAt)) await refresher.environments(0, interest);
    },
    refresh: async (name, interest) => {
      if (isDue(store.view.environment(name).observedAt)) await refresher.applications(name, 0, interest);
    },
    probe: async (signal) => {
      await cmf.systemInformation({ signal }).catch((error: unknown) => {
        // Any other error is a response.
        if (!(error instanceof Error) || isOutage(error) || isAborted(error)) throw error;
      });
    },
  });
  const version = capabilities.follow();

  return {
    cmf,
    refresher,
    poller,
    health,
    capabilities,
    // A caller's own credentials may be good while the gateway's are refused.
    guardWrites: (writes) => guardedWrites(writes, () => identity.isUnreachable),
    async [Symbol.asyncDispose]() {
      version[Symbol.dispose]();
      await poller[Symbol.asyncDispose]();
    },
  };
}
