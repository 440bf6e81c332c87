/** A gateway in front of the embedded emulator: its responses state that the fleet is simulated. */
import { expect, test } from 'vitest';
import { parseConfig } from '../../src/config/parse-config.ts';
import { startEmulator } from '../../src/emulator/emulator.ts';
import { startGateway as startBareGateway } from '../../src/gateway/gateway.ts';
import { createLogger } from '../../src/observability/log.ts';
import { startGateway } from '../support/gateway.ts';
import { type GatewayProcess, startGatewayProcess } from '../support/gateway-process.ts';
import { openConnection } from '../support/raw-http.ts';
import { until } from '../support/until.ts';

async function post(url: string): Promise<Response> {
  const body = JSON.stringify({ query: '{ environments { totalCount } gateway { emulator } }' });
  return fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
}

/** The head of the response to a request for a WebSocket. */
async function upgrade(
  { url }: GatewayProcess,
  headers: Readonly<Record<string, string>> = {},
): Promise<string> {
  await using connection = await openConnection(url);
  const lines = Object.entries({
    host: new URL(url).host,
    connection: 'upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
    'sec-websocket-protocol': 'graphql-transport-ws',
    ...headers,
  });
  connection.write(
    `GET /graphql HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`,
  );
  return await connection.until('\r\n\r\n');
}

async function readyBody({ origin }: Pick<GatewayProcess, 'origin'>): Promise<unknown> {
  const response = await until(async () => {
    const ready = await fetch(`${origin}/ready`);
    return ready.ok ? ready : null;
  });
  return response?.json();
}

test('/ready, the header x-cmf-emulator and `gateway.emulator` state that the emulator takes the place of CMF', async () => {
  const env = { EMULATOR: 'on', EMULATOR_PACE_MS: '0', EMULATOR_VERSION: '2.5.0' };
  await using gateway = await startGatewayProcess({ env });
  expect(await readyBody(gateway)).toEqual({
    status: 'ready',
    reasons: [],
    cmfVersion: '2.5.0',
    emulator: true,
  });
  const response = await post(gateway.url);
  expect(response.headers.get('x-cmf-emulator')).toBe('true');
  expect(await upgrade(gateway)).toMatch(/^HTTP\/1\.1 101 [^]*\r\nx-cmf-emulator: true\r\n/);
  const foreign = await upgrade(gateway, { origin: 'https://foreign.example' });
  expect(foreign.match(/^content-type: .*$/gim)).toEqual(['Content-Type: application/json']);
  expect(foreign).toMatch(/^HTTP\/1\.1 403 [^]*\r\nx-cmf-emulator: true\r\n/);
  expect(await response.json()).toMatchObject({
    data: { environments: { totalCount: 5 }, gateway: { emulator: true } },
  });
});

test('the port of metrics and probes has the header too', async () => {
  await using emulator = await startEmulator({ fleet: 'empty' });
  const config = parseConfig({ PORT: '0', METRICS_PORT: '0', LOG_LEVEL: 'silent' });
  const log = createLogger('silent');
  await using gateway = await startBareGateway({ config, cmfUrl: emulator.url, isEmulated: true, log });
  for (const path of ['/ready', '/metrics', '/nothing']) {
    const { headers } = await fetch(gateway.managementUrl + path);
    expect([path, headers.get('x-cmf-emulator')]).toEqual([path, 'true']);
  }
});

test('neither is present with a CMF_URL', async () => {
  await using gateway = await startGateway({ cmf: { fleet: 'empty' } });
  expect(await readyBody(gateway)).not.toHaveProperty('emulator');
  expect((await post(gateway.url)).headers.has('x-cmf-emulator')).toBe(false);
});
