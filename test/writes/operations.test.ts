/** The records of writes: `operations`, causes, the timeline, the audit log and the metric. */
import { describe, expect, test } from 'vitest';
import { graphql } from '../gql/index.ts';
import { createClient } from '../support/client.ts';
import { startGatewayProcess } from '../support/gateway-process.ts';
import { until } from '../support/until.ts';
import { Apply, applyInput, Orders, openOrders, specWith, startOrders } from './fixtures.ts';

const Operations = graphql(/* GraphQL */ `
  query WritesOperations($filter: OperationFilter) {
    operations(filter: $filter) {
      totalCount
      nodes {
        kind
        state
        environmentName
        applicationName
        reason
        requestId
        startedAt
        endedAt
        error {
          code
        }
        instance {
          uid
        }
      }
    }
    application(environment: "dev1", name: "orders") {
      operations {
        totalCount
      }
      timeline(last: 10) {
        nodes {
          kind
          sources
          instanceUid
          cause {
            kind
            reason
          }
        }
      }
    }
  }
`);

describe('operations', () => {
  test('show the requests, newest first, with their outcome and their instance', async () => {
    await using world = await openOrders();
    const { emulator, gateway } = world;
    const made = await gateway.data(
      Apply,
      applyInput(specWith(emulator, { parallelism: 2 }), { reason: 'load' }),
    );
    using _refused = emulator.faults.add({ kind: 'status', status: 422, match: { write: true } });
    await gateway.data(Apply, applyInput(specWith(emulator, { parallelism: 3 })));
    const { operations, application } = await gateway.data(Operations);
    const common = { kind: 'APPLY_APPLICATION', environmentName: 'dev1', applicationName: 'orders' };
    expect(operations?.nodes).toMatchObject([
      { ...common, state: 'FAILED', error: { code: 'CMF_REFUSED' }, instance: null, reason: null },
      {
        ...common,
        state: 'SUCCEEDED',
        error: null,
        instance: { uid: made.applyApplication.instance?.uid },
        reason: 'load',
      },
    ]);
    expect(application?.operations?.totalCount).toBe(2);
    const failed = await gateway.data(Operations, { filter: { states: ['FAILED'] } });
    expect(failed.operations?.totalCount).toBe(1);
  });

  test('are in the timeline with their caller and reason', async () => {
    await using world = await openOrders();
    const { emulator, gateway } = world;
    const made = await gateway.data(
      Apply,
      applyInput(specWith(emulator, { parallelism: 2 }), { reason: 'load' }),
    );
    const { application } = await gateway.data(Operations);
    expect(application?.timeline?.nodes.filter(({ kind }) => kind === 'WRITE')).toEqual([
      {
        kind: 'WRITE',
        sources: [],
        instanceUid: made.applyApplication.instance?.uid,
        cause: { kind: 'APPLY_APPLICATION', reason: 'load' },
      },
    ]);
  });

  test('keep credentials in a reason out of responses', async () => {
    await using world = await openOrders();
    const { emulator, gateway } = world;
    const reason = 'see https://user:hunter2@wiki.example/change';
    await gateway.data(Apply, applyInput(specWith(emulator, { parallelism: 2 }), { reason }));
    const { application } = await gateway.data(Orders);
    const { operations } = await gateway.data(Operations);
    expect(JSON.stringify([application?.latestInstance?.cause, operations])).not.toContain('hunter2');
  });
});

test('each attempt has an audit line and counts in the metric, refused ones too', async () => {
  await using opening = new AsyncDisposableStack();
  const emulator = opening.adopt(await startOrders(), (started) => started.close());
  const env = { CMF_URL: emulator.url, PORT: '0', CMF_AUTH: 'forward', MUTATIONS: 'on' };
  const gateway = opening.use(await startGatewayProcess({ env }));
  const client = createClient(gateway.url);
  const spec = specWith(emulator, { parallelism: 2 });
  await client.data(Apply, applyInput(spec, { reason: 'load' }));
  await client.data(Apply, applyInput(spec, { name: 'X' }));
  const audits = () =>
    gateway.output.split('\n').flatMap((line) => {
      const record: { audit?: object } = line.startsWith('{') && line.endsWith('}') ? JSON.parse(line) : {};
      return record.audit ? [record.audit] : [];
    });
  await until(() => audits().length === 2, { what: 'two audit lines' });
  expect(audits()).toMatchObject([
    { kind: 'APPLY_APPLICATION', state: 'SUCCEEDED', reason: 'load', instance: expect.any(String) },
    { kind: 'APPLY_APPLICATION', state: 'REFUSED', code: 'BAD_USER_INPUT' },
  ]);
  const metrics = await (await fetch(`${gateway.origin}/metrics`)).text();
  expect(metrics).toContain('cmf_graphql_writes_total{kind="APPLY_APPLICATION",outcome="SUCCEEDED"} 1');
  expect(metrics).toContain('cmf_graphql_writes_total{kind="APPLY_APPLICATION",outcome="BAD_USER_INPUT"} 1');
});
