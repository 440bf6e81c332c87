/** Reports the mirror's reads of CMF, and its changes, to the log and the metrics. */
import { isIdentityFailure } from '../cmf/errors.ts';
import type { MirrorOptions } from '../mirror/mirror.ts';
import type { Logger } from '../observability/log.ts';
import type { Metrics } from '../observability/metrics.ts';

type CmfReports = Required<
  Pick<MirrorOptions, 'onRefreshFailure' | 'onIdentity' | 'onRefreshed' | 'onChange' | 'onPublished'>
>;

const minuteMs = 60_000;

export function createCmfReports(metrics: Metrics, log: Logger, now = () => performance.now()): CmfReports {
  let loggedAt = -Infinity;
  /** The time of the last line about a recovery. */
  let isLogged = false;
  return {
    onRefreshed: metrics.refreshed,
    onChange: metrics.changeArrived,
    onPublished: metrics.published,
    onRefreshFailure(target, error) {
      metrics.refreshFailed();
      // It affects all calls equally and is reported below, once a minute.
      if (!isIdentityFailure(error)) log.warn({ err: error }, `could not refresh the ${target}`);
    },
    onIdentity: {
      failed({ failure, operation, message }) {
        metrics.identityFailed(failure === 'TOKEN' ? 'token' : 'refused');
        if (now() - loggedAt < minuteMs) return;
        loggedAt = now();
        isLogged = true;
        log.error({ operation, reason: message }, 'the gateway cannot identify itself to CMF');
      },
      recovered() {
        if (!isLogged) return;
        isLogged = false;
        log.info('CMF accepts the identity of the gateway again');
      },
    },
  };
}
