/** Faults of writes: error statuses, lost and late responses, read-only rights (contract sections 2 and 4). */
import { describe, expect, it } from 'vitest';
import { at } from '../../../src/json.ts';
import { until } from '../../support/until.ts';
import {
  applications,
  environments,
  messagesOf,
  openCmf,
  openWithRunningOrders,
  orders,
  ordersNow,
  ordersSpec,
  postEnvironment,
} from './cmf.ts';

const suspend = `${orders}/suspend`;
const fault = '/_emulator/faults';
const application = {
  apiVersion: 'cmf.confluent.io/v1',
  kind: 'FlinkApplication',
  metadata: { name: 'orders' },
  spec: ordersSpec({ job: { parallelism: 7 } }),
};

describe('an error status by a fault', () => {
  it('may list several messages (422), and changes nothing', async () => {
    await using cmf = await openWithRunningOrders();
    const messages = ['spec.image: must not be null', 'spec.job: must not be null'];
    await cmf.post(fault, { kind: 'status', status: 422, messages, match: { write: true } });
    const reply = await cmf.post(applications, application);
    expect([reply.status, messagesOf(reply)]).toEqual([422, messages]);
    expect(at((await ordersNow(cmf)).spec, 'job', 'parallelism')).toBe(1);
  });

  it.each([401, 403, 409])('of %i affects writes and no reads', async (status) => {
    await using cmf = await openWithRunningOrders();
    await cmf.post(fault, { kind: 'status', status, match: { write: true } });
    expect((await cmf.post(suspend)).status).toBe(status);
    expect((await cmf.send('DELETE', orders)).status).toBe(status);
    expect((await cmf.send('GET', orders)).status).toBe(200);
  });

  it('of 304 has no body', async () => {
    await using cmf = await openWithRunningOrders();
    await cmf.post(fault, { kind: 'status', status: 304, match: { method: 'DELETE' } });
    expect(await cmf.send('DELETE', orders)).toMatchObject({ status: 304, text: '' });
  });
});

describe('a response', () => {
  it.each([
    ['before', 'running'],
    ['after', 'suspended'],
  ])('that is lost %s the write leaves the job %s', async (when, state) => {
    await using cmf = await openWithRunningOrders();
    await cmf.post(fault, { kind: 'reset', when, match: { write: true, count: 1 } });
    await expect(cmf.post(suspend)).rejects.toThrow('fetch failed');
    expect(at((await ordersNow(cmf)).spec, 'job', 'state')).toBe(state);
  });

  it('that is never sent can follow a write that took effect', async () => {
    await using cmf = await openWithRunningOrders();
    await cmf.post(fault, { kind: 'hang', when: 'after', match: { write: true } });
    const lost = cmf.post(suspend).then(
      () => 'a response',
      () => 'none',
    );
    await until(async () => at((await ordersNow(cmf)).spec, 'job', 'state') === 'suspended', {
      what: 'the suspension',
    });
    await cmf.emulator.close();
    expect(await lost).toBe('none');
  });

  it.each(['before', 'after'])('that is delayed %s the write is sent', async (when) => {
    await using cmf = await openWithRunningOrders();
    await cmf.post(fault, { kind: 'latency', ms: 100, when, match: { write: true } });
    expect((await cmf.post(suspend)).status).toBe(200);
    expect(at((await ordersNow(cmf)).spec, 'job', 'state')).toBe('suspended');
  });

  it('that its client does not wait for can follow a write that took effect', async () => {
    await using cmf = await openWithRunningOrders();
    await cmf.post(fault, { kind: 'latency', ms: 60_000, when: 'after', match: { write: true } });
    const client = new AbortController();
    const request = fetch(cmf.emulator.url + suspend, { method: 'POST', signal: client.signal });
    const ended = request.then(
      () => 'a response',
      () => 'none',
    );
    await until(async () => at((await ordersNow(cmf)).spec, 'job', 'state') === 'suspended', {
      what: 'the suspension',
    });
    client.abort();
    expect(await ended).toBe('none');
  });
});

describe('rights', () => {
  it('can be read-only', async () => {
    await using cmf = await openWithRunningOrders();
    await cmf.post('/_emulator/access', {
      required: true,
      allow: { token: 'auditor', environments: 'all', applications: 'all', readOnly: true },
    });
    const headers = { authorization: 'Bearer auditor' };
    expect((await cmf.send('GET', orders, { headers })).status).toBe(200);
    for (const [method, path] of [
      ['POST', suspend],
      ['DELETE', orders],
      ['DELETE', `${environments}/dev1`],
      ['POST', `${orders}/savepoints`],
    ] as const) {
      expect((await cmf.send(method, path, { headers })).status).toBe(403);
    }
  });

  it('to create an environment grant no rights inside it', async () => {
    await using cmf = await openCmf();
    cmf.emulator.access.require(true);
    cmf.emulator.access.allow('creator', { environments: 'all' });
    const headers = { authorization: 'Bearer creator' };
    const body = { name: 'dev1', kubernetesNamespace: 'flink' };
    expect((await cmf.send('POST', environments, { body, headers })).status).toBe(200);
    expect((await cmf.send('POST', applications, { body: application, headers })).status).toBe(403);
  });
});

describe('by version', () => {
  it('names have at most 45 characters and no dots from 2.4 on', async () => {
    for (const [version, status] of [['2.3.1', 201] as const, ['2.4.0', 400] as const]) {
      await using cmf = await openCmf({ version });
      await postEnvironment(cmf);
      for (const name of ['a.dotted.name', '1-digit-first', 'x'.repeat(46)]) {
        const reply = await cmf.post(applications, { ...application, metadata: { name } });
        expect([version, name, reply.status]).toEqual([version, name, status]);
      }
    }
  });

  it('force and startFromSavepointUid are ignored where CMF does not have them', async () => {
    await using cmf = await openWithRunningOrders({}, { version: '2.3.1' });
    expect((await cmf.post(`${orders}/start?startFromSavepointUid=none`)).status).toBe(404);
    expect((await cmf.send('DELETE', `${environments}/dev1?force=true`)).status).toBe(204);

    await using old = await openCmf({ version: '2.0.0' });
    await old.post(environments, { name: 'dev1', kubernetesNamespace: 'flink' });
    await old.post(applications, application);
    expect((await old.post(`${orders}/start?startFromSavepointUid=none`)).status).toBe(304);
    expect((await old.send('DELETE', `${environments}/dev1?force=true`)).status).toBe(409);
  });
});
