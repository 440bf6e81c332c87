/** The values of the graph equal those in the responses of a real Flink 1.20.1 and a real 2.1.0. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startEmulator } from '../../src/emulator/emulator.ts';
import { at } from '../../src/json.ts';
import type { RecordedFlinkJobQuery } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';
import { startGateway, still } from '../support/gateway.ts';
import { addApplication } from '../support/world.ts';
import { type RecordedVersion, recordedVersions, recording } from './recordings.ts';
import { startReplay } from './replay.ts';

const RecordedJob = graphql(/* GraphQL */ `
  query RecordedFlinkJob($metrics: [String!]!) {
    application(environment: "dev1", name: "orders") {
      job {
        id
        name
        state
        stateRaw
        startedAt
        endedAt
        restarts
        flinkVersion
        exceptions {
          at
          name
          message
          rootCause
          task
          endpoint
          taskManagerId
          stackTrace
          concurrent {
            at
          }
        }
        checkpoints {
          counts {
            total
            inProgress
            completed
            failed
            restored
          }
          latestCompleted {
            number
          }
          latestSavepoint {
            number
          }
          latestFailed {
            ...RecordedFlinkCheckpoint
          }
          restoredFrom {
            number
          }
          interval
          history {
            ...RecordedFlinkCheckpoint
          }
        }
        vertices {
          vertexId
          name
          state
          parallelism
          maxParallelism
          startedAt
          endedAt
          recordsIn
          recordsOut
          bytesIn
          bytesOut
        }
        loads: vertices {
          busyRatio
          backpressuredRatio
        }
        metrics(names: $metrics) {
          name
          value
          raw
        }
      }
    }
  }
  fragment RecordedFlinkCheckpoint on JobCheckpoint {
    number
    state
    isSavepoint
    triggeredAt
    lastAcknowledgedAt
    durationMs
    stateBytes
    checkpointedBytes
    location
    failedAt
    reason
  }
`);

type Job = NonNullable<NonNullable<RecordedFlinkJobQuery['application']>['job']>;
type Body = Readonly<Record<string, unknown>>;

const metricNames = ['uptime', 'lastCheckpointSize', 'numberOfFailedCheckpoints', 'not.a.metric'];

const shown = new Map<RecordedVersion, Job>();
const opened = new AsyncDisposableStack();

beforeAll(async () => {
  for (const version of recordedVersions) {
    const emulator = opened.use(await startEmulator({ fleet: 'empty' }));
    addApplication(emulator.world, 'dev1', 'orders');
    const [job] = at(recording(version, 'jobs').body, 'jobs') as readonly { readonly id: string }[];
    emulator.world.setJobState('dev1', 'orders', 'RUNNING', { jobId: job?.id });
    const replay = opened.use(await startReplay(emulator.url, version));
    const gateway = opened.use(await startGateway({ emulator, cmfUrl: replay.url, env: still }));
    const { application } = await gateway.data(RecordedJob, { metrics: metricNames });
    if (application?.job) shown.set(version, application.job);
  }
});
afterAll(() => opened.disposeAsync());

/** Times of Flink are epoch milliseconds; -1 and 0 are none. */
function timeOf(sent: unknown): string | null {
  return typeof sent === 'number' && sent > 0 ? new Date(sent).toISOString() : null;
}

function checkpointOf(sent: Body) {
  return {
    number: sent['id'],
    state: sent['status'],
    isSavepoint: sent['is_savepoint'],
    triggeredAt: timeOf(sent['trigger_timestamp']),
    lastAcknowledgedAt: timeOf(sent['latest_ack_timestamp']),
    durationMs: sent['end_to_end_duration'],
    stateBytes: sent['state_size'],
    checkpointedBytes: sent['checkpointed_size'],
    location: sent['external_path'] ?? null,
    failedAt: timeOf(sent['failure_timestamp']),
    reason: sent['failure_message'],
  };
}

function metricIn(body: unknown, name: string): string | undefined {
  return (body as readonly { id: string; value: string }[]).find(({ id }) => id === name)?.value;
}

