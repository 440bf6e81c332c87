/**
 * A rolling upgrade and the way back, on one Redis: two pods of the previous version are replaced one by one by two of this
 * version, later these by two of the previous one, while the fleet changes and subscribers move from pod to pod. The oracle
 * of the chaos runs compares what subscribers received with the world's own record.
 */
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { createRandom } from '../../src/emulator/random.ts';
import { createFleet, type Fleet } from '../chaos/fleet.ts';
import { observe } from '../chaos/observer.ts';
import { verify } from '../chaos/oracle.ts';
import { createSubscriber } from '../chaos/subscriber.ts';
import { type RedisServer, startRedis } from '../support/redis.ts';
import { until } from '../support/until.ts';
import { addApplication, changeJob, uidsOf } from '../support/world.ts';
import { type Pod, startPod } from './pod.ts';
import { type ExtractedVersion, extractVersion, findPreviousVersion } from './previous-version.ts';

const previous = findPreviousVersion();
const title = typeof previous === 'string' ? previous : previous.name;
if (typeof previous === 'string') console.warn(`Skipped test/upgrade: ${previous}`);

const subscriberCount = 6;
/** Steps of the fleet per second. */
const pace = 30;
/** An application whose instances CMF drops. */
const environment = 'chaos-1';
const application = 'upgraded';

let extracted: ExtractedVersion | undefined;
let redis: RedisServer;
let emulator: Emulator;
let fleet: Fleet;
beforeAll(async () => {
  if (typeof previous === 'string') return;
  // With the installation of its own dependencies.
  extracted = await extractVersion(previous);
  redis = await startRedis();
  emulator = await startEmulator({ fleet: 'empty' });
  fleet = createFleet(emulator.world, createRandom(1), { countedEvents: false });
  addApplication(emulator.world, environment, application);
}, 180_000);
afterAll(async () => {
  if (typeof previous === 'string') return;
  await emulator[Symbol.asyncDispose]();
  await redis[Symbol.asyncDispose]();
  await extracted?.[Symbol.asyncDispose]();
});

/** The UIDs of the instances that CMF has dropped, in both tests. */
const dropped: string[] = [];

describe.skipIf(typeof previous === 'string')(
  `with the previous version (${title})`,
  { timeout: 180_000 },
  () => {
    test('a rolling upgrade loses and repeats no change', async () => {
      const old = { name: 'old', main: extracted?.main };
      expect(await replacePods(old, { name: 'new', main: undefined })).toEqual(clean);
    });

    test('the way back loses and repeats no change', async () => {
      const old = { name: 'old', main: extracted?.main };
      expect(await replacePods({ name: 'new', main: undefined }, old)).toEqual(clean);
    });
  },
);

interface Version {
  readonly name: string;
  /** Undefined: this version. */
  readonly main: string | undefined;
}

