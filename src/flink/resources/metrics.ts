/** Metrics of a job and the load of a vertex: `/jobs/{job}/metrics` and `…/vertices/{vertex}/subtasks/metrics`. */
import { z } from 'zod';
import { type Parse, text } from '../../cmf/resources/fields.ts';
import { listOf, type Redact } from './fields.ts';

/** Metrics that Flink has for every job. All are counts, sizes and times: -1 stands for "none". */
export const commonMetrics: readonly string[] = [
  'numRestarts',
  'fullRestarts',
  'uptime',
  'downtime',
  'runningTime',
  'restartingTime',
  'totalNumberOfCheckpoints',
  'numberOfCompletedCheckpoints',
  'numberOfFailedCheckpoints',
  'numberOfInProgressCheckpoints',
  'lastCompletedCheckpointId',
  'lastCheckpointDuration',
  'lastCheckpointSize',
  'lastCheckpointFullSize',
  'lastCheckpointProcessedData',
  'lastCheckpointPersistedData',
  'lastCheckpointRestoreTimestamp',
];
const common: ReadonlySet<string> = new Set(commonMetrics);

export interface MetricValue {
  /** Null for a metric that is not a number, and for Flink's "none". */
  readonly number: number | null;
  /** As Flink sent it. */
  readonly raw: string;
}

/** Share of the time, 0 to 1, of the busiest subtask. */
export interface VertexLoad {
  readonly busy: number | null;
  readonly backpressured: number | null;
  readonly idle: number | null;
}

const names = listOf(z.object({ id: text })).transform((entries) =>
  // Names become part of a query, so only the characters of Flink's own metrics are allowed.
  entries.flatMap(({ id }) => (id !== null && /^[\w.:-]{1,200}$/.test(id) ? [id] : [])),
);

export const parseMetricNames: Parse<readonly string[]> = (wire) => names.parse(list.parse(wire));

const list = z.array(z.unknown());
const values = listOf(z.object({ id: text, value: text }));

export function parseMetrics(wire: unknown, redact: Redact): ReadonlyMap<string, MetricValue> {
  return new Map(
    values
      .parse(list.parse(wire))
      .flatMap(({ id, value }): [string, MetricValue][] =>
        id === null || value === null ? [] : [[id, valueOf(id, redact(value))]],
      ),
  );
}

function valueOf(name: string, raw: string): MetricValue {
  const number = raw.trim() === '' ? Number.NaN : Number(raw);
  const isNone = !Number.isFinite(number) || (number === -1 && common.has(name));
  return { number: isNone ? null : number, raw };
}

export const loadMetrics: readonly string[] = [
  'busyTimeMsPerSecond',
  'backPressuredTimeMsPerSecond',
  'idleTimeMsPerSecond',
];

const load = listOf(z.object({ id: text, max: z.number().nullable().catch(null) }));

/** Converts milliseconds per second to a ratio. Flink responds with an empty list before it has sampled the tasks. */
export const parseVertexLoad: Parse<VertexLoad> = (wire) => {
  const maximums = new Map(load.parse(list.parse(wire)).map(({ id, max }) => [id, max]));
  const ratio = (name: string) => {
    const milliseconds = maximums.get(name) ?? null;
    return milliseconds === null || !(milliseconds >= 0) ? null : Math.min(1, milliseconds / 1000);
  };
  return {
    busy: ratio('busyTimeMsPerSecond'),
    backpressured: ratio('backPressuredTimeMsPerSecond'),
    idle: ratio('idleTimeMsPerSecond'),
  };
};
