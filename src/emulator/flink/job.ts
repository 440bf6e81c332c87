/** `/jobs`, `/jobs/overview`, `/jobs/{job}` and `/jobs/{job}/config`. */
import { at, type JsonObject } from '../../json.ts';
import type { FlinkCluster, Vertex } from './cluster.ts';

/** Records per second that one subtask of the source reads. */
const recordsPerSecond = 240;
const bytesPerRecord = 96;
const ended: ReadonlySet<string> = new Set(['FAILED', 'CANCELED', 'FINISHED']);

const executionStates = [
  'CREATED',
  'SCHEDULED',
  'DEPLOYING',
  'INITIALIZING',
  'RUNNING',
  'FINISHED',
  'CANCELING',
  'CANCELED',
  'FAILED',
  'RECONCILING',
] as const;
const jobStates = [
  'INITIALIZING',
  'CREATED',
  'RUNNING',
  'FAILING',
  'FAILED',
  'CANCELLING',
  'CANCELED',
  'FINISHED',
  'RESTARTING',
  'SUSPENDED',
  'RECONCILING',
] as const;

export function jobsBody({ jobId, jobState }: FlinkCluster): JsonObject {
  return { jobs: [{ id: jobId, status: jobState }] };
}

export function overviewBody(cluster: FlinkCluster): JsonObject {
  const { jobId, jobName, jobState, startedAt, changedAt, vertices, parallelism } = cluster;
  const total = vertices.length * parallelism;
  const states = vertices.map((_vertex, index) => executionState(cluster, index));
  const counts = Object.fromEntries(
    executionStates.map((state) => [
      state.toLowerCase(),
      states.filter((each) => each === state).length * parallelism,
    ]),
  );
  return {
    jobs: [
      {
        jid: jobId,
        name: jobName,
        'start-time': startedAt,
        'end-time': endTime(cluster),
        duration: duration(cluster),
        state: jobState,
        'last-modification': changedAt,
        tasks: { ...counts, total },
        ...(cluster.generation === 2 && { 'pending-operators': 0 }),
      },
    ],
  };
}

export function jobBody(cluster: FlinkCluster): JsonObject {
  const { jobId, jobName, jobState, startedAt, changedAt, isBatch, now, vertices, generation } = cluster;
  const times = Object.fromEntries(jobStates.map((state) => [state, 0]));
  return {
    jid: jobId,
    name: jobName,
    isStoppable: false,
    state: jobState,
    'job-type': isBatch ? 'BATCH' : 'STREAMING',
    'start-time': startedAt,
    'end-time': endTime(cluster),
    duration: duration(cluster),
    maxParallelism: -1,
    now,
    timestamps: { ...times, INITIALIZING: startedAt, [jobState]: changedAt },
    vertices: vertices.map((vertex, index) => vertexBody(cluster, vertex, index)),
    'status-counts': statusCounts(
      vertices.map((_vertex, index) => executionState(cluster, index)),
      1,
    ),
    plan: planOf(cluster),
    ...(generation === 2 && { 'pending-operators': 0 }),
  };
}

export function jobConfigBody({ jobId, jobName, parallelism, generation, spec }: FlinkCluster): JsonObject {
  const args = at(spec, 'job', 'args');
  const words = Array.isArray(args) ? args.map(String) : [];
  const parameters = words.flatMap((word, index): [string, string][] =>
    word.startsWith('--') ? [[word.slice(2), words[index + 1] ?? '']] : [],
  );
  return {
    jid: jobId,
    name: jobName,
    'execution-config': {
      ...(generation === 1 && { 'execution-mode': 'PIPELINED' }),
      'restart-strategy': 'Cluster level default restart strategy',
      'job-parallelism': parallelism,
      'object-reuse-mode': false,
      // The arguments of a program that registers them as global job parameters.
      'user-config': Object.fromEntries(parameters),
    },
  };
}

export function planOf({ jobId, jobName, isBatch, vertices, parallelism }: FlinkCluster): JsonObject {
  return {
    jid: jobId,
    name: jobName,
    type: isBatch ? 'BATCH' : 'STREAMING',
    nodes: vertices
      .map(({ id, name }, index) => ({
        id,
        parallelism,
        operator: '',
        operator_strategy: '',
        description: `${name}<br/>`,
        optimizer_properties: {},
        ...(index > 0 && {
          inputs: [
            {
              num: 0,
              id: vertices[index - 1]?.id ?? '',
              ship_strategy: 'HASH',
              exchange: 'pipelined_bounded',
            },
          ],
        }),
      }))
      .toReversed(),
  };
}

/** Total duration of all runs of the job, in milliseconds. */
export function ranMs({ record, now }: FlinkCluster): number {
  return record.ranMs + (record.runningSince === null ? 0 : now - Date.parse(record.runningSince));
}

function vertexBody(cluster: FlinkCluster, { id, name, load }: Vertex, index: number): JsonObject {
  const { parallelism, vertices, startedAt, changedAt, now } = cluster;
  const state = executionState(cluster, index);
  const start = Date.parse(cluster.record.runningSince ?? '') || (state === 'CREATED' ? -1 : startedAt);
  const end = ['FAILED', 'CANCELED', 'FINISHED'].includes(state) ? changedAt : -1;
  const ran = ranMs(cluster);
  const records = Math.floor((ran / 1000) * recordsPerSecond * parallelism);
  const isSource = index === 0;
  const isSink = index === vertices.length - 1;
  const [read, written] = [isSource ? 0 : records, isSink ? 0 : records];
  return {
    id,
    slotSharingGroupId: 'b0d6d1e54f1ebcc419dd433c521786e6',
    name,
    maxParallelism: 128,
    parallelism,
    status: state,
    'start-time': start,
    'end-time': end,
    duration: start === -1 ? 0 : (end === -1 ? now : end) - start,
    tasks: statusCounts([state], parallelism),
    metrics: {
      'read-bytes': read * bytesPerRecord,
      'read-bytes-complete': true,
      'write-bytes': written * bytesPerRecord,
      'write-bytes-complete': true,
      'read-records': read,
      'read-records-complete': true,
      'write-records': written,
      'write-records-complete': true,
      'accumulated-backpressured-time': isSource ? Math.floor(ran * 0.05) : 0,
      'accumulated-idle-time': Math.floor(ran * (1 - load)),
      'accumulated-busy-time': Math.floor(ran * load),
    },
  };
}

/** The second vertex throws the exceptions; a failure cancels the others. */
function executionState({ jobState }: FlinkCluster, index: number): string {
  if (jobState === 'RUNNING' || jobState === 'FINISHED' || jobState === 'CANCELED') return jobState;
  if (jobState === 'FAILED' || jobState === 'FAILING' || jobState === 'RESTARTING') {
    return index === 1 ? 'FAILED' : 'CANCELED';
  }
  return jobState === 'CANCELLING' ? 'CANCELING' : 'CREATED';
}

function statusCounts(states: readonly string[], each: number): JsonObject {
  return Object.fromEntries(
    executionStates.map((state) => [state, states.filter((one) => one === state).length * each]),
  );
}

function endTime({ jobState, changedAt }: FlinkCluster): number {
  return ended.has(jobState) ? changedAt : -1;
}

function duration(cluster: FlinkCluster): number {
  const end = endTime(cluster);
  return (end === -1 ? cluster.now : end) - cluster.startedAt;
}
