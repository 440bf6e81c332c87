/** The CMF calls of a query when the mirror is older than MAX_AGE_MS. */
import { describe, expect, test } from 'vitest';
import { callCounts } from '../../support/call-counts.ts';
import { startGateway, still } from '../../support/gateway.ts';
import { until } from '../../support/until.ts';
import { fleet, Page } from './fixtures.ts';

describe('an old copy', () => {
  const maxAgeMs = 200;
  const forgetful = { ...still, MAX_AGE_MS: String(maxAgeMs) };

  async function grownOld(): Promise<void> {
    const since = performance.now();
    await until(() => performance.now() - since > maxAgeMs + 1);
  }

  test('costs the list of environments and one sparse list when nothing has changed', async () => {
    await using gateway = await startGateway({ cmf: { fleet }, env: forgetful });
    await gateway.data(Page, { first: 20 });
    await grownOld();
    gateway.emulator.calls.clear();

    await gateway.data(Page, { first: 20 });

    expect(callCounts(gateway.emulator)).toEqual({ listEnvironments: 1, 'listApplications (sparse)': 1 });
  });

  test('costs a read of the changed application, of its events and of its instance', async () => {
    await using gateway = await startGateway({ cmf: { fleet }, env: forgetful });
    await gateway.data(Page, { first: 20 });
    gateway.emulator.world.setJobState('env-001', 'app-007', 'FAILING');
    await grownOld();
    gateway.emulator.calls.clear();

    const { environment } = await gateway.data(Page, { first: 20 });

    expect(environment?.applications?.nodes[6]).toMatchObject({
      name: 'app-007',
      jobState: 'FAILING',
      currentInstance: { jobState: 'FAILING' },
    });
    expect(callCounts(gateway.emulator)).toEqual({
      listEnvironments: 1,
      'listApplications (sparse)': 1,
      getApplication: 1,
      listEvents: 1,
      getInstance: 1,
    });
  });

  test('costs one whole list when so many applications changed that single reads would cost more', async () => {
    await using gateway = await startGateway({ cmf: { fleet }, env: forgetful });
    await gateway.data(Page, { first: 1 });
    const { world } = gateway.emulator;
    for (const { metadata } of world.applications('env-001')) {
      world.setJobState('env-001', metadata.name, 'RESTARTING');
    }
    await grownOld();
    gateway.emulator.calls.clear();

    await gateway.data(Page, { first: 1 });

    expect(callCounts(gateway.emulator)).toEqual({
      listEnvironments: 1,
      'listApplications (sparse)': 1,
      listApplications: 1,
      listEvents: 20,
      getInstance: 1,
    });
  });

  test.each([['2.3.0'], ['2.4.1'], ['3.0.0']])('is renewed by a sparse list by CMF %s', async (version) => {
    await using gateway = await startGateway({ cmf: { fleet, version }, env: forgetful });
    await grownOld();
    gateway.emulator.calls.clear();

    await gateway.data(Page, { first: 1 });

    expect(callCounts(gateway.emulator)).toMatchObject({ 'listApplications (sparse)': 1 });
    expect(callCounts(gateway.emulator)).not.toHaveProperty('listApplications');
  });

  test.each([['2.2.0'], ['2.1.0'], [null]])('is renewed by a whole list by CMF %s', async (version) => {
    await using gateway = await startGateway({ cmf: { fleet, version }, env: forgetful });
    gateway.emulator.world.setJobState('env-001', 'app-001', 'FAILING');
    await grownOld();
    gateway.emulator.calls.clear();

    const { environment } = await gateway.data(Page, { first: 1 });

    expect(environment?.applications?.nodes).toMatchObject([
      { name: 'app-001', jobState: 'FAILING', currentInstance: { jobState: 'FAILING' } },
    ]);
    expect(callCounts(gateway.emulator)).toEqual({
      listEnvironments: 1,
      listApplications: 1,
      listEvents: 1,
      getInstance: 1,
    });
  });
});
