/**
 * A chaos run: three gateway processes over a real Redis, an emulated CMF whose state changes continuously, subscribers
 * that record everything, and random faults from a seed. When all faults have ended and the fleet has settled, the
 * received messages are compared with the emulator's record.
 */
import { setTimeout as elapsed } from 'node:timers/promises';
import { startEmulator } from '../../src/emulator/emulator.ts';
import { capabilitiesOf } from '../../src/emulator/http/version.ts';
import { createRandom, type Random } from '../../src/emulator/random.ts';
import type { WorldTransition } from '../../src/emulator/world.ts';
import { until } from '../support/until.ts';
import { drawFault } from './faults.ts';
import { createFleet } from './fleet.ts';
import { type Observation, observe } from './observer.ts';
import { type Verdict, verify } from './oracle.ts';
import { noOutage, type Outage, withoutRedis } from './outage.ts';
import type { SubscriberLog } from './received.ts';
import { type RedisAccess, startChaosRedis } from './redis.ts';
import { eachRedisFault } from './redis-faults.ts';
import { type Replica, startReplica } from './replica.ts';
import type { Injected, Site } from './site.ts';
import { createSubscriber } from './subscriber.ts';

export interface ChaosOptions {
  readonly seed: number;
  readonly faults: number;
  /** True: also applies each fault of Redis itself once, one after the other. */
  readonly eachRedisFault?: boolean;
  /** The period over which the faults are spread. */
  readonly durationMs: number;
  /** Duration of one Redis outage without other faults; 0: none. */
  readonly outageMs: number;
  /** Default: three. */
  readonly replicas?: 2 | 3;
  readonly subscribers: number;
  readonly journalLength: number;
  /** Default: one server, without TLS and with all permissions. */
  readonly redis?: Partial<RedisAccess>;
  /** The version of the emulated CMF. From 2.4 on a recurring event is one record with a count. */
  readonly cmfVersion?: string;
  readonly onProgress?: (line: string) => void;
}

export interface ChaosReport {
  readonly options: ChaosOptions;
  readonly verdict: Verdict;
  readonly logs: readonly SubscriberLog[];
  /** In order of their start. */
  readonly faults: readonly PastFault[];
  readonly outage: Outage;
  readonly crashes: readonly string[];
  readonly record: readonly WorldTransition[];
  readonly observed: readonly Observation[];
  /** Commands that Redis refused to the gateway's user. */
  readonly denied: readonly string[];
  /** Such as `Redis 7.0.15`. */
  readonly redisVersion: string;
  readonly sessions: number;
  /** Ends of connections that the subscriber did not close. */
  readonly endings: ReadonlyMap<string, number>;
  /** From the end of the last fault until every subscriber had every state. */
  readonly settledMs: number;
}

/** Times in RFC 3339. */
export interface PastFault {
  readonly kind: string;
  /** The replica that it concerned; null for CMF and Redis. */
  readonly replica: string | null;
  readonly began: string;
  readonly ended: string;
}

/** Steps of the fleet per second. */
const pace = 8;

