/** Subscribers that connect and disconnect leave no resources behind. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Redis } from 'ioredis';
import { expect, test } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { startRedis } from '../support/redis.ts';

const churn = fileURLToPath(new URL('churn-process.ts', import.meta.url));

test('5,000 subscriptions leave no listener, no channel of Redis and a flat heap', {
  timeout: 120_000,
}, async () => {
  await using redis = await startRedis();
  using client = Object.assign(new Redis(redis.url), { [Symbol.dispose]: () => client.disconnect() });
  const channels = async () => ((await client.pubsub('CHANNELS')) as string[]).length;
  let ofOneGateway: number;
  {
    await using _gateway = await startGateway({ env: { REDIS_URL: redis.url } });
    ofOneGateway = await channels();
  }
  let most = 0;
  const watching = setInterval(() => {
    void channels().then((count) => {
      most = Math.max(most, count);
    });
  }, 50);
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', churn, redis.url]).finally(
    () => clearInterval(watching),
  );
  const { cycles, listeners, heaps } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
  expect({ cycles, listeners }).toEqual({ cycles: 5_000, listeners: 0 });
  expect(most).toBe(ofOneGateway);
  const [afterFirst = 0, , , , afterLast = 0] = heaps as number[];
  // One leaked object of 1 kB for each of the 4,000 subscriptions in between would exceed this.
  expect(afterLast - afterFirst).toBeLessThan(4_000_000);
});
