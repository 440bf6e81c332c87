/** `METRICS_PORT`: metrics and probes apart from clients. */
import { expect, test } from 'vitest';
import { parseConfig } from '../../src/config/config.ts';
import { startEmulator } from '../../src/emulator/emulator.ts';
import { startGateway } from '../../src/gateway/gateway.ts';
import { createLogger } from '../../src/observability/log.ts';

const status = async (url: string) => (await fetch(url)).status;

test('metrics and probes are only on their own port, and GraphQL only on the other', async () => {
  await using emulator = await startEmulator({ fleet: 'empty' });
  const config = parseConfig({ PORT: '0', METRICS_PORT: '0', LOG_LEVEL: 'silent' });
  await using gateway = await startGateway({ config, cmfUrl: emulator.url, log: createLogger('silent') });
  await gateway.firstRefresh;
  const { managementUrl, url } = gateway;
  const { origin } = new URL(url);
  expect(managementUrl).not.toBe(origin);
  for (const path of ['/health', '/ready', '/metrics']) {
    expect([path, await status(managementUrl + path), await status(origin + path)]).toEqual([path, 200, 404]);
  }
  expect(await status(`${managementUrl}/graphql`)).toBe(404);
  expect(await status(`${url}?query={__typename}`)).toBe(200);
});

test('the port of clients, and a port that workers cannot share, are rejected', () => {
  const problemsOf = (env: Record<string, string>) => () => parseConfig(env);
  expect(problemsOf({ PORT: '4000', METRICS_PORT: '4000' })).toThrow(
    'METRICS_PORT (4000) is PORT. Give another port',
  );
  expect(problemsOf({ METRICS_PORT: '0', WORKERS: '2', REDIS_URL: 'redis://127.0.0.1' })).toThrow(
    'METRICS_PORT is 0, but WORKERS is 2. Give a port that the workers can share',
  );
});
