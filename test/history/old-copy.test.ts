/** Events, timeline and statistics state whether they come from an old copy because CMF does not respond. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import type { Fault } from '../../src/emulator/faults.ts';
import type { HistoryOldCopyQuery } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';
import { noCache } from '../support/client.ts';
import { startGateway, still, type TestGateway } from '../support/gateway.ts';
import { startRedis } from '../support/redis.ts';
import { until } from '../support/until.ts';
import { addApplication } from '../support/world.ts';

const OldCopy = graphql(/* GraphQL */ `
  query HistoryOldCopy {
    application(environment: "dev1", name: "orders") {
      stale
      observedAt
      events {
        ...OldCopyOfEvents
      }
      timeline {
        ...OldCopyOfTimeline
      }
      statistics {
        ...OldCopyOfStatistics
      }
      currentInstance {
        events {
          ...OldCopyOfEvents
        }
        timeline {
          ...OldCopyOfTimeline
        }
        statistics {
          ...OldCopyOfStatistics
        }
      }
    }
  }
  fragment OldCopyOfEvents on ApplicationEventConnection {
    totalCount
    stale
    observedAt
  }
  fragment OldCopyOfTimeline on TimelineConnection {
    totalCount
    stale
    observedAt
  }
  fragment OldCopyOfStatistics on JobStatistics {
    restarts
    stale
    observedAt
  }
`);

type Application = NonNullable<HistoryOldCopyQuery['application']>;

/** The values of one field in all six places, those of the application first. */
function of<Key extends 'stale' | 'observedAt'>(key: Key, { currentInstance, ...application }: Application) {
  return [application, currentInstance].flatMap((parent) =>
    [parent?.events, parent?.timeline, parent?.statistics].map((part) => part?.[key]),
  );
}

const all = <Value>(value: Value) => Array.from({ length: 6 }, () => value);

let emulator: Emulator;
let gateway: TestGateway;
const opened = new AsyncDisposableStack();

async function startCmf() {
  const started = await startEmulator({ fleet: 'empty' });
  addApplication(started.world, 'dev1', 'orders');
  return started;
}

beforeAll(async () => {
  emulator = opened.use(await startCmf());
  gateway = opened.use(await startGateway({ emulator, env: { ...still, CMF_TIMEOUT_MS: '200' } }));
});
afterAll(() => opened.disposeAsync());

async function read(headers = {}, at = gateway): Promise<Application> {
  const { application } = await at.data(OldCopy, {}, headers);
  if (!application) throw new Error('The application is missing.');
  return application;
}

async function readDuring(fault: Fault): Promise<Application> {
  using _fault = emulator.faults.add(fault);
  return await read(noCache);
}

describe('events, timeline and statistics', () => {
  test('are not stale while CMF responds, and have the time of the read', async () => {
    const since = Date.now();
    const fresh = await read(noCache);
    expect(of('stale', fresh)).toEqual(all(false));
    for (const time of of('observedAt', fresh)) expect(Date.parse(time ?? '')).toBeGreaterThanOrEqual(since);
  });

  test.for<Fault>([{ kind: 'hang' }, { kind: 'reset' }, { kind: 'status', status: 503 }])(
    'are stale, with the time of the last read, while CMF fails with %j',
    async (fault) => {
      const before = await read(noCache);
      const during = await readDuring(fault);
      expect(during.stale).toBe(true);
      expect(of('stale', during)).toEqual(all(true));
      expect(of('observedAt', during)).toEqual(of('observedAt', before));
      expect(of('stale', await read()), 'a copy that is young enough').toEqual(all(false));
    },
  );

  test('are stale while CMF fails to list events only', async () => {
    const before = await read(noCache);
    const during = await readDuring({ kind: 'status', status: 503, match: { operation: 'listEvents' } });
    expect(during.stale).toBe(false);
    expect(of('stale', during)).toEqual(all(true));
    expect(of('observedAt', during)).toEqual(all(before.events?.observedAt));
  });

  test('are not stale again once CMF responds', async () => {
    await readDuring({ kind: 'reset' });
    // The circuit may be open for a short time.
    const fresh = await until(async () => {
      const current = await read(noCache);
      return current.stale ? null : current;
    });
    expect(fresh && of('stale', fresh)).toEqual(all(false));
  });

  test('are as old as the application where CMF has no events', async () => {
    const { stale, observedAt, events, timeline, statistics } = await readDuring({
      kind: 'status',
      status: 404,
      match: { operation: 'listEvents' },
    });
    expect([stale, events]).toEqual([false, null]);
    expect(timeline).toMatchObject({ stale, observedAt });
    expect(statistics).toMatchObject({ stale, observedAt });
  });
});

test('a timeline from the archive only is stale and has no time', async () => {
  await using redis = await startRedis();
  await using cmf = await startCmf();
  const env = { ...still, REDIS_URL: redis.url };
  await using first = await startGateway({ emulator: cmf, env });
  const before = await read({}, first);
  await using second = await startGateway({ emulator: cmf, env });
  await cmf.close();

  const { data, errors } = await second.query(OldCopy);

  expect(errors?.map(({ path }) => path)).toContainEqual(['application', 'events']);
  expect(data?.application?.timeline).toEqual({ ...before.timeline, stale: true, observedAt: null });
  expect(data?.application?.statistics).toMatchObject({ stale: true, observedAt: null });
});
