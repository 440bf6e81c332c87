/** The cache of CMF's decisions about callers: duration and keys. */
import { expect, test } from 'vitest';
import { createTtlCache } from '../../../src/auth/ttl-cache.ts';

function remembered({ ttlMs = 100, max = 10 } = {}) {
  const clock = { now: 1_000 };
  let requested = 0;
  const memory = createTtlCache<{ readonly answer: number }>({ ttlMs, max, now: () => clock.now });
  const load = async () => ({ answer: ++requested });
  return {
    clock,
    memory,
    get: async (key = 'alice', notBefore = 0) => (await memory.get(key, notBefore, load)).answer,
  };
}

test('a response is cached for its time, counted from the request to CMF', async () => {
  const { clock, memory, get } = remembered();
  const { promise, resolve } = Promise.withResolvers<{ answer: number }>();
  const slow = memory.get('alice', 0, () => promise);
  clock.now += 99;
  resolve({ answer: 0 });
  await slow;
  expect(await get()).toBe(0);
  clock.now += 1;
  expect(await get()).toBe(1);
});

test('concurrent callers share one response, with the same key only', async () => {
  const { get } = remembered();
  expect(await Promise.all([get('alice'), get('bob'), get('alice')])).toEqual([1, 2, 1]);
});

test('a cached value is returned synchronously', async () => {
  const { memory, get } = remembered();
  expect(memory.peek('alice')).toBeUndefined();
  const asking = get();
  expect(memory.peek('alice')).toBeUndefined();
  await asking;
  expect(memory.peek('alice')).toEqual({ answer: 1 });
  expect(memory.get('alice', 0, () => Promise.reject(new Error('requested')))).toEqual({ answer: 1 });
});

test('a caller that requires a newer value gets one', async () => {
  const { clock, get } = remembered();
  await get();
  clock.now += 10;
  expect(await get('alice', 1_000)).toBe(1);
  expect(await get('alice', 1_001)).toBe(2);
});

test('a failure is not cached, and does not evict a newer value', async () => {
  const { clock, memory, get } = remembered();
  const { promise, reject } = Promise.withResolvers<{ answer: number }>();
  const failing = memory.get('alice', 0, () => promise);
  clock.now += 200;
  expect(await get()).toBe(1);
  reject(new Error('503'));
  await expect(failing).rejects.toThrow('503');
  expect(await get()).toBe(1);
});

test('with a time of 0 nothing is cached', async () => {
  const { get } = remembered({ ttlMs: 0 });
  expect([await get(), await get()]).toEqual([1, 2]);
});

test('the least recently used entries are evicted first', async () => {
  const { get } = remembered({ max: 2 });
  expect([
    await get('a'),
    await get('b'),
    await get('a'),
    await get('c'),
    await get('a'),
    await get('b'),
  ]).toEqual([1, 2, 1, 3, 1, 4]);
});
