/** A vertex of a job: its operators, counters and load. */
import { maxVertexLoads, type RunningJob } from '../../src/flink/jobs.ts';
import { type JobVertex as JobVertexModel, vertexStates } from '../../src/flink/resources/job.ts';
import { builder } from '../builder.ts';
import { DateTime } from '../scalars.ts';
import { describe } from '../states.ts';
import { vertexCall } from './cost.ts';

const JobVertexState = builder.enumType('JobVertexState', {
  description: 'The state of a vertex, combined from those of its subtasks.',
  values: describe(vertexStates, {
    CREATED: 'Not scheduled yet.',
    SCHEDULED: 'Waiting for slots.',
    DEPLOYING: 'Being deployed to its TaskManagers.',
    INITIALIZING: 'Restoring its state.',
    RUNNING: 'Running.',
    FINISHED: 'Has processed all of its input.',
    CANCELING: 'Being cancelled.',
    CANCELED: 'Cancelled: by a user, or because another vertex failed.',
    FAILED: 'Failed.',
    RECONCILING: 'The JobManager is recovering and reconciles the running tasks.',
    UNKNOWN: 'A value that this version of the gateway does not know; `stateRaw` contains it.',
  }),
});

interface VertexOf {
  readonly vertex: JobVertexModel;
  readonly running: RunningJob;
}

const ratio = `A ratio from 0 to 1, of the busiest subtask; null until Flink has sampled it, and for all vertices except the first ${maxVertexLoads}.`;

export const JobVertex = builder.objectRef<VertexOf>('JobVertex').implement({
  description: 'A vertex of the job graph: one operator, or several that Flink runs as one task.',
  fields: (t) => ({
    vertexId: t.string({
      nullable: true,
      description: "Flink's ID of the vertex. It stays the same after restarts of the job.",
      resolve: ({ vertex }) => vertex.id,
    }),
    name: t.string({
      description: 'The names of its operators; empty if Flink does not send it.',
      resolve: ({ vertex }) => vertex.name ?? '',
    }),
    state: t.field({
      type: JobVertexState,
      description: 'The state.',
      resolve: ({ vertex }) => vertex.state?.state ?? 'UNKNOWN',
    }),
    stateRaw: t.string({
      nullable: true,
      description: 'The state exactly as Flink sent it.',
      resolve: ({ vertex }) => vertex.state?.raw,
    }),
    parallelism: t.int({
      nullable: true,
      description: 'The number of its subtasks.',
      resolve: ({ vertex }) => vertex.parallelism,
    }),
    maxParallelism: t.int({
      nullable: true,
      description: 'The highest parallelism that its state allows.',
      resolve: ({ vertex }) => vertex.maxParallelism,
    }),
    startedAt: t.field({
      type: DateTime,
      nullable: true,
      description: 'When its current attempt started.',
      resolve: ({ vertex }) => vertex.startedAt,
    }),
    endedAt: t.field({
      type: DateTime,
      nullable: true,
      description: 'When its current attempt ended; null if it has not ended.',
      resolve: ({ vertex }) => vertex.endedAt,
    }),
    recordsIn: t.float({
      nullable: true,
      description: 'Records received from other vertices by its current attempt. A source receives none.',
      resolve: ({ vertex }) => vertex.recordsIn,
    }),
    recordsOut: t.float({
      nullable: true,
      description: 'Records sent to other vertices by its current attempt. A sink sends none.',
      resolve: ({ vertex }) => vertex.recordsOut,
    }),
    bytesIn: t.float({
      nullable: true,
      description: 'Bytes received from other vertices by its current attempt.',
      resolve: ({ vertex }) => vertex.bytesIn,
    }),
    bytesOut: t.float({
      nullable: true,
      description: 'Bytes sent to other vertices by its current attempt.',
      resolve: ({ vertex }) => vertex.bytesOut,
    }),
    busyRatio: t.float({
      nullable: true,
      extensions: vertexCall,
      description: `The share of the time in which it processes records. ${ratio}`,
      resolve: async ({ vertex, running }) => (await running.load(vertex))?.busy,
    }),
    backpressuredRatio: t.float({
      nullable: true,
      extensions: vertexCall,
      description: `The share of the time in which slower downstream vertices block it (backpressure). ${ratio}`,
      resolve: async ({ vertex, running }) => (await running.load(vertex))?.backpressured,
    }),
    idleRatio: t.float({
      nullable: true,
      extensions: vertexCall,
      description: `The share of the time in which it waits for input. ${ratio}`,
      resolve: async ({ vertex, running }) => (await running.load(vertex))?.idle,
    }),
  }),
});
