/**
 * Flink's REST API as the emulated CMF proxies it, in the form of the responses of a real Flink of the same
 * generation.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, isObject, type JsonObject } from '../../../src/json.ts';
import { type RecordedVersion, recordedVersions, recording } from '../../flink/recordings.ts';
import { ordersSpec } from '../../history/orders.ts';
import { applications, type Cmf, openCmf } from './cmf.ts';

const exception = [
  'java.lang.IllegalStateException: lost',
  '\tat A.b(A.java:1)',
  'Caused by: java.io.IOException: gone',
].join('\n');
const flinkOf = { '1.20.1': 'v1_20', '2.1.0': 'v2_1' } satisfies Record<RecordedVersion, string>;

let cmf: Cmf;
/** Job ids by application. */
let jobs: Readonly<Record<string, string>>;

function jobIdOf(name: string): string {
  return cmf.emulator.world.application('dev1', name).status?.jobStatus.jobId ?? '';
}

/** A job of each generation that failed once and has checkpoints since, a batch job, and a suspended one. */
beforeAll(async () => {
  cmf = await openCmf();
  const { world } = cmf.emulator;
  world.createEnvironment({ name: 'dev1', kubernetesNamespace: 'flink' });
  const add = (name: string, flinkVersion: string, configuration: JsonObject) => {
    const spec = ordersSpec(
      { args: ['--topic', 'orders'] },
      { flinkVersion, flinkConfiguration: configuration },
    );
    world.apply('dev1', { metadata: { name }, spec });
    world.settle('dev1', name);
  };
  for (const version of recordedVersions) {
    add(version === '1.20.1' ? 'orders-one' : 'orders-two', flinkOf[version], {
      'execution.checkpointing.interval': '10s',
    });
  }
  add('orders-batch', 'v1_20', { 'execution.runtime-mode': 'BATCH' });
  add('orders-idle', 'v1_20', {});
  world.suspend('dev1', 'orders-idle');
  world.settle('dev1', 'orders-idle');
  world.advance(60_000);
  for (const name of ['orders-one', 'orders-two']) {
    world.setJobState('dev1', name, 'RESTARTING', { exception });
    world.setJobState('dev1', name, 'RUNNING');
  }
  world.advance(60_000);
  jobs = Object.fromEntries(
    ['orders-one', 'orders-two', 'orders-batch'].map((name) => [name, jobIdOf(name)]),
  );
});
afterAll(() => cmf.emulator.close());

const ui = (name: string, path: string) => `${applications}/${name}/flink-web-ui${path}`;
const get = (name: string, path: string) => cmf.get<JsonObject>(ui(name, path));

