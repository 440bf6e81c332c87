/** The timeline: observations of the gateway and events of CMF in time order, including dropped events. */
import { describe, expect, test } from 'vitest';
import { graphql } from '../gql/index.ts';
import { startGateway, still } from '../support/gateway.ts';
import { until } from '../support/until.ts';
import { changeJob, eventVersions, keepTime, untilPassed } from '../support/world.ts';
import { openOrdersIn } from './orders.ts';

const Timeline = graphql(/* GraphQL */ `
  query HistoryTimeline($first: Int, $after: String, $last: Int) {
    application(environment: "dev1", name: "orders") {
      timeline(first: $first, after: $after, last: $last) {
        totalCount
        pageInfo {
          endCursor
          hasNextPage
        }
        nodes {
          kind
          at
          observedAt
          sources
          instanceUid
          jobState
          message
          exception
          eventUid
        }
      }
      events(first: 100) {
        totalCount
      }
    }
  }
`);

const Statistics = graphql(/* GraphQL */ `
  query HistoryStatistics {
    application(environment: "dev1", name: "orders") {
      statistics {
        ...HistoryNumbers
      }
      currentInstance {
        uid
        statistics {
          ...HistoryNumbers
        }
        timeline(last: 100) {
          nodes {
            instanceUid
          }
        }
      }
    }
  }
  fragment HistoryNumbers on JobStatistics {
    currentJobState
    restarts
    timeInState {
      jobState
      seconds
    }
    lastFailure {
      at
      message
      exception
      instanceUid
    }
  }
`);

const trace = 'java.lang.OutOfMemoryError: Java heap space\n\tat org.example.Job.main(Job.java:42)';