/** Each row: the value in the graph, the recording that contains it, and the recorded value. */
const rows: readonly (readonly [
  field: string,
  shown: (job: Job) => unknown,
  recorded: string,
  expected: (body: unknown) => unknown,
])[] = [
  ['id', ({ id }) => id, 'job', (body) => at(body, 'jid')],
  ['name', ({ name }) => name, 'job', (body) => at(body, 'name')],
  ['state', ({ state }) => state, 'job', (body) => at(body, 'state')],
  ['stateRaw', ({ stateRaw }) => stateRaw, 'job', (body) => at(body, 'state')],
  ['startedAt', ({ startedAt }) => startedAt, 'job', (body) => timeOf(at(body, 'start-time'))],
  ['endedAt', ({ endedAt }) => endedAt, 'job', (body) => timeOf(at(body, 'end-time'))],
  ['flinkVersion', ({ flinkVersion }) => flinkVersion, 'config', (body) => at(body, 'flink-version')],
  ['restarts', ({ restarts }) => restarts, 'job-metrics', (body) => Number(metricIn(body, 'numRestarts'))],
  [
    'exceptions',
    ({ exceptions }) => exceptions,
    'exceptions',
    (body) =>
      (at(body, 'exceptionHistory', 'entries') as readonly Body[]).map((sent) => ({
        at: timeOf(sent['timestamp']),
        name: sent['exceptionName'],
        message: 'java.lang.IllegalStateException: Ledger is out of balance at 5003999',
        rootCause: 'java.io.IOException: connection reset by peer',
        task: sent['taskName'],
        endpoint: sent['endpoint'],
        taskManagerId: sent['taskManagerId'],
        stackTrace: sent['stacktrace'],
        concurrent: [],
      })),
  ],
  [
    'checkpoints.counts',
    ({ checkpoints }) => checkpoints?.counts,
    'checkpoints',
    (body) => {
      const { in_progress: inProgress, ...counts } = at(body, 'counts') as Body;
      return { ...counts, inProgress };
    },
  ],
  [
    'checkpoints.latestFailed',
    ({ checkpoints }) => checkpoints?.latestFailed,
    'checkpoints',
    (body) => checkpointOf(at(body, 'latest', 'failed') as Body),
  ],
  [
    'the other latest checkpoints',
    ({ checkpoints }) => [
      checkpoints?.latestCompleted,
      checkpoints?.latestSavepoint,
      checkpoints?.restoredFrom,
    ],
    'checkpoints',
    (body) => ['completed', 'savepoint', 'restored'].map((name) => at(body, 'latest', name)),
  ],
  [
    'checkpoints.history',
    ({ checkpoints }) => checkpoints?.history,
    'checkpoints',
    (body) => (at(body, 'history') as readonly Body[]).map(checkpointOf),
  ],
  [
    'checkpoints.interval',
    ({ checkpoints }) => checkpoints?.interval,
    'checkpoints-config',
    (body) => at(body, 'interval'),
  ],
  [
    'vertices',
    ({ vertices }) => vertices,
    'job',
    (body) =>
      (at(body, 'vertices') as readonly Body[]).map((sent) => ({
        vertexId: sent['id'],
        name: sent['name'],
        state: sent['status'],
        parallelism: sent['parallelism'],
        maxParallelism: sent['maxParallelism'],
        startedAt: timeOf(sent['start-time']),
        endedAt: timeOf(sent['end-time']),
        recordsIn: at(sent, 'metrics', 'read-records'),
        recordsOut: at(sent, 'metrics', 'write-records'),
        bytesIn: at(sent, 'metrics', 'read-bytes'),
        bytesOut: at(sent, 'metrics', 'write-bytes'),
      })),
  ],
  [
    'the load of the recorded vertex',
    ({ loads }) => loads.filter(({ busyRatio }) => busyRatio !== null),
    'subtask-metrics',
    (body) => {
      const max = (name: string) =>
        Number((body as readonly { id: string; max: number }[]).find(({ id }) => id === name)?.max) / 1000;
      return [
        { busyRatio: max('busyTimeMsPerSecond'), backpressuredRatio: max('backPressuredTimeMsPerSecond') },
      ];
    },
  ],
  [
    'metrics',
    ({ metrics }) => metrics,
    'job-metrics',
    (body) =>
      metricNames.map((name) => {
        const raw = metricIn(body, name) ?? null;
        return { name, raw, value: raw === null || raw === '-1' ? null : Number(raw) };
      }),
  ],
];

describe.each(recordedVersions)('the job of a recorded Flink %s', (version) => {
  test.each(rows)('%s', (_field, valueOf, recorded, expected) => {
    const job = shown.get(version);
    expect(job).toBeDefined();
    expect(job && valueOf(job)).toEqual(expected(recording(version, recorded).body));
  });
});
