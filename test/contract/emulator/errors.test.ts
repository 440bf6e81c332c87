/** The requests that CMF rejects, with status and message (contract sections 2, 4 and 6). */
import { describe, expect, it } from 'vitest';
import { at } from '../../../src/json.ts';
import {
  api,
  applications,
  type Cmf,
  environments,
  events,
  messagesOf,
  openCmf,
  openWithRunningOrders,
  orders,
  ordersSpec,
  postEnvironment,
} from './cmf.ts';

const application = (changes: object = {}) => ({
  apiVersion: 'cmf.confluent.io/v1',
  kind: 'FlinkApplication',
  metadata: { name: 'orders' },
  spec: ordersSpec(),
  ...changes,
});

async function openWithEnvironment(): Promise<Cmf> {
  const cmf = await openCmf();
  await postEnvironment(cmf);
  return cmf;
}

describe('404', () => {
  it.each([
    [`${environments}/other`, 'Environment not found'],
    [`${environments}/other/applications`, 'Environment not found'],
    [`${environments}/other/applications/orders`, 'Environment not found'],
    [`${applications}/other`, 'Application not found'],
    [`${applications}/other/instances`, 'Application not found'],
    [`${orders}/instances/other`, 'Instance not found'],
    [events.replace('orders', 'other'), 'Application not found'],
    [`${orders}/savepoints/other`, 'Savepoint not found'],
    [`${api}/detached-savepoints/other`, 'Savepoint not found'],
  ])('%s contains the missing level', async (path, message) => {
    await using cmf = await openWithRunningOrders();
    const reply = await cmf.send('GET', path);
    expect(reply.status).toBe(404);
    expect(messagesOf(reply)).toEqual([message]);
  });

  it.each([
    ['DELETE', orders],
    ['POST', `${orders}/start`],
    ['POST', `${orders}/suspend`],
    ['POST', `${orders}/savepoints`],
    ['DELETE', `${environments}/other`],
  ])('also for %s %s', async (method, path) => {
    await using cmf = await openWithEnvironment();
    const body = { metadata: {}, spec: {} };
    expect((await cmf.send(method, path, method === 'POST' ? { body } : {})).status).toBe(404);
  });

  it.each([
    '/',
    '/cmf/api/v1',
    `${environments}/`,
    '/cmf/api/v1/environment/dev1',
    `${orders}/instances/a/b`,
  ])("of a path that CMF does not have (%s) is the framework's own object", async (path) => {
    await using cmf = await openWithRunningOrders();
    const reply = await cmf.send('GET', path);
    expect(reply.status).toBe(404);
    expect(JSON.parse(reply.text)).toMatchObject({ status: 404, error: 'Not Found', path });
  });
});

describe('400', () => {
  it('reports all violations in one response', async () => {
    await using cmf = await openCmf();
    const reply = await cmf.post(environments, { name: 'Up', kubernetesNamespace: '-flink' });
    expect(reply.status).toBe(400);
    expect(messagesOf(reply)).toEqual([
      'name: size must be between 4 and 253',
      expect.stringMatching(/^name: must match/),
      expect.stringMatching(/^kubernetesNamespace: must match/),
    ]);
  });

  it.each([
    ['no JSON', '{"name":'],
    ['a list', []],
    ['no name', { kubernetesNamespace: 'flink' }],
    ['no namespace', { name: 'dev1' }],
    ['labels that are no texts', { name: 'dev1', kubernetesNamespace: 'f', metadata: { labels: { a: 1 } } }],
    [
      'defaults that are no object',
      { name: 'dev1', kubernetesNamespace: 'f', flinkApplicationDefaults: 'x' },
    ],
  ])('for an environment with %s', async (_, body) => {
    await using cmf = await openCmf();
    expect((await cmf.post(environments, body)).status).toBe(400);
  });

  it.each([
    ['no spec', { spec: undefined }],
    ['a spec that is a list', { spec: [] }],
    ['another kind', { kind: 'FlinkDeployment' }],
    ['no metadata', { metadata: undefined }],
    ['a short name', { metadata: { name: 'abc' } }],
    ['a long name', { metadata: { name: 'a'.repeat(254) } }],
    ['a name with capitals', { metadata: { name: 'Orders' } }],
  ])('for an application with %s', async (_, changes) => {
    await using cmf = await openWithEnvironment();
    expect((await cmf.post(applications, application(changes))).status).toBe(400);
    expect(await cmf.get<object>(applications)).toMatchObject({ items: [] });
  });
});