export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const { seed, durationMs, outageMs, journalLength, onProgress = () => {} } = options;
  // Separate generators, so that draws do not depend on timing between them.
  const randomOf = (part: number) => createRandom(seed * 1_000 + part);

  await using stack = new AsyncDisposableStack();
  const { cmfVersion = '2.3.1' } = options;
  const emulator = stack.use(await startEmulator({ fleet: 'empty', seed, version: cmfVersion }));
  const fleet = createFleet(emulator.world, randomOf(1), capabilitiesOf(cmfVersion));
  const redis = stack.use(await startChaosRedis(options.redis));
  const launch = async (name: string): Promise<Replica> =>
    stack.use(
      await startReplica({
        name,
        redisPort: redis.port,
        redisUrl: redis.url,
        cmfPort: Number(new URL(emulator.url).port),
        env: {
          REFRESH_ACTIVE_MS: '200',
          REFRESH_IDLE_MS: '1000',
          MAX_AGE_MS: '1000',
          LEASE_MS: '1500',
          CMF_TIMEOUT_MS: '2000',
          JOURNAL_LENGTH: String(journalLength),
          CHECKPOINT_MS: '500',
          ...redis.env,
        },
      }),
    );
  const site: Site = {
    emulator,
    redis: redis.deployment,
    longestRedisFaultMs: Math.min(3_000, durationMs / 4),
    replicas: await Promise.all([
      launch('one'),
      launch('two'),
      ...(options.replicas === 2 ? [] : [launch('three')]),
    ]),
  };
  const longestAwayMs = durationMs / 10;
  const urls = site.replicas.map(({ url }) => url);
  const subscribers = Array.from({ length: options.subscribers }, (_, index) =>
    stack.use(
      createSubscriber({
        name: `subscriber ${index + 1}`,
        urls,
        random: randomOf(100 + index),
        longestAwayMs,
        ...fleet.scope(index),
      }),
    ),
  );

  const observer = stack.use(observe(site.replicas));
  const moving = setInterval(fleet.move, 1_000 / pace);
  stack.defer(() => clearInterval(moving));
  const faults: PastFault[] = [];
  const inject = async ({ kind, target, run }: Injected) => {
    const place = faults.length;
    const replica = site.replicas.find((one) =>
      [one, one.redis, one.cmf, one.clients].some((part) => part === target),
    );
    const began = new Date().toISOString();
    const fault = { kind, replica: replica?.name ?? null, began };
    faults.push({ ...fault, ended: began });
    await run();
    faults[place] = { ...fault, ended: new Date().toISOString() };
  };
  const wreak = (share: number) =>
    injectFaults(site, randomOf(2 + share), durationMs / 2, options.faults / 2, inject);
  const isSettled = () => subscribers.every(({ states }) => fleet.isCurrent(states));

  const hasBegun = () => subscribers.every(({ received }) => received.length > 0);
  // A subscriber may be disconnected before its first message.
  const beginMs = 60_000 + longestAwayMs;
  await until(hasBegun, { timeoutMs: beginMs, what: 'every subscriber to receive a state' });
  onProgress('every subscriber has a state');
  await wreak(0);
  onProgress(`half of the faults are over; Redis goes away for ${outageMs} ms`);
  const outage = outageMs > 0 ? await withoutRedis(site, outageMs) : noOutage;
  for (const fault of options.eachRedisFault ? eachRedisFault(site, randomOf(4)) : []) {
    await inject(fault);
  }
  await wreak(1);

  onProgress('all faults are over');
  clearInterval(moving);
  for (const subscriber of subscribers) subscriber.settle();
  const endedAt = performance.now();
  await until(isSettled, { timeoutMs: 90_000, what: 'every subscriber to have every state' }).catch(
    onUnsettled,
  );
  const settledMs = performance.now() - endedAt;
  onProgress('settled');
  // Late or duplicate messages arrive before these.
  for (let round = 0; round < 2; round += 1) {
    fleet.moveAll();
    await until(isSettled, { timeoutMs: 30_000, what: 'the last changes to be received' }).catch(onUnsettled);
    onProgress('every subscriber has the last changes');
  }

  function onUnsettled(error: Error): void {
    // The oracle reports what is missing and for which subscriber.
    onProgress(error.message);
  }

  return {
    options,
    verdict: verify(emulator.world.record, subscribers, observer.observed),
    logs: subscribers.map(({ subscriber, received }) => ({ subscriber, received })),
    faults,
    outage,
    crashes: site.replicas.flatMap(({ crashes }) => crashes),
    record: emulator.world.record,
    observed: observer.observed,
    denied: await redis.denied(),
    redisVersion: await redis.version(),
    sessions: subscribers.reduce((sum, { sessions }) => sum + sessions, 0),
    endings: summed(subscribers.map(({ endings }) => endings)),
    settledMs,
  };
}

async function injectFaults(
  site: Site,
  random: Random,
  durationMs: number,
  count: number,
  inject: (fault: Injected) => Promise<void>,
): Promise<void> {
  const running = new Set<Promise<void>>();
  const broken = new Set<object>();
  for (let injected = 0; injected < count; injected += 1) {
    let fault = drawFault(site, random);
    while (broken.has(fault.target)) fault = drawFault(site, random);
    const { target } = fault;
    broken.add(target);
    const over = inject(fault).finally(() => {
      broken.delete(target);
      running.delete(over);
    });
    running.add(over);
    await elapsed((durationMs / count) * (0.5 + random.next()));
  }
  await Promise.all(running);
}

function summed(maps: readonly ReadonlyMap<string, number>[]): ReadonlyMap<string, number> {
  const sum = new Map<string, number>();
  for (const map of maps) for (const [key, count] of map) sum.set(key, (sum.get(key) ?? 0) + count);
  return sum;
}