describe.for(eventVersions)('the timeline, in front of CMF %s,', (version) => {
  const open = openOrdersIn(version);

  test('shows a failing job in time order: states, exception, recovery', async () => {
    await using orders = await open();
    const { world } = orders;
    world.setJobState('dev1', 'orders', 'FAILING', { exception: trace });
    world.setJobState('dev1', 'orders', 'RESTARTING');
    world.setJobState('dev1', 'orders', 'RUNNING');

    const { nodes } = (await orders.runQuery(Timeline, { last: 4 })).application?.timeline ?? {};
    expect(nodes?.map(({ kind, jobState, instanceUid }) => [kind, jobState, instanceUid])).toEqual([
      ['EXCEPTION', null, orders.uid(1)],
      ['JOB_STATE', 'FAILING', orders.uid(1)],
      ['JOB_STATE', 'RESTARTING', orders.uid(1)],
      ['JOB_STATE', 'RUNNING', orders.uid(1)],
    ]);
    expect(nodes?.[0]?.exception).toBe(trace);
    const times = nodes?.map(({ at }) => Date.parse(at)) ?? [];
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  test('contains a change that a poll observed and CMF recorded once, with both sources and both times', async () => {
    await using orders = await open();
    orders.world.setJobState('dev1', 'orders', 'RECONCILING');
    const entry = (await orders.runQuery(Timeline, { last: 1 })).application?.timeline?.nodes[0];
    expect(entry).toMatchObject({
      jobState: 'RECONCILING',
      message: 'Flink job status changed to RECONCILING',
      at: orders.world
        .now()
        .toISOString()
        .replace(/\d{3}Z$/, () => `${entry?.at.slice(-4)}`),
    });
    expect(entry?.sources.toSorted()).toEqual(['EVENT', 'POLL']);
    expect(entry?.observedAt).not.toBe(entry?.at);
  });

  test('keeps events that CMF has dropped', async () => {
    // Only the queries read CMF, each after the time of the change. A poll just before that time would observe the change
    // earlier than CMF reports it.
    await using orders = await open({ cmf: { eventRetention: 4 }, env: still });
    const before = (await orders.runQuery(Timeline, { first: 100 })).application?.timeline?.nodes ?? [];
    for (const state of ['RESTARTING', 'RUNNING', 'RECONCILING', 'RUNNING', 'FAILING', 'RUNNING']) {
      keepTime(orders.world);
      orders.world.setJobState('dev1', 'orders', state);
      await untilPassed(orders.world);
      await orders.runQuery(Timeline);
    }
    const { timeline, events } = (await orders.runQuery(Timeline, { first: 100 })).application ?? {};
    expect(events?.totalCount).toBe(4);
    const reported = timeline?.nodes.map(({ eventUid }) => eventUid);
    expect(reported).toEqual(expect.arrayContaining(before.map(({ eventUid }) => eventUid)));
    expect(timeline?.nodes.slice(-6).map(({ jobState }) => jobState)).toEqual([
      'RESTARTING',
      'RUNNING',
      'RECONCILING',
      'RUNNING',
      'FAILING',
      'RUNNING',
    ]);
  });

  test('is recorded after a first query, without further queries', async () => {
    await using orders = await open({ cmf: { eventRetention: 3 } });
    await orders.runQuery(Timeline);
    const { world, gateway } = orders;
    const calls = gateway.emulator.calls.entries;
    for (const state of ['RESTARTING', 'RUNNING', 'RESTARTING', 'RUNNING', 'FAILING']) {
      keepTime(world);
      world.setJobState('dev1', 'orders', state);
      const set = calls.length;
      // A poll reads the state and then the events. Events alone may belong to the poll before.
      await until(() => {
        const operations = calls.slice(set).map(({ operation }) => operation);
        const polled = operations.findIndex((operation) => operation === 'listApplications');
        return polled >= 0 && operations.indexOf('listEvents', polled) > polled;
      });
    }
    const states = async () => {
      const { application } = await gateway.data(Timeline, { last: 5 });
      return application?.timeline?.nodes.map(({ jobState }) => jobState);
    };
    await until(async () => (await states())?.at(-1) === 'FAILING');
    expect(await states()).toEqual(['RESTARTING', 'RUNNING', 'RESTARTING', 'RUNNING', 'FAILING']);
  });

  test('drops the oldest entries beyond its configured length', async () => {
    await using orders = await open({ cmf: { eventRetention: 10 }, env: { TIMELINE_LENGTH: '10' } });
    for (let round = 0; round < 15; round += 1) {
      orders.world.setJobState('dev1', 'orders', round % 2 === 0 ? 'RESTARTING' : 'RUNNING');
      await orders.runQuery(Timeline);
    }
    const { totalCount } = (await orders.runQuery(Timeline)).application?.timeline ?? {};
    expect(totalCount).toBeGreaterThanOrEqual(10);
    expect(totalCount).toBeLessThanOrEqual(20);
  });

  test('is paged without repeating or skipping an entry', async () => {
    await using orders = await open();
    for (const state of ['RESTARTING', 'RECONCILING', 'FAILING', 'CREATED', 'INITIALIZING']) {
      orders.world.setJobState('dev1', 'orders', state);
      orders.world.setJobState('dev1', 'orders', 'RUNNING');
    }
    const whole = (await orders.runQuery(Timeline, { first: 100 })).application?.timeline?.nodes;
    const paged: typeof whole = [];
    const pageAfter = async (after: string | null | undefined) =>
      (await orders.gateway.data(Timeline, { first: 3, after })).application?.timeline;
    let page = await pageAfter(null);
    while (page) {
      paged.push(...page.nodes);
      page = page.pageInfo.hasNextPage ? await pageAfter(page.pageInfo.endCursor) : null;
    }
    expect(paged).toEqual(whole);
    expect(paged.length).toBeGreaterThan(10);
  });

  test('of an instance contains only entries of the instance', async () => {
    await using orders = await open();
    orders.edit({ parallelism: 4 });
    orders.settle();
    const instance = (await orders.runQuery(Statistics)).application?.currentInstance;
    expect(instance?.uid).toBe(orders.uid(2));
    const of = new Set(instance?.timeline?.nodes.map(({ instanceUid }) => instanceUid));
    expect(of).toEqual(new Set([orders.uid(2)]));
  });

  test('is served from the archive while CMF does not return events', async () => {
    await using orders = await open();
    const before = (await orders.runQuery(Timeline, { first: 100 })).application?.timeline?.nodes;
    orders.gateway.emulator.faults.add({ kind: 'status', status: 503, match: { operation: 'listEvents' } });
    const { data } = await orders.gateway.query(Timeline, { first: 100 }, { 'cache-control': 'no-cache' });
    expect(data?.application?.timeline?.nodes).toEqual(before);
  });

  test('contains the observed transitions when CMF has no events', async () => {
    await using orders = await open();
    orders.gateway.emulator.faults.add({ kind: 'status', status: 404, match: { operation: 'listEvents' } });
    await using gateway = await startGateway({ emulator: orders.gateway.emulator });
    const { application } = await gateway.data(Timeline, { first: 100 });
    expect(application?.timeline?.nodes.map(({ jobState, sources }) => [jobState, sources])).toEqual([
      ['RUNNING', ['POLL']],
    ]);
  });
});

describe.for(eventVersions)('the statistics, in front of CMF %s,', (version) => {
  const open = openOrdersIn(version);

  test('give restarts, the time in each state and the last failure with its exception', async () => {
    await using orders = await open({
      agoMs: 3_600_000,
      before(world) {
        world.advance(600_000);
        world.setJobState('dev1', 'orders', 'FAILING', { exception: trace });
        world.setJobState('dev1', 'orders', 'RESTARTING');
        world.advance(60_000);
        world.setJobState('dev1', 'orders', 'RUNNING');
      },
    });

    const { application } = await orders.runQuery(Statistics);
    const instance = application?.currentInstance?.statistics;
    expect(instance).toMatchObject({
      currentJobState: 'RUNNING',
      restarts: 1,
      lastFailure: {
        message: 'java.lang.OutOfMemoryError: Java heap space',
        exception: trace,
        instanceUid: orders.uid(1),
      },
    });
    const seconds = new Map(instance?.timeInState.map(({ jobState, seconds }) => [jobState, seconds]));
    expect(seconds.get('RESTARTING')).toBeCloseTo(60, 0);
    expect(seconds.get('RUNNING')).toBeGreaterThan(3000);
    expect(application?.statistics).toMatchObject({ restarts: 1, lastFailure: instance?.lastFailure });
  });

  test('of a replaced instance end with it', async () => {
    await using orders = await open({
      agoMs: 3_600_000,
      before(world) {
        world.advance(600_000);
        changeJob(world, 'dev1', 'orders', { parallelism: 4 });
        world.settle('dev1', 'orders');
      },
    });
    const { instance } = await orders.runQuery(InstanceStatistics, { uid: orders.uid(1) });
    const total = instance?.statistics?.timeInState.reduce((sum, { seconds }) => sum + seconds, 0);
    expect(total).toBeCloseTo(600, 0);
  });
});

const InstanceStatistics = graphql(/* GraphQL */ `
  query HistoryInstanceStatistics($uid: ID!) {
    instance(uid: $uid) {
      statistics {
        ...HistoryNumbers
      }
    }
  }
`);
