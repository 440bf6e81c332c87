/**
 * The probes. `/health`: the process runs. `/ready`: it can serve. An outage of CMF or Redis does not make the
 * gateway unready; it is reported as degraded. Otherwise Kubernetes would take away the last copy of the fleet
 * together with the gateway.
 */
import type { MirrorHealth } from '../mirror/mirror.ts';
import type { StoreHealth } from '../store/store.ts';

export interface Probes {
  health(): ProbeAnswer;
  ready(): ProbeAnswer;
}

export interface ProbeAnswer {
  readonly status: 200 | 503;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface ProbeSources {
  readonly cmf: () => MirrorHealth;
  readonly store: () => StoreHealth;
  readonly isFirstRefreshTried: () => boolean;
  readonly isDraining: () => boolean;
  /** CMF is the embedded emulator: `/ready` then has `emulator: true`. */
  readonly isEmulated: boolean;
}

export function createProbes({
  cmf,
  store,
  isFirstRefreshTried,
  isDraining,
  isEmulated,
}: ProbeSources): Probes {
  const degraded = (): string[] => {
    const reasons = [];
    if (!cmf().reachable) reasons.push(`CMF: ${cmf().lastFailure}`);
    if (!store().reachable) reasons.push(`Redis: ${store().lastFailure}`);
    return reasons;
  };

  return {
    health: () => ({ status: 200, body: { status: 'alive' } }),
    ready() {
      if (isDraining()) return { status: 503, body: { status: 'draining' } };
      if (!isFirstRefreshTried()) return { status: 503, body: { status: 'starting' } };
      const reasons = degraded();
      const status = reasons.length > 0 ? 'degraded' : 'ready';
      return {
        status: 200,
        body: { status, reasons, cmfVersion: cmf().version, ...(isEmulated && { emulator: true }) },
      };
    },
  };
}
