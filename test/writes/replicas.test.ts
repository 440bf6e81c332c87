/** Writes of several replicas to one application, and failures between them. */
import { describe, expect, test } from 'vitest';
import { createClient } from '../support/client.ts';
import { startGateway } from '../support/gateway.ts';
import { startGatewayProcess } from '../support/gateway-process.ts';
import { startRedis } from '../support/redis.ts';
import { until } from '../support/until.ts';
import { Apply, applyInput, Orders, ordersUids, specWith, startOrders, writesTo } from './fixtures.ts';

async function openReplicas() {
  await using opening = new AsyncDisposableStack();
  const redis = opening.use(await startRedis());
  const emulator = opening.adopt(await startOrders(), (started) => started.close());
  const env = { REDIS_URL: redis.url, MAX_WRITES_PER_MINUTE: '1000' };
  const replicas = [
    opening.use(await startGateway({ emulator, env })),
    opening.use(await startGateway({ emulator, env })),
  ] as const;
  const closing = opening.move();
  return { redis, emulator, replicas, [Symbol.asyncDispose]: () => closing.disposeAsync() };
}

describe('writes of two replicas to one application', () => {
  test('run one after the other: each applied write is another instance, and none is lost without an error', async () => {
    await using given = await openReplicas();
    const { emulator, replicas } = given;
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, index) => {
        const input = applyInput(specWith(emulator, { parallelism: index + 2 }));
        return (replicas[index % 2] ?? replicas[0]).data(Apply, input);
      }),
    );
    const applied = results.filter(({ applyApplication }) => applyApplication.errors.length === 0);
    const uids = applied.map(({ applyApplication }) => applyApplication.instance?.uid);
    expect(new Set(uids).size).toBe(applied.length);
    expect(new Set(ordersUids(emulator))).toEqual(new Set([ordersUids(emulator)[0], ...uids]));
    expect(ordersUids(emulator)).toHaveLength(1 + uids.length);
    for (const [index, { applyApplication }] of results.entries())
      expect(applyApplication.instance?.parallelism ?? index + 2).toBe(index + 2);
  });

  test('never violate an expectation: of those that expect the same instance, one is applied', async () => {
    await using given = await openReplicas();
    const { emulator, replicas } = given;
    const { application } = await replicas[0].data(Orders);
    const expectedLatestInstance = application?.latestInstance?.id;
    const results = await Promise.all(
      Array.from({ length: 10 }, (_, index) => {
        const spec = specWith(emulator, { parallelism: index + 2 });
        return (replicas[index % 2] ?? replicas[0]).data(Apply, applyInput(spec, { expectedLatestInstance }));
      }),
    );
    const codes = results.map(({ applyApplication }) => applyApplication.errors[0]?.code ?? 'APPLIED');
    expect(codes.toSorted()).toEqual(['APPLIED', ...Array.from({ length: 9 }, () => 'CONFLICT')]);
    expect(ordersUids(emulator)).toHaveLength(2);
  });

  test('are refused while Redis is unreachable, before anything is sent', async () => {
    await using given = await openReplicas();
    const { emulator, replicas, redis } = given;
    const sent = writesTo(emulator);
    await redis.stop();
    const { applyApplication } = await replicas[0].data(
      Apply,
      applyInput(specWith(emulator, { parallelism: 2 })),
    );
    expect(applyApplication.errors).toMatchObject([
      { __typename: 'UpstreamError', code: 'REDIS_UNAVAILABLE', retryable: true },
    ]);
    expect(writesTo(emulator)).toBe(sent);
  });
});

test('a replica that dies between the response of CMF and its own leaves a write that is not sent again', async () => {
  await using opening = new AsyncDisposableStack();
  const redis = opening.use(await startRedis());
  const emulator = opening.adopt(await startOrders(), (started) => started.close());
  const env = {
    CMF_URL: emulator.url,
    CMF_AUTH: 'forward',
    MUTATIONS: 'on',
    REDIS_URL: redis.url,
    // The lease of the lost write expires after twice this time.
    LEASE_MS: '1000',
    PORT: '0',
  };
  const dying = opening.use(await startGatewayProcess({ env }));
  const other = opening.use(await startGatewayProcess({ env }));
  const input = applyInput(specWith(emulator, { parallelism: 2 }), { idempotencyKey: 'one', reason: 'load' });
  using _lost = emulator.faults.add({ kind: 'hang', when: 'after', match: { write: true, count: 1 } });
  const sent = writesTo(emulator);
  const first = createClient(dying.url)
    .data(Apply, input)
    .catch(() => 'no response');
  await until(() => ordersUids(emulator).length === 2, { what: 'the write at CMF' });
  dying.kill('SIGKILL');
  expect(await first).toBe('no response');
  const { applyApplication } = await createClient(other.url).data(Apply, input);
  expect(applyApplication).toMatchObject({
    errors: [],
    instance: { uid: ordersUids(emulator)[1], cause: { reason: 'load' } },
    operation: { state: 'SUCCEEDED' },
  });
  expect(writesTo(emulator)).toBe(sent + 1);
});
