/** The effect of an unreadable Flink: errors in the fields of its job only. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Fault } from '../../src/emulator/faults.ts';
import { graphql } from '../gql/index.ts';
import { noCache } from '../support/client.ts';
import { startGateway, still, type TestGateway } from '../support/gateway.ts';
import { metricOf } from '../support/metric.ts';
import { type Jobs, openJobs } from './fixtures.ts';

const Job = graphql(/* GraphQL */ `
  query UnreachableJob {
    application(environment: "dev1", name: "orders") {
      name
      jobState
      job {
        state
      }
    }
  }
`);

const Exceptions = graphql(/* GraphQL */ `
  query UnreachableJobExceptions {
    application(environment: "dev1", name: "orders") {
      job {
        state
        exceptions(first: 1) {
          message
          rootCause
          stackTrace
        }
        checkpoints {
          counts {
            failed
          }
        }
      }
    }
  }
`);

let jobs: Jobs;
/** A short time limit. */
let impatient: TestGateway;
beforeAll(async () => {
  jobs = await openJobs();
  impatient = await startGateway({ emulator: jobs.emulator, env: { ...still, FLINK_TIMEOUT_MS: '1000' } });
});
afterAll(async () => {
  await impatient[Symbol.asyncDispose]();
  await jobs[Symbol.asyncDispose]();
});

const match = { path: 'flink-web-ui' };
const faults: readonly (readonly [string, Fault])[] = [
  ['has no cluster (404)', { kind: 'status', status: 404, match }],
  ['responds with the HTML of a proxy', { kind: 'status', status: 502, body: 'html', match }],
  ['responds with half of its JSON', { kind: 'truncated', match }],
  ['breaks the connection', { kind: 'reset', when: 'during', match }],
  ['hangs', { kind: 'hang', match }],
  ['refuses the gateway', { kind: 'status', status: 403, match }],
];

describe('a JobManager that', () => {
  test.each(faults)(
    '%s makes the job null with an error, and does not affect other fields',
    async (_what, fault) => {
      using _fault = jobs.emulator.faults.add(fault);
      const { data, errors } = await impatient.query(Job, {}, noCache);
      expect(data).toEqual({ application: { name: 'orders', jobState: 'RUNNING', job: null } });
      expect(errors).toMatchObject([
        { path: ['application', 'job'], extensions: { code: 'FLINK_UNREACHABLE', retryable: true } },
      ]);
    },
  );

  test('fails often does not open the circuit of CMF', async () => {
    using _down = jobs.emulator.faults.add({ kind: 'status', status: 503, match });
    for (let times = 0; times < 10; times += 1) await jobs.gateway.query(Job, {}, noCache);
    jobs.world.setJobState('dev1', 'orders', 'FAILING');
    const { data } = await jobs.gateway.query(Job, {}, noCache);
    expect(data?.application?.jobState).toBe('FAILING');
    expect(await metricOf(jobs.gateway, 'cmf_graphql_cmf_up')).toBe(1);
    jobs.world.setJobState('dev1', 'orders', 'RUNNING');
  });

  test('does not respond to one of its endpoints causes an error of one field of the job', async () => {
    using _fault = jobs.emulator.faults.add({ kind: 'hang', match: { operation: 'flinkExceptions' } });
    const { data, errors } = await impatient.query(Exceptions, {}, noCache);
    expect(data).toMatchObject({
      application: { job: { exceptions: null, checkpoints: { counts: { failed: expect.any(Number) } } } },
    });
    expect(errors).toMatchObject([
      { path: ['application', 'job', 'exceptions'], extensions: { code: 'FLINK_UNREACHABLE' } },
    ]);
  });
});

describe('a stack trace', () => {
  const longStackTrace = (bytes: number) =>
    jobs.emulator.faults.add({ kind: 'longStackTrace', bytes, match: { operation: 'flinkExceptions' } });

  test('of 2 MB is shortened in the middle, and keeps its message and its root cause', async () => {
    using _fault = longStackTrace(2_000_000);
    const { application } = await jobs.gateway.data(Exceptions, {}, noCache);
    const [thrown] = application?.job?.exceptions ?? [];
    expect(thrown).toMatchObject({
      message: 'org.apache.flink.runtime.JobException: Recovery is suppressed',
      rootCause: 'java.io.IOException: connection reset by peer',
      stackTrace: expect.stringMatching(/characters omitted[^]*Caused by: java.io.IOException/),
    });
    expect(thrown?.stackTrace?.length).toBeLessThan(70_000);
  });

  test('in a response of more than 8 MB is an error', async () => {
    using _fault = longStackTrace(9_000_000);
    const { data, errors } = await jobs.gateway.query(Exceptions, {}, noCache);
    expect(data?.application?.job?.exceptions).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: 'FLINK_UNREACHABLE' } }]);
  });
});
