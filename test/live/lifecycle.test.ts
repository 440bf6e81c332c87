/** The gateway as a process: its start, invalid configurations, and its end. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { createClient } from '../support/client.ts';
import { startGateway } from '../support/gateway.ts';
import { type GatewayProcess, runGatewayProcess, startGatewayProcess } from '../support/gateway-process.ts';
import { startRedis } from '../support/redis.ts';
import { until } from '../support/until.ts';
import { addApplication } from '../support/world.ts';
import { JobStates, words } from './documents.ts';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ fleet: 'empty' });
  addApplication(emulator.world, 'dev1', 'orders');
});
beforeEach(() => emulator.world.setJobState('dev1', 'orders', 'RUNNING'));
afterAll(() => emulator[Symbol.asyncDispose]());

/** A port on which no process listens. */
async function unusedPort(): Promise<number> {
  const redis = await startRedis();
  await redis[Symbol.asyncDispose]();
  return redis.port;
}

/** A request that has begun, and ends when `finish` is called. */
async function beginRequest({ port }: GatewayProcess, path: string) {
  const socket = connect(port, '127.0.0.1').setEncoding('utf8');
  await once(socket, 'connect');
  socket.write(`GET ${path} HTTP/1.1\r\nhost: gateway\r\n`);
  return async () => {
    let answer = '';
    socket.on('data', (text: string) => {
      answer += text;
    });
    socket.end('connection: close\r\n\r\n');
    await once(socket, 'close');
    return answer;
  };
}

describe('on SIGTERM', () => {
  test('the gateway is no longer ready, ends its streams by their rules, and exits with 0', async () => {
    await using gateway = await startGatewayProcess({
      env: { CMF_URL: emulator.url, REFRESH_ACTIVE_MS: '100', SHUTDOWN_TIMEOUT_MS: '600000' },
    });
    await using overWebSocket = createClient(gateway.url).subscribe(JobStates);
    const overSse = await fetch(gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query: 'subscription { jobStateChanged { cursor } }' }),
    });
    await until(() => overWebSocket.received.length === 1, { what: 'the initial state' });
    const finishRequest = await beginRequest(gateway, '/ready');

    gateway.kill('SIGTERM');
    expect(await overWebSocket.ended).toMatchObject({ code: 1001 });
    expect(await finishRequest()).toMatch(/^HTTP\/1\.1 503 [^]*"draining"/);
    expect(await overSse.text()).toMatch(/event: complete\s*(data:\s*)?$/);
    expect(await gateway.ended).toEqual({ code: 0, signal: null });
    await expect(fetch(gateway.origin)).rejects.toThrow('fetch failed');
  });

  test('a request that does not end is aborted in time', async () => {
    await using gateway = await startGatewayProcess({
      env: { CMF_URL: emulator.url, SHUTDOWN_TIMEOUT_MS: '200' },
    });
    await beginRequest(gateway, '/ready');
    gateway.kill('SIGTERM');
    expect(await gateway.ended).toEqual({ code: 0, signal: null });
  });
});

describe('an invalid configuration', () => {
  test('is rejected with all problems at once', async () => {
    const { code, output } = await runGatewayProcess({
      env: { PORT: 'http', REFRESH_ACTIVE_MS: '1', CMF_TOKEN: 'secret-token', REDIS_URL: 'http://redis' },
    });
    expect(code).toBe(1);
    for (const key of ['PORT', 'REFRESH_ACTIVE_MS', 'CMF_URL', 'REDIS_URL']) expect(output).toContain(key);
    expect(output).not.toContain('secret-token');
  });
});

describe('without Redis at its start', () => {
  test('a gateway serves, and joins when Redis is reachable', async () => {
    const port = await unusedPort();
    const env = {
      CMF_URL: emulator.url,
      REDIS_URL: `redis://127.0.0.1:${port}`,
      REFRESH_ACTIVE_MS: '100',
      REFRESH_IDLE_MS: '100',
    };
    await using gateway = await startGateway({ emulator, env });
    const ready = async () => (await fetch(`${gateway.origin}/ready`)).json() as Promise<{ status: string }>;
    await until(async () => (await ready()).status === 'degraded', {
      what: 'a gateway that reports the missing Redis',
    });
    await using stream = gateway.subscribe(JobStates);
    await until(() => stream.received.length === 1, { what: 'the initial state' });
    emulator.world.setJobState('dev1', 'orders', 'FAILED');
    await until(() => stream.received.length === 2, { what: 'a change' });

    await using _redis = await startRedis({ port });
    await until(() => words(stream.received).includes('gap: OUTAGE'), { what: 'the shared journal' });
    expect(await ready()).toMatchObject({ status: 'ready' });
    await using other = await startGateway({ emulator, env });
    await using atOther = other.subscribe(JobStates, {
      after: stream.received.at(-1)?.jobStateChanged.cursor ?? '',
    });
    emulator.world.setJobState('dev1', 'orders', 'RUNNING');
    await until(() => words(stream.received).at(-1) === 'orders: FAILED>RUNNING', { what: 'a change' });
    await until(() => words(atOther.received).at(-1) === 'orders: FAILED>RUNNING', {
      what: 'it at the other',
    });
    expect(words(stream.received)).toEqual([
      'orders: RUNNING',
      'orders: RUNNING>FAILED',
      'gap: OUTAGE',
      'orders: FAILED',
      'orders: FAILED>RUNNING',
    ]);
  });
});
