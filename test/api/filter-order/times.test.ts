/** Times that CMF does not write as RFC 3339. */
import { describe, expect, test } from 'vitest';
import { graphql } from '../../gql/index.ts';
import { startGateway, still } from '../../support/gateway.ts';
import { metricOf } from '../../support/metric.ts';
import { startRewritingProxy } from '../../support/rewriting-proxy.ts';
import { useGateway } from './fixtures.ts';

const unreadable = 'cmf_graphql_cmf_unreadable_times_total';
const gateway = useGateway();

const Times = graphql(/* GraphQL */ `
  query ApiFilterTimes {
    application(environment: "prod1", name: "orders") {
      createdAt
      updatedAt
      environment {
        createdAt
        updatedAt
      }
      latestInstance {
        createdAt
        updatedAt
      }
      events(first: 100) {
        nodes {
          createdAt
        }
      }
    }
  }
`);

describe('a time of CMF that is not in RFC 3339 format', () => {
  test('is parsed when it is unambiguous', async () => {
    const { emulator } = gateway();
    await using proxy = await startRewritingProxy(emulator.url, (body) =>
      body.replaceAll(/"(2026-[\d-]*)T([\d:]*)(?:\.\d+)?Z"/g, '"$1 $2 +0000 UTC"'),
    );
    await using behind = await startGateway({ emulator, cmfUrl: proxy.url, env: still });

    const { application } = await behind.data(Times);

    const { createdAt } = (await gateway().data(Times)).application ?? {};
    expect(application?.createdAt).toBe(createdAt?.replace(/(?:\.\d+)?Z$/, 'Z'));
    expect(await metricOf(behind, unreadable)).toBe(0);
  });

  test('is null and counted otherwise, and affects no other field', async () => {
    const { emulator } = gateway();
    await using proxy = await startRewritingProxy(emulator.url, (body) =>
      body.replaceAll(/"2026-[^"]*Z"/g, '"a while ago"'),
    );
    await using behind = await startGateway({ emulator, cmfUrl: proxy.url, env: still });

    const { application } = await behind.data(Times);

    expect(await metricOf(behind, unreadable)).toBeGreaterThan(0);
    const events = emulator.world.events('prod1', 'orders');
    expect(application).toEqual({
      createdAt: null,
      updatedAt: null,
      environment: { createdAt: null, updatedAt: null },
      latestInstance: { createdAt: null, updatedAt: null },
      events: { nodes: events.map(() => ({ createdAt: null })) },
    });
    expect((await gateway().data(Times)).application?.createdAt).toMatch(/^2026-/);
  });
});
