/**
 * A rolling upgrade and back, on one Redis: two pods of the previous version are replaced one by one by two of this version,
 * and these by two of the previous one, while the fleet changes and subscribers move from pod to pod. The oracle of the chaos
 * runs compares what subscribers received with the world's own record.
 */
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { createRandom } from '../../src/emulator/random.ts';
import { createFleet } from '../chaos/fleet.ts';
import { observe } from '../chaos/observer.ts';
import { verify } from '../chaos/oracle.ts';
import { createSubscriber } from '../chaos/subscriber.ts';
import { startRedis } from '../support/redis.ts';
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
// For the installation of its own dependencies.
beforeAll(async () => {
  if (typeof previous !== 'string') extracted = await extractVersion(previous);
}, 180_000);
afterAll(() => extracted?.[Symbol.asyncDispose]());

test.skipIf(typeof previous === 'string')(
  `a rolling upgrade from the previous version and back loses and repeats no change (${title})`,
  { timeout: 180_000 },
  async () => {
    const oldMain = extracted?.main;
    await using stack = new AsyncDisposableStack();
    const redis = stack.use(await startRedis());
    const emulator = stack.use(await startEmulator({ fleet: 'empty' }));
    const { world } = emulator;
    const fleet = createFleet(world, createRandom(1), { countedEvents: false });
    addApplication(world, environment, application);

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
    const add = async (name: string, main?: string): Promise<Pod> => {
      const pod = stack.use(await startPod({ name, main, env }));
      observers.push(stack.use(observe([pod])));
      all.push(pod);
      pods.push(pod);
      urls.push(pod.url);
      return pod;
    };
    /** As a Deployment with `maxUnavailable: 0`: the new pod is ready before an old one ends. Meanwhile, changes pass. */
    const replace = async (name: string, main?: string): Promise<Pod> => {
      const [pod] = await Promise.all([add(name, main), changesPass()]);
      urls.shift();
      await pods.shift()?.stop();
      return pod;
    };
    onTestFinished(({ task }) => {
      if (task.result?.state === 'fail') console.log(all.flatMap(({ complaints }) => complaints).join('\n'));
    });

    await Promise.all([add('old-1', oldMain), add('old-2', oldMain)]);
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
      const from = emulator.calls.entries.length;
      const present = [...pods];
      return until(
        () =>
          present.every((pod) => callsOf(emulator, pod, from) >= 5) &&
          broad.every(({ received }, index) => received.length >= (counts[index] ?? 0) + 10),
        { what: 'changes to pass', timeoutMs: 60_000 },
      );
    };

    const droppedBefore = await dropInstance(emulator, pods);
    await replace('new-1');
    const upgraded = await replace('new-2');
    expect(await readInstance(upgraded, droppedBefore)).toEqual(archived);

    const droppedAfter = await dropInstance(emulator, pods);
    await replace('old-3', oldMain);
    const rolledBack = await replace('old-4', oldMain);
    await changesPass();
    expect(await readInstance(rolledBack, droppedBefore)).toEqual(archived);
    expect(await readInstance(rolledBack, droppedAfter)).toEqual(archived);

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
    const { findings, ...verdict } = verify(world.record, subscribers, observed);
    expect(findings).toEqual([]);
    expect(verdict).toEqual({ lost: 0, duplicated: 0, reordered: 0, unannounced: 0, steppedBack: 0 });
    // All share the journal, so no position is lost.
    const received = subscribers.flatMap((subscriber) => subscriber.received);
    expect(received.filter(({ kind }) => kind === 'gap')).toEqual([]);
    expect(received.length).toBeGreaterThan(300);
    expect(all.flatMap(({ complaints }) => complaints)).toEqual([]);
  },
);

function callsOf({ calls }: Emulator, { authorization }: Pod, from: number): number {
  return calls.entries
    .slice(from)
    .filter((call) => call.authorization === authorization && call.operation === 'listApplications').length;
}

/** Upgrades the application, and drops the instance that ran before, after a pod has read both. Returns its UID. */
async function dropInstance({ world }: Emulator, pods: readonly Pod[]): Promise<string> {
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
