/** Credentials in CMF's resources do not leave the gateway, through any field. */
import { describe, expect, test } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import type { JsonObject } from '../../src/json.ts';
import { startGateway } from '../support/gateway.ts';
import { until } from '../support/until.ts';
import { bearer, openForwarding } from './forward.ts';
import { post } from './post.ts';
import { openSocket } from './socket.ts';
import { everythingOf, textFields } from './whole-schema.ts';

/** Every credential is `Hunter` with a number; here with its surrounding text. */
function leaksIn(value: unknown): readonly string[] {
  return JSON.stringify(value).match(/.{0,80}Hunter\w*\d.{0,20}/g) ?? [];
}

/** Limits that allow a query of all fields at once. */
const roomy = {
  MAX_TOKENS: '100000',
  MAX_COST: '100000000',
  MAX_ALIASES: '1000',
  UPGRADE_STUCK_AFTER_MS: '1000',
};

function specWith(secret: string): JsonObject {
  return {
    image: `https://user:${secret}@registry.example/flink:1.20`,
    flinkVersion: 'v1_20',
    flinkConfiguration: {
      's3.secret-key': secret,
      'env.java.opts.all': `-Dtoken=${secret} -Xmx1g`,
      security: { kerberos: { 'jaas.config': secret } },
      'pipeline.name': 'orders',
      'restart-strategy.password': 'HunterOfApplication0',
    },
    podTemplate: {
      metadata: { annotations: { 'example.com/api-key': secret } },
      spec: {
        containers: [
          {
            name: 'main',
            env: [
              { name: 'DB_PASSWORD', value: secret },
              { name: 'LEVEL', value: 'info' },
            ],
          },
        ],
      },
    },
    job: {
      jarURI: `https://user:${secret}@repository.example/job.jar`,
      args: ['--password', secret, `--token=${secret}`, '--topic', 'orders'],
      parallelism: 1,
      state: 'running',
      upgradeMode: 'savepoint',
    },
  };
}

async function startSecretive(): Promise<Emulator> {
  const emulator = await startEmulator({ fleet: 'empty' });
  const { world } = emulator;
  world.createEnvironment({
    name: 'dev1',
    kubernetesNamespace: 'flink',
    labels: { token: 'Hunter1' },
    flinkApplicationDefaults: {
      spec: { flinkConfiguration: { 'x.service-key': 'Hunter2', 'restart-strategy.password': 'Hunter3' } },
    },
  });
  const metadata = {
    name: 'orders',
    labels: { 'api-key': 'Hunter4', team: 'a' },
    annotations: {
      'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify({ spec: specWith('Hunter5') }),
    },
  };
  world.apply('dev1', { metadata, spec: specWith('Hunter6') });
  world.settle('dev1', 'orders');
  world.setJobState('dev1', 'orders', 'FAILED', {
    error: 'could not log in with password=Hunter7',
    exception:
      'LoginException: {"token":"Hunter8"}\n\tat org.example.Login(Login.java:1)\nCaused by: X: --password Hunter8',
  });
  world.setJobState('dev1', 'orders', 'RUNNING', { error: 'could not log in with password=Hunter7' });
  const savepoint = { labels: { 'api-key': 'Hunter5' }, annotations: { 'example.com/token': 'Hunter6' } };
  world.triggerSavepoint('dev1', 'orders', { name: 'nightly', ...savepoint });
  world.failSavepoint('dev1', 'orders', { name: 'nightly', reason: 'denied: secret-key=Hunter7' });
  world.createDetachedSavepoint({
    name: 'imported',
    path: 'https://user:Hunter8@storage.example/savepoint-1?token=Hunter8',
    ...savepoint,
  });
  // An upgrade that is stuck, for a reason that quotes a credential.
  world.apply('dev1', { metadata, spec: specWith('Hunter9') });
  world.advance(3_600_000);
  world.failSavepoint('dev1', 'orders', { reason: 'savepoint failed: api-key = Hunter9' });
  return emulator;
}

const provenance = '(path: ["podTemplate.spec.containers"])';
const parts = [
  ['Application', 'application(environment: "dev1", name: "orders")'],
  ['Environment', 'environment(name: "dev1")'],
  ['Query', ''],
] as const;
const given = {
  'Instance.provenance': provenance,
  'FlinkJob.metrics': '(names: ["uptime"])',
  'Query.application': '(environment: "dev1", name: "orders")',
  'Query.environment': '(name: "dev1")',
  'Query.planApplication':
    '(input: { environment: "dev1", name: "orders", spec: { image: "https://user:HunterOfPlan1@registry.example/flink", job: { password: "HunterOfPlan2", upgradeMode: "stateless" } } })',
};

