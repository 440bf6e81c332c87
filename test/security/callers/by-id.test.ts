/** Ids and UIDs of forbidden resources have the same responses as those of missing resources. */
import { describe, expect, test } from 'vitest';
import { callCounts } from '../../support/call-counts.ts';
import { still } from '../../support/gateway.ts';
import { openForwarding } from '../forward.ts';

describe("through the gateway's own indexes", () => {
  const ids = `{ application(environment: "prod", name: "ledger") {
    id environment { id } latestInstance { id uid } } }`;
  interface Ids {
    readonly application: {
      readonly id: string;
      readonly environment: { readonly id: string };
      readonly latestInstance: { readonly id: string; readonly uid: string };
    };
  }
  const like = (id: string, from: string, to: string) =>
    Buffer.from(Buffer.from(id, 'base64url').toString().replace(from, to)).toString('base64url');

  test('a forbidden resource has the same response and cost as a missing one', async () => {
    await using gateway = await openForwarding(still);
    const found = (await gateway.as('admin', ids)).body.data as Ids;
    const { id, environment, latestInstance } = found.application;
    const absentUid = latestInstance.uid.replace(/^./, (digit) => (digit === '0' ? '1' : '0'));
    const node = (id: string) => `{ node(id: "${id}") { id } }`;
    const pairs: readonly (readonly [string, string])[] = [
      [node(environment.id), node(like(environment.id, 'prod', 'nope'))],
      [node(id), node(like(id, 'prod', 'nope'))],
      [node(latestInstance.id), node(like(latestInstance.id, 'prod', 'nope'))],
      [node(latestInstance.id), node(like(latestInstance.id, latestInstance.uid, absentUid))],
      [`{ instance(uid: "${latestInstance.uid}") { uid } }`, `{ instance(uid: "${absentUid}") { uid } }`],
    ];
    const costOf = async (token: string, query: string) => {
      gateway.emulator.access.allow(token, { environments: ['dev1'], applications: ['dev1'] });
      gateway.emulator.calls.clear();
      const { body } = await gateway.as(token, query);
      return { body, spent: callCounts(gateway.emulator) };
    };
    // The first miss reads the lists that were never read, for any caller.
    await costOf('first', pairs[4]?.[1] ?? '');
    for (const [index, [forbidden, absent]] of pairs.entries()) {
      const answers = [await costOf(`f${index}`, forbidden), await costOf(`a${index}`, absent)];
      expect([forbidden, ...Object.values(answers[0]?.body.data as object)]).toEqual([forbidden, null]);
      expect(answers[0]?.body.errors).toBeUndefined();
      expect(answers[0]).toEqual(answers[1]);
    }
    const several = await gateway.as('alice', `{ nodes(ids: ["${id}", "${environment.id}"]) { id } }`);
    expect(several.body.data).toEqual({ nodes: [null, null] });
    expect(several.body.errors).toBeUndefined();
    expect((await gateway.as('carol', node(latestInstance.id))).body.data).toEqual({
      node: { id: latestInstance.id },
    });
  });
});