/** Starts two pods of one version and replaces them by two of the other, while changes pass. */
async function replacePods(from: Version, to: Version) {
  await using stack = new AsyncDisposableStack();
  const env = {
    CMF_URL: emulator.url,
    REDIS_URL: redis.url,
    REFRESH_ACTIVE_MS: '1000',
    REFRESH_IDLE_MS: '1000',
    // Queries refresh too, so that every pod commits, and not only the one with the lease.
    MAX_AGE_MS: '100',
    CHECKPOINT_MS: '500',
  };
  const urls: string[] = [];
  const pods: Pod[] = [];
  const all: Pod[] = [];
  const observers: ReturnType<typeof observe>[] = [];
  const add = async ({ name, main }: Version): Promise<Pod> => {
    const pod = stack.use(await startPod({ name: `${name}-${all.length + 1}`, main, env }));
    observers.push(stack.use(observe([pod])));
    all.push(pod);
    pods.push(pod);
    urls.push(pod.url);
    return pod;
  };
  onTestFinished(({ task }) => {
    if (task.result?.state === 'fail') console.log(all.flatMap(({ complaints }) => complaints).join('\n'));
  });

  await Promise.all([add(from), add(from)]);
  const subscribers = Array.from({ length: subscriberCount }, (_, index) => {
    const random = createRandom(100 + index);
    const options = { name: `subscriber ${index + 1}`, urls, random, longestAwayMs: 500 };
    return stack.use(createSubscriber({ ...options, ...fleet.scope(index) }));
  });
  const moving = setInterval(fleet.move, 1_000 / pace);
  stack.defer(() => clearInterval(moving));
  /** Until each of the present pods has read CMF and every subscriber to more than one application has received changes. */
  const changesPass = () => {
    const broad = subscribers.filter((_, index) => index % 3 < 2);
    const counts = broad.map(({ received }) => received.length);
    const start = emulator.calls.entries.length;
    const present = [...pods];
    return until(
      () =>
        present.every((pod) => callsOf(pod, start) >= 5) &&
        broad.every(({ received }, index) => received.length >= (counts[index] ?? 0) + 10),
      { what: 'changes to pass', timeoutMs: 60_000 },
    );
  };
  /** As a Deployment with `maxUnavailable: 0`: the new pod is ready before an old one ends. Meanwhile, changes pass. */
  const replaceOne = async (): Promise<Pod> => {
    const [pod] = await Promise.all([add(to), changesPass()]);
    urls.shift();
    await pods.shift()?.stop();
    return pod;
  };

  dropped.push(await dropInstance(pods));
  await replaceOne();
  const last = await replaceOne();
  await changesPass();
  for (const uid of dropped) expect(await readInstance(last, uid)).toEqual(archived);

  clearInterval(moving);
  for (const subscriber of subscribers) subscriber.settle();
  // The second round shows what would come late or twice.
  for (let round = 0; round < 2; round += 1) {
    fleet.moveAll();
    const isSettled = () => subscribers.every(({ states }) => fleet.isCurrent(states));
    await until(isSettled, { what: 'the last changes to arrive', timeoutMs: 60_000 });
  }
  await Promise.all(pods.map((pod) => pod.stop()));

  const observed = observers.flatMap((observer) => observer.observed);
  const received = subscribers.flatMap((subscriber) => subscriber.received);
  return {
    ...verify(emulator.world.record, subscribers, observed),
    gaps: received.filter(({ kind }) => kind === 'gap'),
    hasManyChanges: received.length > 300,
    complaints: all.flatMap(({ complaints }) => complaints),
  };
}

/** All pods share the journal, so no position is lost. */
const clean = {
  findings: [],
  lost: 0,
  duplicated: 0,
  reordered: 0,
  unannounced: 0,
  steppedBack: 0,
  gaps: [],
  hasManyChanges: true,
  complaints: [],
};

function callsOf({ authorization }: Pod, start: number): number {
  return emulator.calls.entries
    .slice(start)
    .filter((call) => call.authorization === authorization && call.operation === 'listApplications').length;
}

/** Upgrades the application, and drops the instance that ran before, after a pod has read both. Returns its UID. */
async function dropInstance(pods: readonly Pod[]): Promise<string> {
  const { world } = emulator;
  const [before = ''] = uidsOf(world, environment, application);
  changeJob(world, environment, application, { parallelism: world.record.length });
  world.settle(environment, application);
  const [pod] = pods;
  if (!pod) throw new Error('no pod');
  const instances = `query ($environment: String!, $application: String!) {
    application(environment: $environment, name: $application) { instances(first: 10) { nodes { uid } } }
  }`;
  await until(
    async () => {
      const { application: found } = await query(pod, instances, { environment, application });
      return found.instances.nodes.length === uidsOf(world, environment, application).length;
    },
    { what: `${pod.name} to know the new instance` },
  );
  world.evictInstance(environment, application, before);
  return before;
}

/** What a pod has of an instance that CMF dropped. */
const archived = { expired: true, role: 'SUPERSEDED', application: { name: application }, hasSpec: true };

async function readInstance(pod: Pod, uid: string) {
  const document =
    'query ($uid: ID!) { instance(uid: $uid) { expired role application { name } effectiveSpec } }';
  const { instance } = await query(pod, document, { uid });
  const { effectiveSpec, ...rest } = instance ?? {};
  return { ...rest, hasSpec: effectiveSpec != null };
}

async function query({ origin }: Pod, document: string, variables: Record<string, string>) {
  const response = await fetch(`${origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'cache-control': 'no-cache' },
    body: JSON.stringify({ query: document, variables }),
  });
  const { data, errors } = await response.json();
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}