describe('no field of the schema', () => {
  test('shows a credential, and every text field is requested', async () => {
    await using emulator = await startSecretive();
    await using gateway = await startGateway({ emulator, env: roomy });
    const requested = new Set<string>();
    const shown: string[] = [];
    for (const [type, field] of parts) {
      const everything = everythingOf(type, given);
      for (const name of everything.requested) requested.add(name);
      const query = field === '' ? everything.selection : `{ ${field} ${everything.selection} }`;
      const { body } = await post(gateway.url, { query });
      expect(body.errors).toBeUndefined();
      expect(body.data).toBeDefined();
      shown.push(JSON.stringify(body.data));
    }
    expect(leaksIn(shown)).toEqual([]);
    expect(shown.join('\n')).toMatch(/\(redacted\)/);
    const elsewhere = (name: string) =>
      /^(?:JobStateChange|JobStateGap|JobStateCheckpoint|Problem(?:Change|Reset|Checkpoint)|Subscription|MissingEnvironment|\w+Error|\w+Payload)\.|Edge\.cursor$/.test(
        name,
      );
    expect(textFields().filter((name) => !requested.has(name) && !elsewhere(name))).toEqual([]);
  });

  test('shows one in a subscription', async () => {
    await using emulator = await startSecretive();
    await using gateway = await startGateway({ emulator, env: roomy });
    await using socket = await openSocket(gateway.url);
    await socket.init();
    const { selection } = everythingOf('JobStateChange', given);
    const query = `subscription { jobStateChanged { ... on JobStateChange ${selection} } }`;
    socket.send({ id: '1', type: 'subscribe', payload: { query } });
    await socket.message('next');
    emulator.world.setJobState('dev1', 'orders', 'FAILED', { exception: 'password=Hunter1' });
    await until(() => socket.received.filter(({ type }) => type === 'next').length >= 2);
    expect(leaksIn(socket.received)).toEqual([]);
    expect(JSON.stringify(socket.received)).toMatch(/\(redacted\)/);
  });
});

describe('a credential', () => {
  const changesQuery = `{ application(environment: "dev1", name: "orders") { latestInstance {
    changes { summary changes { path kind before after } } } } }`;

  test('that changed shows that it changed, separately in each place', async () => {
    await using emulator = await startSecretive();
    await using gateway = await startGateway({ emulator, env: roomy });
    const { body } = await post(gateway.url, { query: changesQuery });
    const { changes } = (
      body.data as { application: { latestInstance: { changes: { changes: readonly Change[] } } } }
    ).application.latestInstance.changes;
    const of = (path: string) => changes.find((change) => change.path === path);
    expect(of('flinkConfiguration["s3.secret-key"]')).toMatchObject({
      before: '(redacted)',
      after: '(redacted, changed)',
    });
    expect(of('podTemplate.spec.containers[name=main].env[name=DB_PASSWORD].value')).toMatchObject({
      before: '(redacted)',
      after: '(redacted, changed)',
    });
    expect(of('job.args')).toMatchObject({
      before: ['--password', '(redacted)', '--token=(redacted)', '--topic', 'orders'],
      after: ['--password', '(redacted, changed)', '--token=(redacted, changed)', '--topic', 'orders'],
    });
  });

  test('in an error of CMF is shown neither to callers nor by probes', async () => {
    await using emulator = await startSecretive();
    await using gateway = await startGateway({ emulator, env: { ...roomy, MAX_AGE_MS: '0' } });
    emulator.faults.add({ kind: 'status', status: 503, message: 'rejected: db.password=Hunter1' });
    const query = '{ application(environment: "dev1", name: "orders") { instances { totalCount } } }';
    const { body } = await post(gateway.url, { query }, { 'cache-control': 'no-cache' });
    expect(leaksIn(body)).toEqual([]);
    const probe = await until(async () => {
      const text = await (await fetch(`${gateway.origin}/ready`)).text();
      return text.includes('rejected') && text;
    });
    expect(probe).toContain('db.password=(redacted)');
  });

  test('cannot be guessed by a filter on the label that contains it', async () => {
    await using emulator = await startSecretive();
    await using gateway = await startGateway({ emulator });
    const count = async (value: string) => {
      const filter = `{ labels: [{ key: "api-key", values: ["${value}"] }] }`;
      const { body } = await post(gateway.url, {
        query: `{ applications(filter: ${filter}) { totalCount } }`,
      });
      return (body.data as { applications: { totalCount: number } }).applications.totalCount;
    };
    expect([await count('Hunter4'), await count('(redacted)')]).toEqual([0, 1]);
  });

  test('is shown when REDACT is off, and a key of REDACT_KEYS is one too', async () => {
    await using emulator = await startSecretive();
    const query = '{ application(environment: "dev1", name: "orders") { spec } }';
    await using open = await startGateway({ emulator, env: { REDACT: 'off' } });
    expect(leaksIn((await post(open.url, { query })).body)).not.toEqual([]);
    await using strict = await startGateway({ emulator, env: { REDACT_KEYS: 'pipeline.name' } });
    const { body } = await post(strict.url, { query });
    expect(JSON.stringify(body)).toContain('"pipeline.name":"(redacted)"');
    expect(leaksIn(body)).toEqual([]);
  });

  test('of a caller is removed from the error messages of CMF', async () => {
    await using gateway = await openForwarding();
    gateway.emulator.faults.add({
      kind: 'status',
      status: 403,
      message: 'no rights: Bearer Hunter1 (Hunter1)',
    });
    const { body } = await post(
      gateway.gateway.url,
      { query: '{ environment(name: "dev1") { name } }' },
      bearer('Hunter1'),
    );
    expect(JSON.stringify(body)).toContain('no rights');
    expect(leaksIn(body)).toEqual([]);
  });
});

interface Change {
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}
