/**
 * Nonsense from every side: whatever comes in, the gateway neither ends nor hangs, tells nothing of itself and answers
 * what its schema promises. `FUZZ_SEED=… npm run test:fuzz` repeats a run.
 */
import { once } from 'node:events';
import { connect } from 'node:net';
import { parse, validate } from 'graphql';
import { Redis } from 'ioredis';
import { describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import { schema } from '../../schema/index.ts';
import type { Random } from '../../src/emulator/random.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { startRedis } from '../support/redis.ts';
import { startRewritingProxy } from '../support/rewriting-proxy.ts';
import { faultsOf, harvest, patienceMs, type Result, randomFor, runs } from './fuzz/given.ts';
import { broken, type Operation, type Pool, randomOperation } from './fuzz/operations.ts';

const fleet = { environments: 3, applications: 8, instances: 3 };
const share = (part: number) => Math.ceil(runs * part);
const timeout = 30_000 + runs * 60;
const newPool = (): Pool => ({ strings: ['env-001', 'env-002', 'app-001', 'app-002', 'RUNNING'] });

/** A request that must be answered; what is not GraphQL's answer only has to be one of HTTP. */
async function send(url: string, init: RequestInit): Promise<Result | null> {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(patienceMs) });
  if (response.headers.get('content-type')?.startsWith('text/event-stream')) {
    await response.body?.cancel();
    return null;
  }
  const text = await response.text();
  if (response.status === 500) throw new Error(`500: ${text}`);
  return response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : null;
}

function ask(
  url: string,
  operation: Operation,
  random: Random,
  headers: Readonly<Record<string, string>> = {},
) {
  const accept = random.pick(['application/json', 'application/graphql-response+json']);
  if (random.chance(0.2)) {
    const target = new URL(url);
    target.searchParams.set('query', operation.query);
    target.searchParams.set('variables', JSON.stringify(operation.variables));
    if (target.href.length < 8_000) return send(target.href, { headers: { accept, ...headers } });
  }
  return send(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept, ...headers },
    body: JSON.stringify(operation),
  });
}

/** Odd strings are escaped as JSON does it, which GraphQL does not always read. */
function fits({ query }: Operation): boolean {
  try {
    return validate(schema, parse(query)).length === 0;
  } catch {
    return false;
  }
}

const isSubscription = ({ query }: Operation) => query.startsWith('subscription');

/** How long a subscription may have nothing to say before it is left. */
const silenceMs = 50;

/** What an operation over a WebSocket is first answered with; null for a subscription that stands and is silent. */
async function askSocket(url: string, payload: Operation): Promise<Result | null> {
  const socket = new WebSocket(url.replace(/^http/, 'ws'), 'graphql-transport-ws');
  try {
    await once(socket, 'open');
    socket.send(JSON.stringify({ type: 'connection_init' }));
    const answered = Promise.withResolvers<Result | null>();
    const patience = setTimeout(() => answered.reject(new Error('no answer over the WebSocket')), patienceMs);
    let silence: NodeJS.Timeout | undefined;
    socket.on('close', (code, reason) =>
      answered.reject(new Error(`closed with ${code}: ${reason.toString()}`)),
    );
    socket.on('message', (text) => {
      const message = JSON.parse((text as Buffer).toString());
      if (message.type === 'connection_ack') {
        socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload }));
        if (isSubscription(payload)) silence = setTimeout(() => socket.send('{"type":"ping"}'), silenceMs);
      }
      if (message.type === 'next') answered.resolve(message.payload);
      if (message.type === 'error') answered.resolve({ errors: message.payload });
      if (message.type === 'complete' || message.type === 'pong') answered.resolve(null);
    });
    return await answered.promise.finally(() => {
      clearTimeout(patience);
      clearTimeout(silence);
    });
  } finally {
    socket.removeAllListeners('close').terminate();
  }
}

async function isAlive({ url }: TestGateway): Promise<boolean> {
  const result = await send(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ environments { totalCount } }' }),
  });
  return result?.data !== undefined && result.data !== null;
}

