/** The features of CMF by version (contract section 1). */
import { describe, expect, it } from 'vitest';
import type { EmulatorOptions } from '../../../src/emulator/emulator.ts';
import { api, environments, events, openCmf, orders, ordersSpec } from './cmf.ts';

const environment = { name: 'dev1', kubernetesNamespace: 'flink' };

describe('system-information', () => {
  it('returns the version, 2.3.1 by default', async () => {
    await using cmf = await openCmf();
    expect(await cmf.get(`${api}/system-information`)).toEqual({
      status: { version: '2.3.1', revision: expect.any(String) },
    });
  });

  it.each([{ version: null }, { version: '2.1.0' }, { version: '2.0.0' }])(
    'is a 404 before 2.2 (%o)',
    async (options: EmulatorOptions) => {
      await using cmf = await openCmf(options);
      expect((await cmf.send('GET', `${api}/system-information`)).status).toBe(404);
    },
  );
});

describe('environments', () => {
  it.each([
    ['2.3.1', 200, 204],
    ['2.2.0', 201, 200],
    [null, 201, 200],
  ])('of CMF %s are created with %i and deleted with %i', async (version, created, deleted) => {
    await using cmf = await openCmf({ version });
    expect((await cmf.post(environments, environment)).status).toBe(created);
    expect((await cmf.send('DELETE', `${environments}/dev1`)).status).toBe(deleted);
  });

  it('have metadata from 2.3 only', async () => {
    for (const [version, has] of [['2.3.0', true] as const, ['2.2.9', false] as const]) {
      await using cmf = await openCmf({ version });
      await cmf.post(environments, environment);
      expect('metadata' in (await cmf.get<object>(`${environments}/dev1`))).toBe(has);
    }
  });
});

describe('endpoints', () => {
  it.each([
    ['2.1.0', 200, 200],
    ['2.0.1', 200, 404],
    ['1.1.0', 404, 404],
  ])('of CMF %s: instances and events respond %i, savepoints %i', async (version, instances, savepoints) => {
    await using cmf = await openCmf({ version });
    cmf.emulator.world.createEnvironment(environment);
    cmf.emulator.world.apply('dev1', { metadata: { name: 'orders' }, spec: ordersSpec() });
    expect((await cmf.send('GET', `${orders}/instances`)).status).toBe(instances);
    expect((await cmf.send('GET', events)).status).toBe(instances);
    expect((await cmf.send('GET', `${orders}/savepoints`)).status).toBe(savepoints);
  });
});
