/** The guarantees of the fixtures that other tests depend on. */
import { Redis } from 'ioredis';
import { expect, test } from 'vitest';
import { startRedis } from '../support/redis.ts';
import { until } from '../support/until.ts';

async function command<T>(url: string, run: (redis: Redis) => Promise<T>): Promise<T> {
  const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null });
  try {
    await client.connect();
    return await run(client);
  } finally {
    client.disconnect();
  }
}

test('Redis keeps its data over a restart with persistence, and loses it over one without', async () => {
  await using redis = await startRedis();
  await command(redis.url, (client) => client.set('key', 'value'));
  await redis.restart({ keepData: true });
  expect(await command(redis.url, (client) => client.get('key'))).toBe('value');
  await redis.restart({ keepData: false });
  expect(await command(redis.url, (client) => client.get('key'))).toBeNull();
});

test('a killed Redis restarts on its port, empty unless it is durable', async () => {
  await using forgetful = await startRedis();
  await using durable = await startRedis({ durable: true });
  for (const redis of [forgetful, durable]) {
    await command(redis.url, (client) => client.set('key', 'value'));
    await redis.kill();
    await redis.restart({ keepData: true });
  }
  expect(await command(forgetful.url, (client) => client.get('key'))).toBeNull();
  expect(await command(durable.url, (client) => client.get('key'))).toBe('value');
});

test('a port that is in use is reported at once', async () => {
  await using redis = await startRedis();
  await expect(startRedis({ port: redis.port })).rejects.toThrow(/Address already in use/);
});

test('until returns the awaited value, and its error shows the last value seen', async () => {
  let requested = 0;
  expect(await until(() => ++requested === 3 && 'third')).toBe('third');
  await expect(
    until(() => ({ state: 'RUNNING' }).state === 'FAILED', { timeoutMs: 1, what: 'a failure' }),
  ).rejects.toThrow('Condition not met after 1 ms: a failure; the last value was false');
});