describe('422', () => {
  it.each([
    ['no job', { job: null }, 'spec.job: must be an object'],
    [
      'an unknown desired state',
      { job: { state: 'paused' } },
      'spec.job.state: must be one of running, suspended',
    ],
    ['an unknown upgrade mode', { job: { upgradeMode: 'magic' } }, /^spec.job.upgradeMode/],
    ['no parallelism', { job: { parallelism: 0 } }, 'spec.job.parallelism: must be greater than 0'],
    ['configuration that is a text', { job: {}, flinkConfiguration: 'a: b' }, /^spec.flinkConfiguration/],
  ])('for an application with %s', async (_, spec, message) => {
    await using cmf = await openWithEnvironment();
    const reply = await cmf.post(applications, application({ spec }));
    expect(reply.status).toBe(422);
    expect(messagesOf(reply)[0]).toMatch(message);
  });
});

describe('other refusals', () => {
  it('415 for YAML, which the emulator does not read', async () => {
    await using cmf = await openCmf();
    const reply = await cmf.send('POST', environments, {
      body: 'name: dev1',
      headers: { 'content-type': 'application/yaml' },
    });
    expect(reply.status).toBe(415);
  });

  it('406 for clients that accept only YAML', async () => {
    await using cmf = await openCmf();
    const headers = { accept: 'application/yaml' };
    expect((await cmf.send('GET', environments, { headers })).status).toBe(406);
    expect((await cmf.send('GET', environments, { headers: { accept: 'application/json' } })).status).toBe(
      200,
    );
  });

  it('413 for a body of more than a mebibyte, after which the connection is still good', async () => {
    await using cmf = await openCmf();
    const reply = await cmf.post(environments, { name: 'x'.repeat(1024 * 1024) });
    expect(reply.status).toBe(413);
    expect((await cmf.send('GET', environments)).status).toBe(200);
  });

  it('405 for a method that a path does not have', async () => {
    await using cmf = await openCmf();
    expect((await cmf.send('PUT', environments)).status).toBe(405);
    expect((await cmf.send('PATCH', `${environments}/dev1`)).status).toBe(405);
  });

  it('400 for a path with invalid percent-encoding', async () => {
    await using cmf = await openCmf();
    expect((await cmf.send('GET', `${environments}/%zz`)).status).toBe(400);
  });

  it('paths are percent-decoded one segment at a time', async () => {
    await using cmf = await openWithRunningOrders();
    expect((await cmf.send('GET', `${environments}/%64ev1/applications/ord%65rs`)).status).toBe(200);
    const reply = await cmf.send('GET', `${environments}/dev1%2Fapplications`);
    expect(messagesOf(reply)).toEqual(['Environment not found']);
  });
});

describe('create or update', () => {
  it('an environment is updated by the same POST, and keeps its creation time', async () => {
    await using cmf = await openCmf();
    await postEnvironment(cmf, { flinkApplicationDefaults: { spec: {} } });
    const before = await cmf.get<object>(`${environments}/dev1`);
    await postEnvironment(cmf, { kubernetesNamespace: 'elsewhere' });
    const after = await cmf.get<object>(`${environments}/dev1`);
    expect(at(after, 'created_time')).toBe(at(before, 'created_time'));
    expect(at(after, 'updated_time')).not.toBe(at(before, 'updated_time'));
    expect(at(after, 'kubernetesNamespace')).toBe('elsewhere');
    // Omitted fields are not kept.
    expect(at(after, 'flinkApplicationDefaults')).toBeNull();
  });

  it("an environment's name is read from metadata before the deprecated one", async () => {
    await using cmf = await openCmf();
    await cmf.post(environments, {
      name: 'old-name',
      metadata: { name: 'new-name' },
      kubernetesNamespace: 'f',
    });
    expect(at(await cmf.get(`${environments}/new-name`), 'name')).toBe('new-name');
  });

  it('free-form parts are returned unchanged, with any keys', async () => {
    await using cmf = await openWithEnvironment();
    const text = JSON.stringify(application()).replace(
      '"job":',
      '"__proto__":{"a":1},"constructor":"x","job":',
    );
    expect((await cmf.post(applications, text)).status).toBe(201);
    const { text: answer } = await cmf.send('GET', orders);
    expect(answer).toContain('"__proto__":{"a":1}');
    const { text: instances } = await cmf.send('GET', `${orders}/instances`);
    expect(instances).toContain('"__proto__":{"a":1}');
  });
});
