/** The CMF calls of a query with `Cache-Control: no-cache`. */
import { describe, expect, test } from 'vitest';
import { callCounts } from '../../support/call-counts.ts';
import { noCache } from '../../support/client.ts';
import { startGateway, still } from '../../support/gateway.ts';
import { fleet, OneApplication, Page } from './fixtures.ts';

describe('Cache-Control: no-cache', () => {
  test('reads only the resources that the query selects again', async () => {
    await using gateway = await startGateway({ cmf: { fleet }, env: still });
    await gateway.data(Page, { first: 20 });
    gateway.emulator.calls.clear();

    await gateway.data(Page, { first: 5 }, noCache);

    expect(callCounts(gateway.emulator)).toEqual({
      listEnvironments: 1,
      'listApplications (sparse)': 1,
      getInstance: 5,
    });
  });

  test('costs at most two rounds for ten concurrent clients: the running one, and one that is new enough for all', async () => {
    await using gateway = await startGateway({ cmf: { fleet }, env: still });
    using _slow = gateway.emulator.faults.add({ kind: 'latency', ms: 200 });
    gateway.emulator.calls.clear();

    await Promise.all(Array.from({ length: 10 }, () => gateway.data(OneApplication, {}, noCache)));

    expect(callCounts(gateway.emulator)['getApplication']).toBeLessThanOrEqual(2);
  });

  test('reads one application by one call, and its events when it has changed', async () => {
    await using gateway = await startGateway({ cmf: { fleet }, env: still });
    gateway.emulator.calls.clear();
    await gateway.data(OneApplication, {}, noCache);
    expect(callCounts(gateway.emulator)).toEqual({ getApplication: 1 });

    gateway.emulator.world.setJobState('env-001', 'app-001', 'FAILING');
    gateway.emulator.calls.clear();
    const { application } = await gateway.data(OneApplication, {}, noCache);
    expect(application?.jobState).toBe('FAILING');
    expect(callCounts(gateway.emulator)).toEqual({ getApplication: 1, listEvents: 1 });
  });

  test('does not read instances again when their application has not changed', async () => {
    await using gateway = await startGateway({ cmf: { fleet }, env: still });
    await gateway.data(Page, { first: 20 });
    await gateway.data(OneApplication, {}, noCache);
    gateway.emulator.calls.clear();

    await gateway.data(Page, { first: 20 });

    expect(callCounts(gateway.emulator)).toEqual({});
  });
});
