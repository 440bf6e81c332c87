/** Events of an application and of an instance. */
import { describe, expect, test } from 'vitest';
import { graphql } from '../../gql/index.ts';
import { uidsOf } from '../../support/world.ts';
import { useGateway } from './fixtures.ts';

const Events = graphql(/* GraphQL */ `
  query ApiFilterEvents($first: Int, $after: String) {
    application(environment: "prod1", name: "orders") {
      events(first: $first, after: $after) {
        totalCount
        nodes {
          uid
          createdAt
          severity
          reason
          count
          firstAt
          lastAt
          type
          message
          instanceUid
          newStatus
          exception
          data
        }
        pageInfo {
          endCursor
          hasNextPage
        }
      }
      instances {
        nodes {
          uid
          events {
            nodes {
              uid
              instanceUid
            }
          }
        }
      }
    }
  }
`);

describe.for(['2.3.1', '2.5.0'])('events of CMF %s', (version) => {
  const gateway = useGateway({ version });

  test("of an application are CMF's own, newest first, in pages", async () => {
    const { world } = gateway().emulator;
    const events = world.events('prod1', 'orders').toReversed();

    const first = await gateway().data(Events, { first: 4 });
    const page = first.application?.events;
    const second = await gateway().data(Events, { first: 100, after: page?.pageInfo.endCursor });
    const nodes = [...(page?.nodes ?? []), ...(second.application?.events?.nodes ?? [])];

    expect(page).toMatchObject({ totalCount: events.length, pageInfo: { hasNextPage: true } });
    expect(nodes.map(({ uid }) => uid)).toEqual(events.map(({ metadata }) => metadata.uid));
    expect(nodes.map(({ data }) => data)).toEqual(events.map(({ status }) => status.data));
    expect(nodes.map(({ count, firstAt, lastAt }) => [count, firstAt, lastAt])).toEqual(
      events.map(({ metadata: { creationTimestamp: at }, status }) => [
        status.count ?? 1,
        status.firstTimestamp ?? at,
        status.lastTimestamp ?? at,
      ]),
    );
    const isCounted = version === '2.5.0';
    expect(nodes.some(({ count }) => count === 2)).toBe(isCounted);
    expect(nodes.map(({ severity, reason }) => [severity, reason])).toEqual(
      events.map(({ status }) => [status.severity ?? null, status.reason ?? null]),
    );
    expect(nodes.find(({ exception }) => exception)?.severity).toBe(isCounted ? 'WARNING' : null);
    expect(nodes.find(({ exception }) => exception)).toMatchObject({
      instanceUid: uidsOf(world, 'prod1', 'orders')[2],
      exception: 'java.lang.Exception: no\n\tat Job.run',
      newStatus: null,
    });
    expect(nodes.find(({ type }) => type === 'JOB_STATUS')).toMatchObject({
      newStatus: 'RUNNING',
      message: 'Flink job status changed to RUNNING',
      exception: null,
    });
  });

  test('of an instance are the events of its application with its UID', async () => {
    const { application } = await gateway().data(Events, { first: 100 });

    const all = application?.events?.nodes ?? [];
    for (const { uid, events } of application?.instances?.nodes ?? []) {
      expect(events?.nodes.length).toBeGreaterThan(0);
      expect(events?.nodes.map((event) => event.uid)).toEqual(
        all.filter(({ instanceUid }) => instanceUid === uid).map((event) => event.uid),
      );
    }
  });
});
