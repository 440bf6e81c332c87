/**
 * Isolation as a property: the rights of callers on one shared mirror change continuously. No caller receives anything
 * that CMF did not permit within the time for which its decisions may be cached.
 *
 * `ISOLATION_SEED` repeats a run, `ISOLATION_CASES` makes it longer.
 */
import { afterAll, describe, expect, test } from 'vitest';
import type { Rights } from '../../src/emulator/access.ts';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { createRandom, type Random } from '../../src/emulator/random.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { startRedis } from '../support/redis.ts';
import { addApplication, changeJob, uidsOf } from '../support/world.ts';
import { bearer } from './forward.ts';
import { post } from './post.ts';
import { createRightsRecord, type Leak, type RightsRecord } from './rights-record.ts';
import { openSocket, type RawSocket } from './socket.ts';

const seed = Number(process.env['ISOLATION_SEED'] ?? Date.now() % 1_000_000);
const cases = Number(process.env['ISOLATION_CASES'] ?? 500);
const ttlMs = 40;
const zones = ['zone0', 'zone1', 'zone2', 'zone3', 'zone4'] as const;
const callers = ['p0', 'p1', 'p2', 'p3', 'p4', 'p5'] as const;

interface Run {
  readonly emulator: Emulator;
  readonly gateways: readonly [TestGateway, ...TestGateway[]];
  readonly random: Random;
  readonly record: RightsRecord;
  readonly ids: Ids;
}

type Known = [string, ...string[]];

/** All ids and cursors that the administrator can read. */
interface Ids {
  readonly nodes: Known;
  readonly uids: Known;
  readonly cursors: Known;
  /** Positions in the journal that any caller has received. */
  readonly positions: Known;
}

const details = `name environmentName labels status environment { name kubernetesNamespace }
  latestInstance { id uid role effectiveSpec flinkConfiguration { key value origin } logs { kql } previous { uid } }
  instances(first: 3) { totalCount nodes { uid jobId } } events(first: 3) { nodes { instanceUid message } }
  savepoints(first: 3) { totalCount nodes { id name path application { name } } }
  timeline(last: 3) { totalCount nodes { instanceUid message } } upgrade { since } statistics { restarts } job { id name }`;

type MakeQuery = (run: Run) => string;

const queries: readonly MakeQuery[] = [
  () =>
    '{ environments { totalCount nodes { name kubernetesNamespace } } applications { totalCount missing { environment message } nodes { name } } }',
  ({
    random,
  }) => `{ environments(first: ${1 + random.whole(4)}) { pageInfo { endCursor hasNextPage } edges { cursor node { name jobStateCounts { jobState count }
    applications(first: 2) { totalCount pageInfo { endCursor } nodes { id name } } } } } }`,
  ({ random }) =>
    `{ applications(first: ${1 + random.whole(6)}, filter: { environment: "${random.pick(zones)}" }) { totalCount edges { cursor node { id ${details} } } } }`,
  ({ random, ids }) =>
    `{ applications(last: ${1 + random.whole(6)}, before: "${random.pick(ids.cursors)}") { totalCount pageInfo { startCursor hasPreviousPage } nodes { name } } }`,
  ({ random, ids }) =>
    `{ applications(first: ${1 + random.whole(6)}, after: "${random.pick(ids.cursors)}", filter: { name: "*app${random.whole(3)}", jobStates: [RUNNING, FAILED] }) { totalCount nodes { name jobId } } }`,
  ({ random }) =>
    `{ environment(name: "${random.pick(zones)}") { name kubernetesNamespace jobStateCounts { count } applications { totalCount nodes { ${details} } } } }`,
  ({ random }) => {
    const zone = random.pick(zones);
    return `{ application(environment: "${zone}", name: "${zone}-app${random.whole(4)}") { ${details} } }`;
  },
  ({ random, ids }) =>
    `{ node(id: "${random.pick(ids.nodes)}") { __typename ... on Environment { name kubernetesNamespace } ... on Application { ${details} } ... on Instance { uid application { name } } ... on Savepoint { name path } } }`,
  ({ random, ids }) =>
    `{ nodes(ids: [${[0, 1, 2, 3].map(() => `"${random.pick(ids.nodes)}"`).join(' ')}]) { __typename id } }`,
  ({ random, ids }) =>
    `{ instance(uid: "${random.pick(ids.uids)}") { uid jobId changes { summary } application { ${details} } } }`,
];

