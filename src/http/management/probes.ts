/**
 * The probes. `/health`: the process runs. `/ready`: it has data to serve. A gateway that never had any is not ready,
 * so that a rollout with a wrong `CMF_URL` stops. Once it had, an outage of CMF or Redis does not make it unready; it
 * is reported as degraded. Otherwise Kubernetes would remove the gateway from the service, and with it the last copy
 * of the fleet.
 */
import type { MirrorHealth } from '../../mirror/mirror.ts';
import type { StoreHealth } from '../../store/store.ts';

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
  const reasonsOf = ({ isUp, lastFailure }: MirrorHealth): readonly string[] => {
    const reasons = [];
    if (!isUp) reasons.push(`CMF: ${lastFailure}`);
    if (!store().reachable) reasons.push(`Redis: ${store().lastFailure}`);
    return reasons;
  };

  return {
    health: () => ({ status: 200, body: { status: 'alive' } }),
    ready() {
      if (isDraining()) return { status: 503, body: { status: 'draining' } };
      const health = cmf();
      const reasons = reasonsOf(health);
      const body = { reasons, cmfVersion: health.version, ...(isEmulated && { emulator: true }) };
      if (!isFirstRefreshTried() || !health.hasData)
        return { status: 503, body: { status: 'starting', ...body } };
      return { status: 200, body: { status: reasons.length > 0 ? 'degraded' : 'ready', ...body } };
    },
  };
}
