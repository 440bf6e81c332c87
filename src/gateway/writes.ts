/** Connects the writes of callers to the client with the right credentials, the audit log and the metrics. */
import type { Caller } from '../auth/authenticate.ts';
import { unverifiedClaims } from '../auth/unverified-claims.ts';
import type { CmfClient } from '../cmf/client.ts';
import type { Config } from '../config/config.ts';
import type { Mirror } from '../mirror/mirror.ts';
import type { Logger } from '../observability/log.ts';
import type { Metrics } from '../observability/metrics.ts';
import type { Store } from '../store/store.ts';
import type { TraceWrite } from '../writes/protocol/run-write.ts';
import { type CallerWrites, type CmfWriteAccess, createWriteService } from '../writes/write-service.ts';

export interface WritesParts {
  readonly config: Config;
  readonly cmf: CmfClient;
  /** Null unless CMF authorizes callers. */
  readonly callerClient: CmfClient | null;
  readonly mirror: Pick<Mirror, 'guardWrites'>;
  readonly store: Store;
  readonly metrics: Metrics;
  readonly traceWrite: TraceWrite;
  readonly log: Logger;
}

export function openWrites(parts: WritesParts): (caller: Caller, requestId: string) => CallerWrites {
  const { config, cmf, callerClient, mirror, store, metrics, traceWrite, log } = parts;
  const guarded = ({ writes, getEnvironmentDefaults }: CmfClient): CmfWriteAccess => ({
    writes: mirror.guardWrites(writes),
    getEnvironmentDefaults,
  });
  // The audit log does not depend on LOG_LEVEL; only `silent` disables it.
  const audit = log.level === 'silent' ? log : log.child({}, { level: 'info' });
  const service = createWriteService({
    cmf: guarded(cmf),
    callerCmf: callerClient && guarded(callerClient),
    log: store.writes,
    archive: store.archive,
    maxPerMinute: config.writes.maxPerMinute,
    cmfTimeoutMs: config.cmf.timeoutMs,
    // A process that writes may be silent for longer than one that polls: a write that loses its lease fails.
    leaseMs: 2 * config.leaseMs,
    traceWrite,
    onEnd(operation) {
      const { kind, state, error } = operation;
      metrics.written({ kind, outcome: error?.code ?? state });
      audit.info({ audit: operation }, 'write');
    },
    onUnreadable: (error, { id: operation, requestId }) =>
      log.warn({ err: error, operation, requestId }, 'could not read the result of a write'),
    onRefused(attempt) {
      metrics.written({ kind: attempt.kind, outcome: attempt.code });
      audit.info({ audit: { ...attempt, state: 'REFUSED' } }, 'write');
    },
  });

  return ({ mirror: reads, authorization, principal, actor }, requestId) => {
    if (!callerClient) {
      return service.forCaller({
        reads,
        authorization: undefined,
        identity: 'GATEWAY',
        actor,
        principal,
        requestId,
      });
    }
    // CMF verifies the token, so the claims of an accepted token identify the caller of the write.
    const claimed = unverifiedClaims(authorization)[config.auth.actorClaim];
    return service.forCaller({
      reads,
      authorization,
      identity: 'CALLER',
      actor: actor ?? (typeof claimed === 'string' ? claimed.slice(0, 200) : null),
      principal,
      requestId,
    });
  };
}
