/** Opens the clients of CMF: one with the gateway's own identity, and one for calls on behalf of callers. */
import type { Identity } from '../cmf/auth/identity.ts';
import { type CmfClient, createCmfClient } from '../cmf/client.ts';
import type { TraceCall } from '../cmf/transport.ts';
import type { Config } from '../config/config.ts';
import { openAuthority, type TlsMaterial } from '../config/tls-files.ts';
import type { Watched } from '../config/watched-files.ts';
import { correlationHeaders } from '../observability/correlation.ts';
import type { Logger } from '../observability/log.ts';
import type { Metrics } from '../observability/metrics.ts';
import type { Redaction } from '../redaction/redaction.ts';

/** The client with the gateway's own identity. */
export function openCmf(
  opening: AsyncDisposableStack,
  { cmf }: Config,
  url: string,
  { identity, tls }: { readonly identity: Identity; readonly tls: Watched<TlsMaterial> },
  redaction: Redaction,
  metrics: Metrics,
  traceCall: TraceCall,
  log: Logger,
): CmfClient {
  const client = createCmfClient({
    url,
    identity,
    tls: () => tls.current,
    timeoutMs: cmf.timeoutMs,
    maxConnections: cmf.maxConnections,
    redact: redaction.text,
    callHeaders: correlationHeaders,
    traceCall,
    onCall: metrics.cmfCall,
    onMalformed: (report) => {
      metrics.malformedItem();
      log.warn(report, 'skipped an unreadable list item from CMF');
    },
    onUnreadableTime: (report) => {
      metrics.unreadableTime(report.operation);
      log.debug(report, 'a time of CMF could not be read');
    },
  });
  return opening.adopt(client, () => client.close());
}

/**
 * The client that calls CMF on behalf of callers. It has neither the token nor the certificate of the gateway, so
 * that a caller never gets the gateway's own permissions.
 */
export function openCallerClient(
  opening: AsyncDisposableStack,
  { auth, cmf }: Config,
  url: string,
  redaction: Redaction,
  metrics: Metrics,
  traceCall: TraceCall,
  log: Logger,
): CmfClient | null {
  if (auth.mode === 'service') return null;
  const authority = opening.use(openAuthority(cmf.caFile, 'CMF_CA', log));
  const callerClient = createCmfClient({
    url,
    tls: () => authority.current,
    timeoutMs: cmf.timeoutMs,
    maxConnections: cmf.maxConnections,
    redact: redaction.text,
    callHeaders: correlationHeaders,
    traceCall,
    onCall: metrics.cmfCall,
  });
  return opening.adopt(callerClient, () => callerClient.close());
}