/** The keys of a body, with those of the first item of each list. Maps by id or state count as one key. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? [] : [shapeOf(value[0])];
  if (!isObject(value)) return 'value';
  return Object.fromEntries(
    Object.keys(value)
      .toSorted()
      .map((key) => [key, shapeOf(value[key])]),
  );
}

describe.each(recordedVersions)('a job of Flink %s', (version) => {
  const name = version === '1.20.1' ? 'orders-one' : 'orders-two';

  it.each([
    ['config', '/config'],
    ['overview', '/overview'],
    ['jobs', '/jobs'],
    ['jobs-overview', '/jobs/overview'],
    ['job', '/jobs/{job}'],
    ['exceptions', '/jobs/{job}/exceptions'],
    ['job-config', '/jobs/{job}/config'],
    ['plan', '/jobs/{job}/plan'],
  ] as const)('responds to %s in the form of the recorded response', async (recorded, path) => {
    const body = shapeOf(await get(name, path.replace('{job}', jobs[name] ?? '')));
    const real = shapeOf(recording(version, recorded).body);
    // The parts that a program reports itself differ between programs.
    const withoutProgram = (shape: unknown) => JSON.stringify(shape).replace(/"user-config":\{[^}]*\}/, '');
    expect(withoutProgram(body)).toEqual(withoutProgram(real));
  });

  it('returns checkpoints with the counts and the latest ones of the recorded response', async () => {
    const body = await get(name, `/jobs/${jobs[name]}/checkpoints`);
    const real = recording(version, 'checkpoints').body;
    for (const part of [['counts'], ['latest', 'failed']]) {
      expect(shapeOf(at(body, ...part))).toEqual(shapeOf(at(real, ...part)));
    }
    expect(Object.keys(at(body, 'latest') as object)).toEqual(Object.keys(at(real, 'latest') as object));
  });

  it('completes checkpoints as its clock advances, and a failure interrupts one', async () => {
    const path = `/jobs/${jobs[name]}/checkpoints`;
    const before = await get(name, path);
    expect(before).toMatchObject({
      counts: { failed: 1 },
      latest: {
        failed: { failure_message: 'Checkpoint Coordinator is suspending.' },
        restored: { is_savepoint: false },
      },
    });
    cmf.emulator.world.advance(30_000);
    const after = await get(name, path);
    expect(at(after, 'counts', 'completed')).toBe(Number(at(before, 'counts', 'completed')) + 3);
    expect(at(after, 'latest', 'completed', 'id')).toBe(Number(at(before, 'latest', 'completed', 'id')) + 3);
  });

  it('returns metrics by name, and omits unknown ones', async () => {
    const path = `/jobs/${jobs[name]}/metrics`;
    const names = (await cmf.get<readonly JsonObject[]>(ui(name, path))).map(({ id }) => id);
    expect(names).toContain('numRestarts');
    expect(names.includes('fullRestarts')).toBe(version === '1.20.1');
    expect(await get(name, `${path}?get=numRestarts,nothing`)).toEqual([{ id: 'numRestarts', value: '1' }]);
  });

  it('returns aggregated metrics of a vertex', async () => {
    const { vertices } = await cmf.get<{ vertices: readonly { id: string }[] }>(
      ui(name, `/jobs/${jobs[name]}`),
    );
    const path = `/jobs/${jobs[name]}/vertices/${vertices[0]?.id}/subtasks/metrics`;
    expect(await get(name, `${path}?get=busyTimeMsPerSecond&agg=max`)).toEqual([
      { id: 'busyTimeMsPerSecond', max: 200 },
    ]);
  });

  it('refuses unknown and invalid job ids as Flink does', async () => {
    for (const [recorded, id] of [
      ['unknown-job', '0'.repeat(32)],
      ['bad-job-id', 'xyz'],
    ] as const) {
      const { status, text } = await cmf.send('GET', ui(name, `/jobs/${id}`));
      const real = recording(version, recorded);
      expect(status).toBe(real.status);
      const firstLine = (body: unknown) =>
        (body as { errors: readonly string[] }).errors.join('').split('\n', 1).join('');
      expect(firstLine(JSON.parse(text)).replaceAll(id, '')).toBe(firstLine(real.body).replaceAll(id, ''));
    }
  });
});

describe('the job of a batch application', () => {
  it('has an end, and no checkpoints', async () => {
    const { world } = cmf.emulator;
    const path = `/jobs/${jobs['orders-batch']}`;
    expect(await get('orders-batch', path)).toMatchObject({
      'job-type': 'BATCH',
      state: 'RUNNING',
      'end-time': -1,
    });
    world.setJobState('dev1', 'orders-batch', 'FINISHED');
    const { 'end-time': end, 'start-time': start, vertices } = await get('orders-batch', path);
    expect(Number(end)).toBeGreaterThan(Number(start));
    expect((vertices as readonly JsonObject[]).map(({ status }) => status)).toEqual(
      Array(3).fill('FINISHED'),
    );
    expect((await cmf.send('GET', ui('orders-batch', `${path}/checkpoints`))).status).toBe(404);
  });
});

describe('the proxy', () => {
  it('responds 404 without a cluster, and 503 while its JobManager cannot be reached', async () => {
    expect((await cmf.send('GET', ui('orders-idle', '/jobs'))).status).toBe(404);
    const { world } = cmf.emulator;
    world.setJobState('dev1', 'orders-batch', 'RECONCILING');
    expect((await cmf.send('GET', ui('orders-batch', '/jobs'))).status).toBe(503);
    world.setJobState('dev1', 'orders-batch', 'RUNNING');
  });

  it('requires the right to read the application', async () => {
    const { access } = cmf.emulator;
    access.require(true);
    access.allow('alice', { applications: ['dev1'] });
    access.allow('bob', { environments: 'all', applications: ['prod1'] });
    const status = async (token: string) =>
      (await cmf.send('GET', ui('orders-one', '/jobs'), { headers: { authorization: `Bearer ${token}` } }))
        .status;
    expect([await status('alice'), await status('bob'), await status('outsider')]).toEqual([200, 403, 401]);
    access.require(false);
  });

  it('applies faults of the control API: no cluster, HTML, an incomplete response, a stack trace of 2 MB', async () => {
    const path = ui('orders-two', `/jobs/${jobs['orders-two']}/exceptions`);
    const withFault = async (fault: object) => {
      const match = { path: 'flink-web-ui', count: 1 };
      expect((await cmf.post('/_emulator/faults', { match, ...fault })).status).toBe(201);
      return cmf.send('GET', path);
    };
    expect((await withFault({ kind: 'status', status: 404 })).status).toBe(404);
    expect((await withFault({ kind: 'status', status: 502, body: 'html' })).text).toMatch(/^<html>/);
    const { text: half } = await withFault({ kind: 'truncated' });
    expect(() => JSON.parse(half) as unknown).toThrow(SyntaxError);
    const { text } = await withFault({ kind: 'longStackTrace', bytes: 2_000_000 });
    expect(text.length).toBeGreaterThan(2_000_000);
    expect(JSON.parse(text)).toMatchObject({
      exceptionHistory: {
        entries: [{ stacktrace: expect.stringMatching(/Caused by: java.io.IOException: gone$/) }],
      },
    });
  });
});
