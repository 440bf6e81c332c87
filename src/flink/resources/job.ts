/** A job with its vertices: `/jobs/{job}`. */
import { z } from 'zod';
import { part, text } from '../../cmf/resources/fields.ts';
import { type JobState, jobStates, type Open, open } from '../../cmf/resources/states.ts';
import { type FlinkId, flinkId } from '../id.ts';
import { amount, integer, listOf, type Redact, time } from './fields.ts';

/** Flink's `ExecutionState`. */
export const vertexStates = [
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
  'UNKNOWN',
] as const;
export type VertexState = (typeof vertexStates)[number];

export interface JobDetails {
  readonly id: FlinkId;
  readonly name: string | null;
  readonly state: Open<JobState> | null;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  /** In the order of Flink, which is topological. */
  readonly vertices: readonly JobVertex[];
}

/** Operators that Flink runs as one task. */
export interface JobVertex {
  /** Null for an id that is not valid. */
  readonly id: FlinkId | null;
  readonly name: string | null;
  readonly state: Open<VertexState> | null;
  readonly parallelism: number | null;
  readonly maxParallelism: number | null;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly recordsIn: number | null;
  readonly recordsOut: number | null;
  readonly bytesIn: number | null;
  readonly bytesOut: number | null;
}

const vertex = z.object({
  id: text,
  name: text,
  status: text,
  parallelism: integer,
  maxParallelism: integer,
  'start-time': time,
  'end-time': time,
  metrics: part({
    'read-bytes': amount,
    'write-bytes': amount,
    'read-records': amount,
    'write-records': amount,
  }),
});

const job = z.object({
  name: text,
  state: text,
  'start-time': time,
  'end-time': time,
  vertices: listOf(vertex),
});

/** `id` comes from the request, because the response may omit it. */
export function parseJob(wire: unknown, id: FlinkId, redact: Redact): JobDetails {
  const { name, state, vertices, 'start-time': startedAt, 'end-time': endedAt } = job.parse(wire);
  return {
    id,
    name: name && redact(name),
    state: open(jobStates, state),
    startedAt,
    endedAt,
    vertices: vertices.map((each) => vertexOf(each, redact)),
  };
}

function vertexOf(wire: z.output<typeof vertex>, redact: Redact): JobVertex {
  const { id, name, status, parallelism, maxParallelism, metrics } = wire;
  return {
    id: flinkId(id),
    name: name && redact(name),
    state: open(vertexStates, status),
    parallelism,
    maxParallelism,
    startedAt: wire['start-time'],
    endedAt: wire['end-time'],
    recordsIn: metrics['read-records'],
    recordsOut: metrics['write-records'],
    bytesIn: metrics['read-bytes'],
    bytesOut: metrics['write-bytes'],
  };
}
