/** Faults of Redis itself, by topology. Each resolves when Redis writes again. */
import { setTimeout as elapsed } from 'node:timers/promises';
import type { Random } from '../../src/emulator/random.ts';
import { command } from '../support/redis-command.ts';
import type { RedisDeployment, SentinelDeployment } from '../support/redis-deployment.ts';
import { until } from '../support/until.ts';
import type { Injected, Site } from './site.ts';

/** `forMs`: how long the fault lasts where it has a duration. */
type Fault<R extends RedisDeployment = RedisDeployment> = (
  redis: R,
  forMs: number,
  random: Random,
) => Injected;
type Faults<R extends RedisDeployment = RedisDeployment> = readonly [Fault<R>, ...Fault<R>[]];

/** Of every topology. */
const general: Faults = [
  kill({ keepData: true }),
  kill({ keepData: false }),
  fillMemory,
  flush,
  pause,
  killPubSub,
  closeConnections,
];
const ofOneServer: Faults = [...general, loseLastWrites, demote];
const ofSentinel: Faults<SentinelDeployment> = [...general, promoteStale, failOver];

export function drawRedisFault({ redis, longestRedisFaultMs }: Site, random: Random): Injected {
  const forMs = random.whole(longestRedisFaultMs);
  if (redis.topology === 'sentinel') return random.pick(ofSentinel)(redis, forMs, random);
  return random.pick(redis.topology === 'single' ? ofOneServer : general)(redis, forMs, random);
}

/** Each fault that the topology has, once. */
export function eachRedisFault({ redis, longestRedisFaultMs }: Site, random: Random): readonly Injected[] {
  const forMs = () => random.whole(longestRedisFaultMs);
  if (redis.topology === 'sentinel') return ofSentinel.map((fault) => fault(redis, forMs(), random));
  const faults = redis.topology === 'single' ? ofOneServer : general;
  return faults.map((fault) => fault(redis, forMs(), random));
}

function kill({ keepData }: { readonly keepData: boolean }): Fault {
  return (redis, downMs) => ({
    kind: `Redis killed, data ${keepData ? 'kept' : 'lost'}`,
    target: redis,
    async run() {
      const primary = await redis.findPrimary();
      await primary.kill();
      await elapsed(downMs);
      await redis.restart({ keepData });
    },
  });
}

/** A restart from an older file. */
function loseLastWrites(redis: RedisDeployment, unsavedMs: number): Injected {
  return {
    kind: 'Redis killed, back older',
    target: redis,
    async run() {
      const primary = await redis.findPrimary();
      await command(primary.port, 'CONFIG', 'SET', 'appendonly', 'no');
      await elapsed(unsavedMs);
      await primary.kill();
      await redis.restart({ keepData: true });
    },
  };
}

/** A replica of a master that does not exist is read-only. */
function demote(redis: RedisDeployment, forMs: number): Injected {
  return during(redis, 'Redis demoted and promoted', forMs, {
    begin: ['REPLICAOF', '127.0.0.1', '1'],
    end: ['REPLICAOF', 'NO', 'ONE'],
  });
}

/** The default policy is `noeviction`: writes are refused. */
function fillMemory(redis: RedisDeployment, forMs: number): Injected {
  return during(redis, 'Redis maxmemory reached and raised', forMs, {
    begin: ['CONFIG', 'SET', 'maxmemory', '1'],
    end: ['CONFIG', 'SET', 'maxmemory', '0'],
  });
}

function flush(redis: RedisDeployment): Injected {
  return once(redis, 'Redis FLUSHALL', ['FLUSHALL']);
}

/** No command runs, or none that writes. Nothing ends a complete pause early, so it ends by itself. */
function pause(redis: RedisDeployment, forMs: number, random: Random): Injected {
  const what = random.pick(['ALL', 'WRITE']);
  return {
    kind: `Redis CLIENT PAUSE ${what}`,
    target: redis,
    async run() {
      const { port } = await redis.findPrimary();
      await command(port, 'CLIENT', 'PAUSE', String(forMs), what);
      await elapsed(forMs);
    },
  };
}

function killPubSub(redis: RedisDeployment): Injected {
  return once(redis, 'Redis CLIENT KILL TYPE pubsub', ['CLIENT', 'KILL', 'TYPE', 'pubsub']);
}

function closeConnections(redis: RedisDeployment): Injected {
  return once(redis, 'Redis CLIENT KILL TYPE normal', ['CLIENT', 'KILL', 'TYPE', 'normal']);
}

function promoteStale(redis: SentinelDeployment, staleMs: number): Injected {
  return {
    kind: 'Redis master killed, replica without the last writes promoted',
    target: redis,
    run: () => redis.promoteStale(staleMs),
  };
}

function failOver(redis: SentinelDeployment): Injected {
  return { kind: 'Redis failover by Sentinel', target: redis, run: () => redis.failOver() };
}

function once(redis: RedisDeployment, kind: string, words: readonly [string, ...string[]]): Injected {
  return {
    kind,
    target: redis,
    run: async () => void (await runOnPrimary(redis, words)),
  };
}

/** Its port. A server that the Sentinel has just demoted refuses writes, so the primary is looked up again. */
function runOnPrimary(redis: RedisDeployment, words: readonly [string, ...string[]]): Promise<number> {
  const run = async () => {
    const { port } = await redis.findPrimary();
    await command(port, ...words);
    return port;
  };
  return until(run, { timeoutMs: 60_000, what: words.join(' ') });
}

interface State {
  readonly begin: readonly [string, ...string[]];
  readonly end: readonly [string, ...string[]];
}

function during(redis: RedisDeployment, kind: string, forMs: number, { begin, end }: State): Injected {
  return {
    kind,
    target: redis,
    async run() {
      const port = await runOnPrimary(redis, begin);
      await elapsed(forMs);
      await command(port, ...end);
    },
  };
}
