/** 401, 403 and the effect of rights on lists (contract section 2). */
import { describe, expect, it } from 'vitest';
import type { Rights } from '../../../src/emulator/access.ts';
import {
  api,
  type Cmf,
  environments,
  events,
  openCmf,
  openWithRunningOrders,
  orders,
  type Page,
} from './cmf.ts';

const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

/** `dev1/orders` runs, `prod1` exists too, and `alice` has these rights. */
async function openFor(rights: Rights): Promise<Cmf> {
  const cmf = await openWithRunningOrders();
  cmf.emulator.world.createEnvironment({ name: 'prod1', kubernetesNamespace: 'flink-prod' });
  cmf.emulator.access.require(true);
  cmf.emulator.access.allow('alice', rights);
  return cmf;
}

async function status(cmf: Cmf, path: string, method = 'GET'): Promise<number> {
  return (await cmf.send(method, path, bearer('alice'))).status;
}

async function environmentNames(cmf: Cmf): Promise<readonly string[]> {
  const { text } = await cmf.send('GET', `${environments}?page=0&size=10`, bearer('alice'));
  return (JSON.parse(text) as Page<{ name: string }>).items.map(({ name }) => name);
}

describe('the identity of the caller', () => {
  it('is ignored until a token is required', async () => {
    await using cmf = await openWithRunningOrders();
    expect((await cmf.send('GET', orders)).status).toBe(200);
  });

  it('is 401 when the token is missing, unknown or revoked', async () => {
    await using cmf = await openFor({ environments: 'all', applications: 'all' });
    const missing = await cmf.send('GET', orders);
    expect(missing.status).toBe(401);
    expect(missing.headers.get('www-authenticate')).toBe('Bearer');
    expect((await cmf.send('GET', orders, bearer('mallory'))).status).toBe(401);
    expect((await cmf.send('GET', orders, { headers: { authorization: 'Basic YTpi' } })).status).toBe(401);

    expect(await status(cmf, orders)).toBe(200);
    cmf.emulator.access.revoke('alice');
    expect(await status(cmf, orders)).toBe(401);
  });
});

describe('rights', () => {
  it('on environments grant no rights inside them', async () => {
    await using cmf = await openFor({ environments: 'all' });
    expect(await environmentNames(cmf)).toEqual(['dev1', 'prod1']);
    expect(await status(cmf, `${environments}/dev1`)).toBe(200);
    for (const path of [orders, `${orders}/instances`, `${orders}/savepoints`, events]) {
      expect(await status(cmf, path)).toBe(403);
    }
    expect(await status(cmf, `${orders}/suspend`, 'POST')).toBe(403);
  });

  it('inside an environment grant no rights on it', async () => {
    await using cmf = await openFor({ applications: ['dev1'] });
    expect(await environmentNames(cmf)).toEqual([]);
    expect(await status(cmf, `${environments}/dev1`)).toBe(403);
    expect(await status(cmf, orders)).toBe(200);
    expect(await status(cmf, `${environments}/prod1/applications`)).toBe(403);
  });

  it('are refused without revealing whether the resource exists', async () => {
    await using cmf = await openFor({ environments: ['dev1'], applications: ['dev1'] });
    expect(await status(cmf, `${environments}/nowhere`)).toBe(403);
    expect(await status(cmf, `${environments}/nowhere/applications/orders`)).toBe(403);
    expect(await status(cmf, `${environments}/dev1/applications/nothing`)).toBe(404);
  });

  it('do not restrict system-information for known callers', async () => {
    await using cmf = await openFor({});
    expect(await status(cmf, `${api}/system-information`)).toBe(200);
  });
});

describe('lists', () => {
  it('omit forbidden items, or are denied as a whole', async () => {
    await using cmf = await openFor({ environments: ['prod1'] });
    expect(await environmentNames(cmf)).toEqual(['prod1']);
    cmf.emulator.access.lists = 'refuse';
    expect(await status(cmf, environments)).toBe(403);
  });

  it('of applications are refused, or empty with status 200', async () => {
    await using cmf = await openFor({ environments: 'all' });
    expect(await status(cmf, `${environments}/dev1/applications`)).toBe(403);
    cmf.emulator.access.applicationLists = 'filter';
    const { status: filtered, text } = await cmf.send(
      'GET',
      `${environments}/dev1/applications`,
      bearer('alice'),
    );
    expect(filtered).toBe(200);
    expect(JSON.parse(text)).toMatchObject({ items: [], metadata: { size: 0 } });
  });
});

describe('the call log', () => {
  it('identifies callers by a hash, and calls by their operation', async () => {
    await using cmf = await openCmf();
    await cmf.send('GET', `${environments}?page=0&size=5`, bearer('secret-token'));
    await cmf.send('GET', `${environments}/d%65v1`);
    await cmf.send('GET', '/nowhere');

    const { calls } = cmf.emulator;
    expect(calls.entries).toMatchObject([
      { method: 'GET', operation: 'listEnvironments', status: 200, query: { page: '0', size: '5' } },
      {
        path: '/cmf/api/v1/environments/dev1',
        operation: 'getEnvironment',
        status: 404,
        authorization: null,
      },
      { operation: 'unknown', status: 404 },
    ]);
    expect(calls.entries[0]?.authorization).toMatch(/^[0-9a-f]{16}$/);
    expect(JSON.stringify(calls.entries)).not.toContain('secret-token');
    expect(calls.entries[0]?.bytes).toBeGreaterThan(50);
    expect([calls.count(), calls.count('listEnvironments'), calls.count('getInstance')]).toEqual([3, 1, 0]);
    calls.clear();
    expect(calls.count()).toBe(0);
  });
});
