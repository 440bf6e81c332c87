/** Serves metrics and probes on `METRICS_PORT`. */
import type { Config } from '../config/config.ts';
import { listen, stop } from '../http/listener.ts';
import type { Endpoints } from '../http/management/endpoints.ts';
import { createManagementServer } from '../http/management/server.ts';
import type { Logger } from '../observability/log.ts';

export interface ManagementOptions {
  readonly endpoints: Endpoints;
  /** CMF is the embedded emulator: every response then carries `x-cmf-emulator: true`. */
  readonly isEmulated: boolean;
  /** Other processes listen on the same port (SO_REUSEPORT). */
  readonly reusePort: boolean;
  readonly log: Logger;
}

/**
 * Returns the port; undefined without `METRICS_PORT`. Open it before the parts of the gateway: it then closes after
 * them, so that `/ready` responds 503 while the gateway drains.
 */
export async function serveManagement(
  opening: AsyncDisposableStack,
  { host, metricsPort }: Config,
  { endpoints, isEmulated, reusePort, log }: ManagementOptions,
): Promise<number | undefined> {
  if (metricsPort === undefined) return undefined;
  const server = createManagementServer({ endpoints, isEmulated, log });
  const { port } = await listen(server, { host, port: metricsPort, reusePort });
  opening.defer(() => stop(server, 0));
  return port;
}
