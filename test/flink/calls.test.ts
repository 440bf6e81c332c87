/** How many calls a job costs Flink: only those of the selected fields, once for all callers, in a bounded number. */
import { describe, expect, test } from 'vitest';
import { graphql } from '../gql/index.ts';
import { noCache } from '../support/client.ts';
import { answersOf } from '../support/metric.ts';
import { until } from '../support/until.ts';
import { addJob, openJobs } from './fixtures.ts';

const State = graphql(/* GraphQL */ `
  query FlinkCallsState {
    application(environment: "dev1", name: "orders") {
      job {
        state
      }
    }
  }
`);

const Everything = graphql(/* GraphQL */ `
  query FlinkCallsEverything {
    application(environment: "dev1", name: "orders") {
      job {
        ...FlinkCallsJob
      }
      again: job {
        ...FlinkCallsJob
        more: metrics(names: ["runningTime", "uptime"]) {
          value
        }
      }
      currentInstance {
        job {
          ...FlinkCallsJob
        }
      }
    }
  }
  fragment FlinkCallsJob on FlinkJob {
    flinkVersion
    restarts
    exceptions {
      message
    }
    checkpoints {
      counts {
        completed
      }
      interval
    }
    vertices {
      busyRatio
      idleRatio
    }
    metrics(names: ["uptime"]) {
      value
    }
  }
`);

const List = graphql(/* GraphQL */ `
  query FlinkCallsList($first: Int!) {
    environments(first: 1) {
      nodes {
        applications(first: $first) {
          nodes {
            job {
              state
              restarts
              exceptions(first: 5) {
                at
                name
                message
                rootCause
                task
                stackTrace
              }
              checkpoints {
                counts {
                  completed
                  failed
                }
                latestCompleted {
                  triggeredAt
                }
                latestFailed {
                  reason
                }
              }
              vertices {
                name
                busyRatio
                backpressuredRatio
              }
            }
          }
        }
      }
    }
  }
`);

const everything = {
  flinkJob: 1,
  flinkConfig: 1,
  flinkJobMetrics: 1,
  flinkExceptions: 1,
  flinkCheckpoints: 1,
  flinkCheckpointConfig: 1,
  flinkSubtaskMetrics: 3,
};

describe('a query', () => {
  test('reads only the data that its fields need, once for any number of fields', async () => {
    await using jobs = await openJobs();
    await jobs.gateway.data(State);
    expect(jobs.flinkCalls()).toEqual({ flinkJob: 1 });
    jobs.emulator.calls.clear();
    await jobs.gateway.data(Everything, {}, noCache);
    expect(jobs.flinkCalls()).toEqual(everything);
  });

  test('shares the responses of the last 2 seconds with other queries, unless it requests newer ones', async () => {
    await using jobs = await openJobs();
    await Promise.all([
      jobs.gateway.data(Everything),
      jobs.gateway.data(Everything),
      jobs.gateway.data(State),
    ]);
    expect(jobs.flinkCalls()).toEqual(everything);
    // The cached responses expire in real time: repeats until a query finds them expired.
    await until(async () => {
      await jobs.gateway.data(State);
      return jobs.flinkCalls()['flinkJob'] === 2;
    });
    await jobs.gateway.data(State, {}, noCache);
    expect(jobs.flinkCalls()['flinkJob']).toBe(3);
    expect((await answersOf(jobs.gateway)).kept).toBe(0);
  });

  test('reads names of metrics only for those that not every job has, and sends no name of a caller', async () => {
    await using jobs = await openJobs();
    const Metrics = graphql(/* GraphQL */ `
      query FlinkCallsMetrics($names: [String!]!) {
        application(environment: "dev1", name: "orders") {
          job {
            metrics(names: $names) {
              name
              value
              raw
            }
          }
        }
      }
    `);
    const names = ['numRestarts', '../../../savepoints?x', 'no.such.metric'];
    const { application } = await jobs.gateway.data(Metrics, { names });
    expect(application?.job?.metrics).toEqual([
      { name: 'numRestarts', value: 1, raw: '1' },
      { name: '../../../savepoints?x', value: null, raw: null },
      { name: 'no.such.metric', value: null, raw: null },
    ]);
    expect(jobs.flinkCalls()).toEqual({ flinkJob: 1, flinkJobMetrics: 2 });
    expect(JSON.stringify(jobs.emulator.calls.entries)).not.toMatch(/savepoints|no\.such/);
    const many = Array.from({ length: 101 }, (_, index) => `metric${index}`);
    expect((await jobs.gateway.query(Metrics, { names: many })).errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });

  test('sends at most 4 concurrent calls to one cluster, and none after a call without a response', async () => {
    await using jobs = await openJobs({ FLINK_TIMEOUT_MS: '500' });
    for (const operation of Object.keys(everything).filter((name) => name !== 'flinkJob')) {
      jobs.emulator.faults.add({ kind: 'hang', match: { operation } });
    }
    const { data, errors } = await jobs.gateway.query(Everything);
    expect(data?.application?.job).toMatchObject({ flinkVersion: null, exceptions: null });
    expect(new Set(errors?.map(({ extensions }) => extensions.code))).toEqual(new Set(['FLINK_UNREACHABLE']));
    const { flinkJob, ...others } = jobs.flinkCalls();
    expect(flinkJob).toBe(1);
    expect(Object.values(others).reduce((sum, count) => sum + count, 0)).toBe(4);
  });
});

describe('a list of 50 applications', () => {
  test('with the jobs of all of them stays within the default MAX_COST and 7 calls for each', async () => {
    await using jobs = await openJobs({}, (world) => {
      for (let index = 1; index < 50; index += 1) addJob(world, `orders-${index}`);
    });
    const { environments } = await jobs.gateway.data(List, { first: 50 });
    const shown = environments?.nodes[0]?.applications?.nodes ?? [];
    expect(shown.map(({ job }) => job?.state)).toEqual(Array(50).fill('RUNNING'));
    expect(jobs.flinkCalls()).toEqual({
      flinkJob: 50,
      flinkJobMetrics: 50,
      flinkExceptions: 50,
      flinkCheckpoints: 50,
      flinkSubtaskMetrics: 150,
    });
  });

  test('of many environments is refused before any call when its jobs would cost more than MAX_COST', async () => {
    await using jobs = await openJobs();
    const Fleet = graphql(/* GraphQL */ `
      query FlinkCallsFleet {
        environments(first: 100) {
          nodes {
            applications(first: 100) {
              nodes {
                job {
                  state
                }
              }
            }
          }
        }
      }
    `);
    const { errors } = await jobs.gateway.query(Fleet);
    expect(errors).toMatchObject([{ extensions: { code: 'TOO_EXPENSIVE' } }]);
    expect(jobs.flinkCalls()).toEqual({});
  });
});
