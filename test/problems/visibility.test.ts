/** The problems that a caller sees: those of applications and environments that CMF grants it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bearer, type ForwardingGateway, openForwarding } from '../security/forward.ts';
import { openSocket } from '../security/socket.ts';
import { until } from '../support/until.ts';

let forwarding: ForwardingGateway;
beforeAll(async () => {
  forwarding = await openForwarding({ REFRESH_ACTIVE_MS: '100', MAX_AGE_MS: '100' });
  const { world } = forwarding.emulator;
  world.setJobState('dev1', 'orders', 'FAILED');
  world.setJobState('prod', 'ledger', 'FAILED');
  world.setClusterState('idle', 'DISCONNECTED');
  const all = async () => (await problemsOf('admin')).length === 3;
  await until(all, { what: 'the problems of all' });
});
afterAll(() => forwarding[Symbol.asyncDispose]());

interface Shown {
  readonly kind: string;
  readonly environmentName: string;
  readonly applicationName: string | null;
}

const brief = ({ kind, environmentName, applicationName }: Shown) =>
  `${kind} ${applicationName ?? environmentName}`;

async function problemsOf(caller: string): Promise<readonly string[]> {
  const query = '{ problems { nodes { kind environmentName applicationName } } }';
  const { body } = await forwarding.as(caller, query);
  const data = body.data as { problems: { nodes: readonly Shown[] } | null } | undefined;
  return (data?.problems?.nodes ?? []).map(brief).toSorted();
}

const visible = [
  ['admin', ['CLUSTER_DISCONNECTED idle', 'FAILED ledger', 'FAILED orders']],
  ['alice', ['FAILED orders']],
  ['bob', ['CLUSTER_DISCONNECTED idle']],
  ['carol', ['FAILED ledger']],
  ['outsider', []],
] as const;

describe('a caller whose rights CMF decides', () => {
  test.for(visible)('sees in lists what CMF grants: %s', async ([caller, expected]) => {
    expect(await problemsOf(caller)).toEqual(expected);
  });

  // `outsider` may not open a connection.
  test.for(visible.slice(0, -1))(
    'receives by subscription what CMF grants: %s',
    async ([caller, expected]) => {
      await using socket = await openSocket(forwarding.gateway.url);
      await socket.init(bearer(caller));
      const query = `subscription { problemChanged { __typename
      ... on ProblemChange { problem { kind environmentName applicationName } } } }`;
      socket.send({ id: '1', type: 'subscribe', payload: { query } });
      const updates = () =>
        socket.received
          .filter(({ type }) => type === 'next')
          .map((message) => (message as unknown as Next).payload.data.problemChanged);
      await until(() => updates().some(({ __typename }) => __typename === 'ProblemCheckpoint'));
      const shown = updates().flatMap(({ problem }) => (problem ? [brief(problem)] : []));
      expect(shown.toSorted()).toEqual(expected);
    },
  );
});

interface Next {
  readonly payload: {
    readonly data: { readonly problemChanged: { readonly __typename: string; readonly problem?: Shown } };
  };
}
