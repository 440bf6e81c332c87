/** Random responses of CMF and random data in Redis: the responses of the gateway match the schema. */
import { Redis } from 'ioredis';
import { describe, expect, test } from 'vitest';
import { schema } from '../../../schema/index.ts';
import type { Random } from '../../../src/emulator/random.ts';
import { startGateway } from '../../support/gateway.ts';
import { startRedis } from '../../support/redis.ts';
import { startRewritingProxy } from '../../support/rewriting-proxy.ts';
import {
  fits,
  fleet,
  isAlive,
  isSubscription,
  newPool,
  sendOverHttp,
  sendOverSocket,
  share,
  timeout,
} from './client.ts';
import { harvest, problemsOf, randomFor } from './fixtures.ts';
import { broken, randomOperation } from './operations.ts';

describe('invalid upstream responses', () => {
  test('from CMF', { timeout }, async () => {
    const random = randomFor('CMF');
    let isHostile = false;
    await using near = await startGateway({ cmf: { fleet } });
    await using proxy = await startRewritingProxy(near.emulator.url, (body) =>
      isHostile && random.chance(0.5) ? nonsense(body, random) : body,
    );
    await using gateway = await startGateway({
      emulator: near.emulator,
      cmfUrl: proxy.url,
      env: { MAX_AGE_MS: '0' },
    });
    isHostile = true;
    const pool = newPool();
    for (let run = 0; run < share(0.25); run++) {
      const operation = randomOperation(schema, random, pool);
      const isValid = fits(operation);
      const result = isSubscription(operation)
        ? await sendOverSocket(gateway.url, operation)
        : await sendOverHttp(
            gateway.url,
            operation,
            random,
            random.chance(0.5) ? { 'cache-control': 'no-cache' } : {},
          );
      const problems = result ? problemsOf(result, isValid ? operation.query : undefined) : [];
      expect(problems, `run ${run}: ${JSON.stringify(operation)}`).toEqual([]);
      harvest(pool, result?.data);
    }
    isHostile = false;
    expect(await isAlive(gateway)).toBe(true);
  });

  test('from Redis', { timeout }, async () => {
    await using redis = await startRedis();
    await using gateway = await startGateway({ cmf: { fleet, pace: 50 }, env: { REDIS_URL: redis.url } });
    const writer = new Redis(redis.url);
    try {
      const random = randomFor('Redis');
      const pool = newPool();
      for (let run = 0; run < share(0.25); run++) {
        if (random.chance(0.5)) await damage(writer, random);
        const operation = randomOperation(schema, random, pool);
        const isValid = fits(operation);
        const result = isSubscription(operation)
          ? await sendOverSocket(gateway.url, operation)
          : await sendOverHttp(gateway.url, operation, random);
        const problems = result ? problemsOf(result, isValid ? operation.query : undefined) : [];
        expect(problems, `run ${run}: ${JSON.stringify(operation)}`).toEqual([]);
        harvest(pool, result?.data);
      }
      expect(await isAlive(gateway)).toBe(true);
    } finally {
      writer.disconnect();
    }
  });
});

/** A body with one value of it replaced, or with its text broken. */
function nonsense(body: string, random: Random): string {
  if (random.chance(0.2)) return broken(body, random);
  try {
    return JSON.stringify(bent(JSON.parse(body), random));
  } catch {
    return body;
  }
}

function bent(value: unknown, random: Random): unknown {
  const isParent = typeof value === 'object' && value !== null && Object.keys(value).length > 0;
  if (!isParent || random.chance(0.15)) {
    return random.pick<unknown>([
      null,
      -1,
      1e308,
      '',
      'a',
      true,
      [],
      {},
      [null],
      { a: 1 },
      '2026-99-99',
      'x'.repeat(5000),
    ]);
  }
  const keys = Object.keys(value);
  const key = keys[random.whole(keys.length)] ?? '';
  if (Array.isArray(value))
    return value.map((item, index) => (String(index) === key ? bent(item, random) : item));
  const { [key]: part, ...others } = value as Record<string, unknown>;
  return random.chance(0.2) ? others : { ...others, [key]: bent(part, random) };
}

/** Replaces a value of the gateway in Redis with random data. */
async function damage(redis: Redis, random: Random): Promise<void> {
  const keys = await redis.keys('*');
  const key = keys[random.whole(keys.length)];
  if (key === undefined) return;
  const type = await redis.type(key);
  const garbage = random.pick([
    '',
    'x',
    '{',
    '{}',
    '[]',
    'null',
    '-1',
    '1e308',
    '{"a":1}',
    '\u0000'.repeat(20),
  ]);
  if (random.chance(0.2)) await redis.del(key);
  else if (type === 'string') await redis.set(key, garbage);
  else if (type === 'hash') {
    const fields = await redis.hkeys(key);
    await redis.hset(key, fields[random.whole(fields.length)] ?? 'a', garbage);
  } else if (type === 'stream')
    await redis.xadd(key, '*', random.pick(['a', 'event', 'e', 'payload']), garbage);
  else if (type === 'zset') await redis.zadd(key, random.whole(100), garbage);
  else if (type === 'set') await redis.sadd(key, garbage);
}
