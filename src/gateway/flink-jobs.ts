/**
 * The running jobs, read from Flink through CMF with the gateway's own identity. The calls use separate connections
 * and no circuit breaker, so that a JobManager that hangs does not delay calls to CMF itself.
 */
import type { Identity } from '../cmf/auth/identity.ts';
import type { TraceCall } from '../cmf/transport.ts';
import type { Config } from '../config/config.ts';
import type { TlsMaterial } from '../config/tls-files.ts';
import type { Watched } from '../config/watched-files.ts';
import { createFlinkClient } from '../flink/client.ts';
import { createFlinkJobs, type FlinkJobs } from '../flink/jobs.ts';
import { correlationHeaders } from '../observability/correlation.ts';
import type { Metrics } from '../observability/metrics.ts';

export interface Proxy {
  /** The URL of CMF. */
  readonly url: string;
  readonly identity: Identity;
  readonly tls: Watched<TlsMaterial>;
}

/** `opening` closes the opened resources. `redact` removes credentials from every text of Flink. */
export function openFlinkJobs(
  opening: AsyncDisposableStack,
  { cmf, flink }: Config,
  { url, identity, tls }: Proxy,
  redact: (text: string) => string,
  metrics: Metrics,
  traceCall: TraceCall,
): FlinkJobs {
  const client = createFlinkClient({
    url,
    identity,
    tls: () => tls.current,
    timeoutMs: flink.timeoutMs,
    maxConnections: cmf.maxConnections,
    redact,
    callHeaders: correlationHeaders,
    traceCall,
    onCall: metrics.cmfCall,
  });
  return createFlinkJobs({ client: opening.adopt(client, (each) => each.close()) });
}
