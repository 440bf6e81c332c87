/**
 * Connects the gauges, which are read at each scrape, to the parts of the gateway. The parts are functions, because
 * they open later.
 */
import type { Identity } from '../cmf/auth/identity.ts';
import type { CmfClient } from '../cmf/client.ts';
import type { ResponseCache } from '../graphql/response-cache/responses.ts';
import type { Mirror } from '../mirror/mirror.ts';
import type { Gauges } from '../observability/meters/gauges.ts';
import type { Store } from '../store/store.ts';
import { environmentNames } from '../store/view.ts';
import type { WebSockets } from '../streams/websocket-server.ts';

export interface GaugeSources {
  readonly webSockets: () => WebSockets;
  readonly mirror: () => Mirror;
  readonly store: () => Store;
  readonly cmf: () => CmfClient;
  readonly identity: () => Identity;
  readonly responses: () => ResponseCache;
  /** Metrics may contain names of environments. */
  readonly showsNames: boolean;
}

/** Maximum number of environments whose copies have their own age metric. */
const maxCopies = 100;

export function gaugesOf(parts: GaugeSources): Gauges {
  const { webSockets, mirror, store, cmf, identity, responses, showsNames } = parts;

  /** The ages of the oldest copies, in seconds. An environment that was never read has no copy. */
  const copies = () => {
    const { view } = store();
    const now = Date.now();
    return environmentNames(view)
      .map((name) => [name, view.environment(name).observedAt] as const)
      .filter(([, observedAt]) => observedAt > 0)
      .toSorted(([, a], [, b]) => a - b)
      .slice(0, maxCopies)
      .map(([name, observedAt]) => [name, (now - observedAt) / 1_000] as const);
  };

  return {
    webSockets: () => webSockets().size,
    listeners: () => mirror().hub.size,
    longestQueue: () => mirror().hub.longestQueue,
    environments: () => store().view.environments.environments.size,
    isCmfUp: () => mirror().health.isUp,
    isRedisReachable: () => store().health.reachable,
    damaged: () => store().health.damaged,
    redisReconnects: () => Math.max(0, store().health.connections - 1),
    unshared: () => store().health.unshared,
    oldestCopy: () => mirror().health.oldestCopyMs / 1_000,
    copies: () => (showsNames ? copies() : []),
    tokenAge: () => {
      const ageMs = identity().tokenAgeMs ?? null;
      return ageMs === null ? null : ageMs / 1_000;
    },
    waitingCalls: () => cmf().waitingCalls(),
    responseCache: responses,
  };
}
