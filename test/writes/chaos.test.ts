/** Writers during faults: lost responses of CMF and outages of Redis. Each key causes at most one change. */
import { expect, test } from 'vitest';
import { at } from '../../src/json.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { startRedis } from '../support/redis.ts';
import { until } from '../support/until.ts';
import { ApplyErrors, applyInput, specWith, startOrders } from './fixtures.ts';

const keys = 12;

/** Sends the write until its outcome is final. The same key and input each time, at one replica or the other. */
async function persist(replicas: readonly TestGateway[], parallelism: number, spec: object): Promise<string> {
  const seen: string[] = [];
  await until(
    async () => {
      const replica = replicas[Math.floor(Math.random() * replicas.length)] ?? replicas[0];
      const input = applyInput(spec, { idempotencyKey: `key-${parallelism}` });
      const result = await replica
        ?.query(ApplyErrors, input)
        .catch((error: unknown) => ({ data: null, error }));
      const outcome = result?.data
        ? (result.data.applyApplication.errors[0]?.code ?? 'APPLIED')
        : JSON.stringify(result);
      seen.push(outcome);
      if (outcome !== 'APPLIED' && outcome !== 'OUTCOME_UNKNOWN') throw new Error(seen.slice(-3).join(' '));
      return true;
    },
    { what: `the outcome of key-${parallelism}`, timeoutMs: 18_000 },
  );
  return seen.at(-1) ?? '';
}

test('each key results in at most one instance, and each applied key in exactly one', async () => {
  await using opening = new AsyncDisposableStack();
  const redis = opening.use(await startRedis({ durable: true }));
  const emulator = opening.adopt(await startOrders(), (started) => started.close());
  const env = { REDIS_URL: redis.url, MAX_WRITES_PER_MINUTE: '100000', CMF_TIMEOUT_MS: '5000' };
  const replicas = [
    opening.use(await startGateway({ emulator, env })),
    opening.use(await startGateway({ emulator, env })),
  ];
  for (const fault of [
    { kind: 'reset', when: 'after' },
    { kind: 'reset', when: 'before' },
    { kind: 'status', status: 500 },
  ] as const)
    emulator.faults.add({ ...fault, probability: 0.2, match: { write: true } });

  const writers = Array.from({ length: keys }, (_, index) => {
    const parallelism = index + 2;
    return persist(replicas, parallelism, specWith(emulator, { parallelism }));
  });
  await Promise.race(writers);
  await redis.kill();
  await redis.restart({ keepData: true });
  const outcomes = await Promise.all(writers);

  const made = emulator.world
    .instances('dev1', 'orders')
    .map(({ status }) => Number(at(status, 'spec', 'job', 'parallelism')));
  for (const [index, outcome] of outcomes.entries()) {
    const count = made.filter((parallelism) => parallelism === index + 2).length;
    const isExpected = outcome === 'APPLIED' ? count === 1 : count <= 1;
    expect({ outcome, count, isExpected }).toMatchObject({ isExpected: true });
  }
  expect(outcomes).toContain('APPLIED');
});