describe('operations', () => {
  test('that are valid are answered as the schema says', { timeout }, async () => {
    await using gateway = await startGateway({ cmf: { fleet } });
    const random = randomFor('valid operations');
    const pool = newPool();
    let valid = 0;
    let answered = 0;
    for (let run = 0; run < share(0.6); run++) {
      const operation = randomOperation(schema, random, pool);
      const isValid = fits(operation);
      if (isValid) valid++;
      const overSocket = isSubscription(operation) || random.chance(0.05);
      const result = overSocket
        ? await askSocket(gateway.url, operation)
        : await ask(
            gateway.url,
            operation,
            random,
            random.chance(0.05) ? { 'cache-control': 'no-cache' } : {},
          );
      const faults = result ? faultsOf(result, isValid ? operation.query : undefined) : [];
      expect(faults, `run ${run}: ${JSON.stringify(operation)}`).toEqual([]);
      if (result?.data) answered++;
      harvest(pool, result?.data);
    }
    // The generator is worth something only while most of what it says is understood.
    expect(valid / share(0.6)).toBeGreaterThan(0.6);
    expect(answered / share(0.6)).toBeGreaterThan(0.5);
  });

  test('that are broken are refused with a code', { timeout }, async () => {
    await using gateway = await startGateway({ cmf: { fleet } });
    const random = randomFor('broken operations');
    const pool = newPool();
    for (let run = 0; run < share(0.4); run++) {
      const { query, variables } = randomOperation(schema, random, pool);
      const operation = { query: broken(query, random), variables };
      const result = isSubscription(operation)
        ? await askSocket(gateway.url, operation)
        : await ask(gateway.url, operation, random);
      expect(result ? faultsOf(result) : [], `run ${run}: ${JSON.stringify(operation)}`).toEqual([]);
    }
    expect(await isAlive(gateway)).toBe(true);
  });
});

describe('what is not even GraphQL', () => {
  test('JSON that is none', { timeout }, async () => {
    await using gateway = await startGateway({ cmf: { fleet } });
    const random = randomFor('JSON');
    for (let run = 0; run < share(0.25); run++) {
      const operation = randomOperation(schema, random, newPool());
      const body = broken(JSON.stringify(random.chance(0.1) ? [operation] : operation), random);
      const accept = 'application/json';
      const init = { method: 'POST', headers: { 'content-type': 'application/json', accept }, body };
      const result = await send(gateway.url, init);
      expect(result ? faultsOf(result) : [], `run ${run}: ${body}`).toEqual([]);
    }
    expect(await isAlive(gateway)).toBe(true);
  });

  test('HTTP that is none', { timeout }, async () => {
    await using gateway = await startGateway({ cmf: { fleet } });
    const random = randomFor('HTTP');
    const { hostname, port } = new URL(gateway.url);
    for (let run = 0; run < share(0.25); run++) {
      const body = JSON.stringify({ query: '{ __typename }' });
      const request = [
        `${random.pick(['GET', 'POST', 'PUT', 'HEAD', 'OPTIONS', 'FOO', ''])} ${random.pick(['/graphql', '/', '//', '/ready', '/%', '*', 'http://[', '/graphql?query={'])} HTTP/1.1`,
        `Host: ${random.pick([`${hostname}:${port}`, '', '[', 'evil.example'])}`,
        'Connection: close',
        random.pick([
          'Content-Type: application/json',
          'Content-Type: ;;',
          'Accept: */*;q=2',
          'Origin: null',
          'Upgrade: websocket',
        ]),
        random.pick([
          `Content-Length: ${body.length}`,
          'Content-Length: -1',
          'Content-Length: 5',
          'Transfer-Encoding: chunked',
        ]),
        '',
        body,
      ].join('\r\n');
      const text = random.chance(0.5) ? broken(request, random) : request;
      await ended(hostname, Number(port), Buffer.from(text, 'latin1'));
    }
    expect(await isAlive(gateway)).toBe(true);
  });

  test('WebSocket messages and frames that are none', { timeout }, async () => {
    await using gateway = await startGateway({ cmf: { fleet } });
    const random = randomFor('WebSocket');
    for (let run = 0; run < share(0.25); run++) {
      const socket = new WebSocket(gateway.url.replace(/^http/, 'ws'), 'graphql-transport-ws');
      socket.on('error', () => {});
      await once(socket, 'open');
      const received: { type: string; payload?: Result & Result['errors'] }[] = [];
      socket.on('message', (text) => received.push(JSON.parse((text as Buffer).toString())));
      const closed = once(socket, 'close', { signal: AbortSignal.timeout(patienceMs) });
      if (random.chance(0.8)) socket.send('{"type":"connection_init"}');
      for (let message = random.whole(5); message >= 0; message--) {
        const payload = randomOperation(schema, random, newPool());
        const text = JSON.stringify({
          id: String(random.whole(3)),
          type: random.pick(['subscribe', 'complete', 'ping', 'pong', 'next']),
          payload,
        });
        if (random.chance(0.1)) socket.send(Buffer.from(text));
        else socket.send(random.chance(0.5) ? broken(text, random) : text);
      }
      // Bytes that are no frame, past the library's own writer. They may begin one that swallows what follows, a
      // close frame too; a gateway ends such a connection when it answers no ping.
      const isGarbled = random.chance(0.3);
      if (isGarbled) {
        const garbage = Buffer.from(random.hex(2 + 2 * random.whole(20)), 'hex');
        Reflect.get(socket, '_socket').write(garbage);
      }
      if (isGarbled || random.chance(0.5)) socket.terminate();
      else socket.close(1000);
      await closed;
      const faults = received.flatMap(({ type, payload }) => {
        if (type === 'next') return faultsOf(payload ?? {});
        return type === 'error' ? faultsOf({ errors: payload ?? [] }) : [];
      });
      expect(faults, `run ${run}`).toEqual([]);
    }
    expect(await isAlive(gateway)).toBe(true);
  });
});

