/** Draining: a load balancer that follows `/ready` rolls replicas without a reset or a refused request. */
import { Agent, request } from 'undici';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { type GatewayProcess, startGatewayProcess } from '../support/gateway-process.ts';
import { until } from '../support/until.ts';
import { addApplication } from '../support/world.ts';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ fleet: 'empty' });
  addApplication(emulator.world, 'dev1', 'orders');
});
afterAll(() => emulator[Symbol.asyncDispose]());

/** The drain delay allows for a loaded machine to detect that `/ready` has changed. */
const startReplica = () => startGatewayProcess({ env: { CMF_URL: emulator.url, DRAIN_DELAY_MS: '1500' } });

const body = JSON.stringify({ query: '{ applications { nodes { name } } }' });

test('32 connections under load see no reset and no refused request while replicas roll', async () => {
  await using opened = new AsyncDisposableStack();
  const start = async () => opened.use(await startReplica());
  // Started before the load, which would slow their start.
  const [first, ...others] = await Promise.all([start(), start(), start()]);
  let target: GatewayProcess = first;
  const failures: unknown[] = [];
  let answered = 0;
  const ending = new AbortController();

  const load = Array.from({ length: 32 }, async () => {
    while (!ending.signal.aborted) {
      const { origin } = target;
      // One connection, like that of a load balancer; undici opens the next one after `Connection: close`.
      const agent = new Agent({ connections: 1 });
      while (!ending.signal.aborted && target.origin === origin) {
        try {
          const response = await request(`${origin}/graphql`, {
            dispatcher: agent,
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body,
          });
          const { data } = (await response.body.json()) as { data?: unknown };
          if (response.statusCode !== 200 || !data) failures.push(response.statusCode);
          answered += 1;
        } catch (error) {
          failures.push(error);
        }
      }
      await agent.close();
    }
  });

  const isReady = async ({ origin }: GatewayProcess) => (await fetch(`${origin}/ready`)).status === 200;
  for (const next of others) {
    await until(() => isReady(next), { what: 'the next replica' });
    const old = target;
    const before = answered;
    await until(() => answered > before + 50, { what: 'load' });
    old.kill('SIGTERM');
    await until(async () => !(await isReady(old)), { what: 'a draining replica' });
    target = next;
    expect(await old.ended).toEqual({ code: 0, signal: null });
  }
  ending.abort();
  await Promise.all(load);
  expect(failures).toEqual([]);
});

test('while it drains, each response closes its connection', async () => {
  await using gateway = await startReplica();
  const agent = new Agent({ connections: 1 });
  const connection = async () => {
    const { headers, body: text } = await request(`${gateway.origin}/health`, { dispatcher: agent });
    await text.dump();
    return headers['connection'];
  };
  expect(await connection()).toBe('keep-alive');
  gateway.kill('SIGTERM');
  await until(async () => (await connection()) === 'close', { what: 'connection: close' });
  expect(await gateway.ended).toEqual({ code: 0, signal: null });
  await agent.close();
});
