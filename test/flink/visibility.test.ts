/** Callers that may see an application in CMF may see its job. Flink is read with the gateway's own identity. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashOf } from '../../src/emulator/calls.ts';
import { type ForwardingGateway, openForwarding } from '../security/forward.ts';
import { callsToFlink } from './fixtures.ts';

let forwarding: ForwardingGateway;
beforeAll(async () => {
  forwarding = await openForwarding();
});
afterAll(() => forwarding[Symbol.asyncDispose]());

const job = '{ application(environment: "dev1", name: "orders") { id job { state } } }';

describe('a caller that may see the application', () => {
  test('sees its job, read by the gateway and shared with other such callers', async () => {
    forwarding.emulator.calls.clear();
    const [alice, admin] = [await forwarding.as('alice', job), await forwarding.as('admin', job)];
    for (const { body } of [alice, admin]) {
      expect(body).toMatchObject({ data: { application: { job: { state: 'RUNNING' } } } });
    }
    expect(callsToFlink(forwarding.emulator)).toEqual({ flinkJob: 1 });
    const calls = forwarding.emulator.calls.entries.filter(({ operation }) => operation === 'flinkJob');
    expect(calls.map(({ authorization }) => authorization)).toEqual([hashOf('Bearer gateway')]);
  });
});

describe('a caller that may not see the application', () => {
  test('sees nothing of its job and causes no call, by name or by id', async () => {
    const { body: seen } = await forwarding.as('alice', job);
    const { id } = (seen.data as { application: { id: string } }).application;
    forwarding.emulator.calls.clear();
    for (const caller of ['bob', 'carol', 'outsider', undefined]) {
      const named = await forwarding.as(caller, job);
      expect(JSON.stringify(named.body)).not.toContain('RUNNING');
      const byId = await forwarding.as(
        caller,
        `{ node(id: "${id}") { ... on Application { job { state } } } }`,
      );
      expect(JSON.stringify(byId.body)).not.toContain('RUNNING');
    }
    expect(callsToFlink(forwarding.emulator)).toEqual({});
  });
});