describe('answers from behind that are nonsense', () => {
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
        ? await askSocket(gateway.url, operation)
        : await ask(
            gateway.url,
            operation,
            random,
            random.chance(0.5) ? { 'cache-control': 'no-cache' } : {},
          );
      const faults = result ? faultsOf(result, isValid ? operation.query : undefined) : [];
      expect(faults, `run ${run}: ${JSON.stringify(operation)}`).toEqual([]);
      harvest(pool, result?.data);
    }
    isHostile = false;
    expect(await isAlive(gateway)).toBe(true);
  });

  test('from Redis', { timeout }, async () => {
    await using redis = await startRedis();
    await using gateway = await startGateway({ cmf: { fleet, pace: 50 }, env: { REDIS_URL: redis.url } });
    const spoiler = new Redis(redis.url);
    try {
      const random = randomFor('Redis');
      const pool = newPool();
      for (let run = 0; run < share(0.25); run++) {
        if (random.chance(0.5)) await spoil(spoiler, random);
        const operation = randomOperation(schema, random, pool);
        const isValid = fits(operation);
        const result = isSubscription(operation)
          ? await askSocket(gateway.url, operation)
          : await ask(gateway.url, operation, random);
        const faults = result ? faultsOf(result, isValid ? operation.query : undefined) : [];
        expect(faults, `run ${run}: ${JSON.stringify(operation)}`).toEqual([]);
        harvest(pool, result?.data);
      }
      expect(await isAlive(gateway)).toBe(true);
    } finally {
      spoiler.disconnect();
    }
  });
});

/** Sends bytes and waits until the other side is done with the connection. */
async function ended(host: string, port: number, bytes: Buffer): Promise<void> {
  const socket = connect(port, host);
  const closed = once(socket, 'close', { signal: AbortSignal.timeout(patienceMs) });
  socket.on('error', () => {});
  socket.resume();
  socket.end(bytes);
  await closed;
}

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

/** Puts nonsense in the place of something that the gateway keeps in Redis. */
async function spoil(redis: Redis, random: Random): Promise<void> {
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
