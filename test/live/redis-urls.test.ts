/** The ways to name a Redis: one server, Sentinel, Cluster; each joined for real. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Cluster, Redis } from 'ioredis';
import { describe, expect, it } from 'vitest';
import { createClients } from '../../src/redis/connect.ts';
import { createRedisStore, type RedisStore } from '../../src/store/redis/store.ts';
import { startRedis } from '../support/redis.ts';
import { until } from '../support/until.ts';
import { dev, refresh, states } from './fixtures.ts';

const open = (url: string): Promise<RedisStore> =>
  createRedisStore({ url, prefix: 'test', journalLength: 10, heartbeatMs: 100, connectTimeoutMs: 1_000 });

interface Started extends AsyncDisposable {
  readonly directory: string;
}

/** A redis-server from a configuration file, for modes that `startRedis` does not have. */
async function start(
  port: number,
  lines: readonly string[],
  flags: readonly string[] = [],
): Promise<Started> {
  const directory = await mkdtempDisposable(join(tmpdir(), 'cmf-graphql-redis-'));
  const file = join(directory.path, 'redis.conf');
  await writeFile(file, [`port ${port}`, 'bind 127.0.0.1', `dir ${directory.path}`, ...lines, ''].join('\n'));
  const server: ChildProcess = spawn('redis-server', [file, ...flags], { stdio: 'ignore' });
  return {
    directory: directory.path,
    async [Symbol.asyncDispose]() {
      const ended = once(server, 'exit');
      server.kill('SIGKILL');
      await ended;
      await directory.remove();
    },
  };
}

/** Ports that were free a moment ago. */
async function freePort(): Promise<number> {
  await using redis = await startRedis();
  return redis.port;
}

async function ask(port: number, ...command: [string, ...string[]]): Promise<unknown> {
  const client = new Redis({ port, lazyConnect: true, retryStrategy: null });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await client.call(...command);
  } finally {
    client.disconnect();
  }
}

/** What two stores of one Redis tell each other. */
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
    await ask(redis.port, 'CONFIG', 'SET', 'requirepass', 'p@ss/word');
    expect(
      await joined(`redis://default:${encodeURIComponent('p@ss/word')}@127.0.0.1:${redis.port}/3`),
    ).toEqual(both);
  });

  it('a Sentinel, one of two that answers', async () => {
    await using redis = await startRedis();
    const port = await freePort();
    const monitor = [`sentinel monitor fleet 127.0.0.1 ${redis.port} 1`];
    await using _ = await start(port, monitor, ['--sentinel']);
    await until(() => ask(port, 'PING'));
    const nobody = await freePort();
    expect(await joined(`redis+sentinel://127.0.0.1:${nobody},127.0.0.1:${port}/fleet`)).toEqual(both);
  });

  it('a Cluster, whose nodes divide the slots', async () => {
    const ports = [await freePort(), await freePort()] as const;
    const node = async (port: number) => {
      const bus = [`cluster-port ${await freePort()}`, 'cluster-announce-ip 127.0.0.1'];
      return start(port, ['cluster-enabled yes', 'cluster-node-timeout 1000', 'save ""', ...bus]);
    };
    await using _one = await node(ports[0]);
    await using _two = await node(ports[1]);
    await until(() => ask(ports[0], 'CLUSTER', 'ADDSLOTSRANGE', '0', '8191'));
    await until(() => ask(ports[1], 'CLUSTER', 'ADDSLOTSRANGE', '8192', '16383'));
    const busPort = String(await ask(ports[1], 'CONFIG', 'GET', 'cluster-port')).split(',')[1];
    await ask(ports[0], 'CLUSTER', 'MEET', '127.0.0.1', String(ports[1]), String(busPort));
    for (const port of ports) {
      await until(async () => String(await ask(port, 'CLUSTER', 'INFO')).includes('cluster_state:ok'));
    }
    expect(await joined(`redis+cluster://127.0.0.1:${ports[0]}`)).toEqual(both);
  });
});

describe('a URL', () => {
  const patience = { connectTimeoutMs: 1, silenceMs: 1 };
  const close = ({ commands, subscriber }: ReturnType<typeof createClients>) => {
    commands.disconnect();
    subscriber.disconnect();
  };

  it('of rediss means TLS, to Sentinels too', () => {
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

  it('that is none of Redis is refused without being repeated', () => {
    for (const url of ['http://secret@host', 'redis+sentinel://secret@host', 'redis://secret@host/x', '']) {
      expect(() => createClients(url, patience)).toThrow(/^(?!.*secret).*Redis URL/);
    }
  });
});