const fewer = (random: Random): Rights => {
  const some = () => (random.chance(0.1) ? 'all' : zones.filter(() => random.chance(0.35)));
  return { environments: some(), applications: some() };
};

function changeRights({ random, record, emulator }: Run): void {
  record.set(random.pick(callers), random.chance(0.1) ? null : fewer(random));
  if (random.chance(0.2)) emulator.access.lists = random.pick(['filter', 'refuse'] as const);
  if (random.chance(0.2)) emulator.access.applicationLists = random.pick(['filter', 'refuse'] as const);
}

function moveWorld({ random, emulator: { world } }: Run): void {
  const zone = random.pick(zones);
  const name = `${zone}-app${random.whole(3)}`;
  if (random.chance(0.1)) {
    changeJob(world, zone, name, { parallelism: 1 + random.whole(50) });
    world.settle(zone, name);
  } else world.setJobState(zone, name, random.pick(['RUNNING', 'FAILED', 'RESTARTING']));
}

async function learn({ emulator, gateways: [gateway], ids }: Run): Promise<void> {
  const query = `{ environments { nodes { id } } applications(first: 100) { edges { cursor node { id latestInstance { id } } } } }`;
  const { body } = await post(gateway.url, { query }, bearer('admin'));
  const words = JSON.stringify(body.data).match(/"(?:id|cursor)":"[^"]+"/g) ?? [];
  for (const word of words) {
    const [, kind, value = ''] = /"(id|cursor)":"([^"]+)"/.exec(word) ?? [];
    (kind === 'id' ? ids.nodes : ids.cursors).push(value);
  }
  for (const zone of zones) {
    for (const { metadata } of emulator.world.applications(zone))
      ids.uids.push(...uidsOf(emulator.world, zone, metadata.name));
  }
}

/** Ids and cursors of objects that do not exist. */
function firstIds(): Ids {
  const word = (text: string): Known => [Buffer.from(text).toString('base64url')];
  return {
    nodes: word('Environment:["nowhere"]'),
    uids: ['00000000-0000-4000-8000-000000000000'],
    cursors: word('["application NAME","ASC","m","m"]'),
    positions: word('none:1'),
  };
}

interface Tally {
  cases: number;
  /** Responses that were checked for completeness. */
  whole: number;
  events: number;
}

/** One query by one caller: the response has no forbidden data, and all data that was permitted throughout. */
async function tryQuery(run: Run, tally: Tally): Promise<readonly Leak[]> {
  const { random, record, gateways } = run;
  const token = random.pick(callers);
  const index = random.whole(queries.length);
  const query = queries[index]?.(run) ?? '';
  const from = Date.now() - ttlMs;
  const { body } = await post(random.pick(gateways).url, { query }, bearer(token));
  tally.cases += 1;
  const others = (body.errors ?? []).filter(
    ({ extensions: { code } }) => code !== 'FORBIDDEN' && code !== 'UNAUTHENTICATED',
  );
  expect(others).toEqual([]);
  if (index === 0 && record.isSteady(token, from) && body.data) {
    const data = body.data as {
      environments: { totalCount: number } | null;
      applications: { totalCount: number } | null;
    };
    if (data.environments && data.applications) {
      expect([token, data.environments.totalCount, data.applications.totalCount]).toEqual([
        token,
        record.environmentsOf(token).length,
        3 * record.applicationsOf(token).length,
      ]);
      tally.whole += 1;
    }
  }
  return record.leaksIn(JSON.stringify(body), token, from);
}

/** A caller's subscription to everything, which is opened again when the gateway ends it. */
interface Listener extends AsyncDisposable {
  /** The messages since the last call, and the time from which rights apply to them. */
  take(): { readonly text: string; readonly since: number };
}

