/** The forms of a Redis URL: one server, Sentinel, Cluster; each with real servers. */
import { Cluster } from 'ioredis';
import { describe, expect, it } from 'vitest';
import { createClients } from '../../src/redis/connect.ts';
import { createRedisStore } from '../../src/store/redis/store.ts';
import type { Store } from '../../src/store/store.ts';
import { freePort, startRedis } from '../support/redis.ts';
import { command } from '../support/redis-command.ts';
import { startCluster, startSentinel } from '../support/redis-deployment.ts';
import { until } from '../support/until.ts';
import { dev, refresh, states } from './fixtures.ts';

const open = (url: string): Promise<Store> =>
  createRedisStore({ url, prefix: 'test', journalLength: 10, heartbeatMs: 100, connectTimeoutMs: 1_000 });

/** The messages between two stores of one Redis. */
async function joined(url: string): Promise<unknown> {
  await using one = await open(url);
  await using two = await open(url);
  const reachable = [one.health.reachable, two.health.reachable];
  await refresh(one, { one: 'RUNNING' });
  await until(() => states(two.view.environment(dev))['one'] === 'RUNNING');
  await refresh(two, { one: 'FAILED' });
  await until(() => states(one.view.environment(dev))['one'] === 'FAILED');
  const { held } = await two.lease(dev, { ttlMs: 1_000, active: false });
  return { reachable, held };
}
const both = { reachable: [true, true], held: true };

describe('a store is joined by a URL of', () => {
  it('a server with a password and a database', async () => {
    await using redis = await startRedis();
    await command(redis.port, 'CONFIG', 'SET', 'requirepass', 'p@ss/word');
    expect(
      await joined(`redis://default:${encodeURIComponent('p@ss/word')}@127.0.0.1:${redis.port}/3`),
    ).toEqual(both);
  });

  it('a Sentinel, of which one of two responds', async () => {
    await using redis = await startSentinel();
    const closed = await freePort();
    expect(await joined(`redis+sentinel://127.0.0.1:${closed},127.0.0.1:${redis.port}/fleet`)).toEqual(both);
  });

  it('a Cluster, whose nodes divide the slots', async () => {
    await using redis = await startCluster('{test}:meta');
    expect(await joined(redis.url(redis.port))).toEqual(both);
  });
});

describe('a URL', () => {
  const patience = { connectTimeoutMs: 1, silenceMs: 1 };
  const close = ({ commands, subscriber }: ReturnType<typeof createClients>) => {
    commands.disconnect();
    subscriber.disconnect();
  };

  it('of rediss uses TLS, to Sentinels too', () => {
    const single = createClients('rediss://one.example', patience);
    expect(single.commands.options).toMatchObject({ host: 'one.example', port: 6379, tls: {} });
    const watched = createClients(
      'rediss+sentinel://one.example:1,[::1]/fleet/2?sentinelPassword=x',
      patience,
    );
    expect(watched.commands.options).toMatchObject({
      sentinels: [
        { host: 'one.example', port: 1 },
        { host: '::1', port: 26379 },
      ],
      name: 'fleet',
      db: 2,
      sentinelPassword: 'x',
      enableTLSForSentinelMode: true,
    });
    const cluster = createClients('rediss+cluster://user:word@one.example,two.example:7000', patience);
    expect(cluster.commands).toBeInstanceOf(Cluster);
    expect(cluster.commands.options).toMatchObject({
      redisOptions: { tls: {}, username: 'user', password: 'word' },
    });
    for (const clients of [single, watched, cluster]) close(clients);
  });

  it('of rediss verifies certificates with the given authority, those of Sentinels too', () => {
    const trusting = { ...patience, ca: 'PEM' };
    const single = createClients('rediss://one.example', trusting);
    expect(single.commands.options).toMatchObject({ tls: { ca: 'PEM' } });
    const watched = createClients('rediss+sentinel://one.example/fleet', trusting);
    expect(watched.commands.options).toMatchObject({ tls: { ca: 'PEM' }, sentinelTLS: { ca: 'PEM' } });
    const cluster = createClients('rediss+cluster://one.example', trusting);
    expect(cluster.commands.options).toMatchObject({ redisOptions: { tls: { ca: 'PEM' } } });
    for (const clients of [single, watched, cluster]) close(clients);
  });

  it('of another form is rejected, and the error does not contain it', () => {
    for (const url of ['http://secret@host', 'redis+sentinel://secret@host', 'redis://secret@host/x', '']) {
      expect(() => createClients(url, patience)).toThrow(/^(?!.*secret).*Redis URL/);
    }
  });
});
