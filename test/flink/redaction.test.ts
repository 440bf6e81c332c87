/** Credentials in the data that Flink reports about a job: in exceptions, names, reasons and configurations. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { graphql } from '../gql/index.ts';
import { noCache } from '../support/client.ts';
import { startGateway, still, type TestGateway } from '../support/gateway.ts';
import { addJob, type Jobs, openJobs } from './fixtures.ts';

const Secretive = graphql(/* GraphQL */ `
  query FlinkRedaction {
    application(environment: "dev1", name: "secretive") {
      job {
        name
        exceptions {
          message
          rootCause
          task
          stackTrace
        }
        checkpoints {
          latestFailed {
            reason
          }
        }
        vertices {
          name
        }
        metrics(names: ["uptime"]) {
          raw
        }
      }
    }
  }
`);

const thrown = [
  'java.lang.RuntimeException: cannot connect with --db.password Hunter2 --topic orders',
  '\tat com.example.Sink.open(Sink.java:1)',
  'Caused by: org.postgresql.PSQLException: FATAL: {"user":"orders","password":"Hunter3"}',
  '\t... 1 more',
].join('\n');

let jobs: Jobs;
let open: TestGateway;
beforeAll(async () => {
  jobs = await openJobs({}, (world) => {
    // Flink's own configuration page has the arguments of the program; the gateway does not read it.
    const flinkConfiguration = { 'pipeline.name': 'copy of jdbc:postgresql://orders:Hunter1@db/orders' };
    addJob(world, 'secretive', { flinkConfiguration }, { args: ['--password', 'Hunter0'] });
    world.setJobState('dev1', 'secretive', 'RESTARTING', { exception: thrown });
    world.setJobState('dev1', 'secretive', 'RUNNING');
    world.setJobState('dev1', 'secretive', 'RUNNING', {
      exception: 'IOException: s3.secret-key=Hunter4 is wrong',
    });
  });
  open = await startGateway({ emulator: jobs.emulator, env: { ...still, REDACT: 'off' } });
});
afterAll(async () => {
  await open[Symbol.asyncDispose]();
  await jobs[Symbol.asyncDispose]();
});

describe('a credential', () => {
  test('in an exception, its root cause, a reason or a name is replaced, and the rest is kept', async () => {
    const { application } = await jobs.gateway.data(Secretive);
    expect(JSON.stringify(application)).not.toContain('Hunter');
    expect(application?.job).toMatchObject({
      name: 'copy of jdbc:postgresql://(redacted)@db/orders',
      exceptions: [
        {
          message: 'java.lang.RuntimeException: cannot connect with --db.password (redacted) --topic orders',
          rootCause: 'org.postgresql.PSQLException: FATAL: {"user":"orders","password":"(redacted)"}',
          stackTrace: expect.stringContaining('at com.example.Sink.open(Sink.java:1)'),
        },
      ],
      checkpoints: { latestFailed: { reason: 'IOException: s3.secret-key=(redacted) is wrong' } },
    });
  });

  test('is not cut in two where a long stack trace is shortened', async () => {
    using _fault = jobs.emulator.faults.add({
      kind: 'longStackTrace',
      bytes: 200_000,
      match: { operation: 'flinkExceptions' },
    });
    const { application } = await jobs.gateway.data(Secretive, {}, noCache);
    expect(application?.job?.exceptions?.[0]?.stackTrace).toContain('characters omitted');
    expect(JSON.stringify(application)).not.toContain('Hunter');
  });

  test('is shown where REDACT is off', async () => {
    const { application } = await open.data(Secretive);
    expect(application?.job?.exceptions?.[0]?.rootCause).toContain('Hunter3');
    expect(application?.job?.name).toContain('Hunter1');
  });

  test('in an argument of the program is in no response of Flink that the gateway requests', async () => {
    jobs.emulator.calls.clear();
    await jobs.gateway.data(Secretive, {}, noCache);
    expect(jobs.flinkCalls()).toEqual({
      flinkJob: 1,
      flinkExceptions: 1,
      flinkCheckpoints: 1,
      flinkJobMetrics: 1,
    });
  });
});
