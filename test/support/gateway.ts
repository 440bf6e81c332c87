/**
 * A whole gateway in this process, in front of an emulator of its own unless one is given, on free ports.
 *
 *     await using emulator = await startEmulator({ fleet: 'empty' });
 *     await using gateway = await startGateway({ emulator });
 *     const { data } = await gateway.query(Document, variables);
 */

import { parseConfig } from '../../src/config/parse-config.ts';
import type { Environment } from '../../src/config/setting-reader.ts';
import { type Emulator, type EmulatorOptions, startEmulator } from '../../src/emulator/emulator.ts';
import { type Gateway, startGateway as start } from '../../src/gateway/gateway.ts';
import { createLogger, type Logger } from '../../src/observability/log.ts';
import { createClient, type TestClient } from './client.ts';

export interface TestGateway extends TestClient, AsyncDisposable {
  /** The GraphQL endpoint. */
  readonly url: string;
  /** The same server without a path, for probes. */
  readonly origin: string;
  readonly emulator: Emulator;
}

/**
 * Configuration of a gateway that does not poll CMF after its start and whose copies stay fresh for as long as a test
 * lasts: the call log then shows only the calls of queries.
 */
export const still: Environment = {
  REFRESH_ACTIVE_MS: '86400000',
  REFRESH_IDLE_MS: '86400000',
  MAX_AGE_MS: '86400000',
};

export interface TestGatewayOptions {
  readonly emulator?: Emulator;
  /** Options of the emulator that is started when `emulator` is omitted. Default: the realistic fleet, in motion. */
  readonly cmf?: EmulatorOptions;
  /** The CMF URL to use instead of the emulator's, such as a proxy in front of it. */
  readonly cmfUrl?: string;
  /** Overrides the defaults of tests, which poll as fast as allowed, so that no test waits for long. */
  readonly env?: Environment;
  /** Default: fatal errors to standard output. */
  readonly log?: Logger;
  /** True: the emulator counts as the embedded one. */
  readonly isEmulated?: boolean;
  /** False: serves before the first refresh has been tried. */
  readonly refreshed?: boolean;
}

export async function startGateway(options: TestGatewayOptions = {}): Promise<TestGateway> {
  await using opening = new AsyncDisposableStack();
  const emulator = options.emulator ?? opening.use(await startEmulator(options.cmf ?? { pace: 100 }));
  const config = parseConfig({
    PORT: '0',
    REFRESH_ACTIVE_MS: '100',
    REFRESH_IDLE_MS: '1000',
    LOG_LEVEL: 'silent',
    SHUTDOWN_TIMEOUT_MS: '2000',
    ...options.env,
  });
  const gateway: Gateway = opening.use(
    await start({
      config,
      cmfUrl: options.cmfUrl ?? emulator.url,
      isEmulated: options.isEmulated ?? false,
      log: options.log ?? createLogger(config.logLevel),
    }),
  );
  if (options.refreshed ?? true) await gateway.firstRefresh;
  const closing = opening.move();
  return {
    ...createClient(gateway.url),
    url: gateway.url,
    origin: new URL(gateway.url).origin,
    emulator,
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  };
}