function listen({ gateways, random, ids }: Run, token: string, tally: Tally): Listener {
  let socket: RawSocket | null = null;
  let isOpen = false;
  let taken = 0;
  // A permitted update is executed and sent shortly afterwards, so rights apply from the call before the last.
  let [since, before] = [Date.now(), Date.now()];
  const open = async () => {
    isOpen = true;
    const opened = await openSocket(random.pick(gateways).url);
    socket = opened;
    taken = 0;
    void opened.closed.then(() => {
      isOpen = false;
    });
    opened.send({ type: 'connection_init', payload: bearer(token) });
    await Promise.race([opened.message('connection_ack'), opened.closed]);
    if (!isOpen) return;
    // Some resume at a position that another caller has received.
    const after = random.chance(0.5) ? `(after: "${random.pick(ids.positions)}")` : '';
    const query = `subscription { jobStateChanged${after} { cursor ... on JobStateChange { environmentName applicationName jobId instanceUid application { ${details} } } } }`;
    opened.send({ id: '1', type: 'subscribe', payload: { query } });
  };
  return {
    take() {
      const news = socket?.received.slice(taken) ?? [];
      const from = before;
      taken += news.length;
      [before, since] = [since, Date.now()];
      if (!isOpen) void open().catch(() => undefined);
      for (const message of news) {
        if (message.type !== 'next') continue;
        tally.events += 1;
        const cursor = /"cursor":"([^"]+)"/.exec(JSON.stringify(message))?.[1];
        if (cursor) ids.positions.push(cursor);
      }
      return { text: JSON.stringify(news), since: from };
    },
    async [Symbol.asyncDispose]() {
      isOpen = true;
      await socket?.[Symbol.asyncDispose]();
    },
  };
}

async function hunt(run: Run): Promise<{ readonly tally: Tally; readonly leaks: readonly Leak[] }> {
  const { random, record } = run;
  const tally: Tally = { cases: 0, whole: 0, events: 0 };
  const leaks: Leak[] = [];
  await using listeners = new AsyncDisposableStack();
  const listening = callers.map((token) => ({ token, listener: listeners.use(listen(run, token, tally)) }));
  await learn(run);

  while (tally.cases < cases && leaks.length === 0) {
    if (random.chance(0.7)) changeRights(run);
    if (random.chance(0.7)) moveWorld(run);
    const queried = Array.from({ length: 15 }, () => tryQuery(run, tally));
    // During the queries.
    if (random.chance(0.5)) changeRights(run);
    leaks.push(...(await Promise.all(queried)).flat());
    for (const { token, listener } of listening) {
      const { text, since } = listener.take();
      leaks.push(...record.leaksIn(text, token, since - ttlMs));
    }
    if (random.chance(0.1)) await learn(run);
  }
  return { tally, leaks };
}

describe('callers who share a mirror', () => {
  afterAll(() => console.log(`isolation: ISOLATION_SEED=${seed}`));

  test.each([
    ['in memory', false],
    ['on two replicas over Redis', true],
  ])('never receive what they may not see: %s', { timeout: 240_000 }, async (_name, withRedis) => {
    await using opening = new AsyncDisposableStack();
    const emulator = opening.use(await startEmulator({ fleet: 'empty' }));
    const { world, access } = emulator;
    for (const zone of zones) {
      world.createEnvironment({ name: zone, kubernetesNamespace: `ns-${zone}` });
      for (const app of [0, 1, 2]) {
        const name = `${zone}-app${app}`;
        addApplication(world, zone, name);
        world.triggerSavepoint(zone, name, { name: `${name}-savepoint` });
      }
    }
    access.require(true);
    const record = createRightsRecord(access, world);
    const random = createRandom(seed);
    for (const token of ['gateway', 'admin'])
      access.allow(token, { environments: 'all', applications: 'all' });
    for (const token of callers) record.set(token, fewer(random));

    const redis = withRedis ? opening.use(await startRedis()) : null;
    const env = {
      CMF_URL: emulator.url,
      CMF_TOKEN: 'gateway',
      CMF_AUTH: 'forward',
      AUTH_TTL_MS: String(ttlMs),
      MAX_TOKENS: '10000',
      ...(redis && { REDIS_URL: redis.url }),
    };
    const gateways: [TestGateway, ...TestGateway[]] = [opening.use(await startGateway({ emulator, env }))];
    if (redis) gateways.push(opening.use(await startGateway({ emulator, env })));

    const run: Run = { emulator, gateways, random, record, ids: firstIds() };
    const { tally, leaks } = await hunt(run);
    expect({ seed, leaks }).toEqual({ seed, leaks: [] });
    expect(tally.cases).toBeGreaterThanOrEqual(cases);
    // Guards against a run without complete responses or without messages.
    expect(tally.whole).toBeGreaterThan(cases / 100);
    expect(tally.events).toBeGreaterThan(cases / 20);
  });
});
