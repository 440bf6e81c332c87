/** A replica without Redis reports positions that it cannot read, and reads them again when Redis is reachable. */
import { expect, test } from 'vitest';
import { startEmulator } from '../../src/emulator/emulator.ts';
import { startGateway } from '../support/gateway.ts';
import { startRedis } from '../support/redis.ts';
import { startTcpProxy } from '../support/tcp-proxy.ts';
import { until } from '../support/until.ts';
import { addApplication } from '../support/world.ts';
import { JobStates, words } from './documents.ts';

test('a cursor that is ahead of a replica without Redis is JOURNAL_UNAVAILABLE, and resumes once Redis is back', async () => {
  await using redis = await startRedis();
  await using proxy = await startTcpProxy(Number(new URL(redis.url).port));
  await using emulator = await startEmulator({ fleet: 'empty' });
  addApplication(emulator.world, 'dev1', 'orders');
  await using near = await startGateway({ emulator, env: { REDIS_URL: redis.url } });
  await using far = await startGateway({ emulator, env: { REDIS_URL: `redis://127.0.0.1:${proxy.port}` } });

  proxy.refuse();
  proxy.cut();
  await using stream = near.subscribe(JobStates, { environment: 'dev1' });
  await until(() => stream.received.length === 1, { what: 'the initial state' });
  emulator.world.setJobState('dev1', 'orders', 'FAILED');
  await until(() => stream.received.length === 2, { what: 'a change that only the near replica has' });
  const after = stream.received[1]?.jobStateChanged.cursor ?? '';
  const codeFromFar = async () => {
    await using resumed = far.subscribe(JobStates, { environment: 'dev1', after });
    const ended = await Promise.race([
      resumed.ended,
      until(() => resumed.received.length > 0, { what: 'anything' }),
    ]);
    return ended === true ? null : resumed.errors[0]?.extensions.code;
  };
  await until(async () => (await codeFromFar()) === 'JOURNAL_UNAVAILABLE', { what: 'the coded refusal' });

  proxy.resume();
  emulator.world.setJobState('dev1', 'orders', 'RUNNING');
  await until(() => stream.received.length === 3, { what: 'a change after the cursor' });
  const resumed = await until(
    async () => {
      await using tried = far.subscribe(JobStates, { environment: 'dev1', after });
      await Promise.race([
        tried.ended,
        until(() => tried.received.length > 0, { what: 'what follows' }).catch(() => false),
      ]);
      return tried.received.length > 0 ? words(tried.received) : undefined;
    },
    { what: 'the replica to have the entry again', timeoutMs: 15_000 },
  );
  expect(resumed?.[0]).toBe('orders: FAILED>RUNNING');
}, 40_000);
