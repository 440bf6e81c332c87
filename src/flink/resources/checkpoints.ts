/** The checkpoints of a job: `/jobs/{job}/checkpoints` and `…/checkpoints/config`. */
import { z } from 'zod';
import { type Parse, part, text } from '../../cmf/resources/fields.ts';
import { type Open, open } from '../../cmf/resources/states.ts';
import { isObject } from '../../json.ts';
import { amount, flag, integer, listOf, type Redact, time } from './fields.ts';

export const checkpointStates = ['IN_PROGRESS', 'COMPLETED', 'FAILED', 'UNKNOWN'] as const;
export type CheckpointState = (typeof checkpointStates)[number];

export interface Checkpoint {
  /** Increases within a job. */
  readonly id: number | null;
  readonly state: Open<CheckpointState> | null;
  readonly isSavepoint: boolean | null;
  readonly triggeredAt: string | null;
  /** When the last subtask acknowledged it; for a failed checkpoint, the last acknowledgement before the failure. */
  readonly lastAcknowledgedAt: string | null;
  readonly durationMs: number | null;
  readonly stateBytes: number | null;
  /** The size of the written data; for an incremental checkpoint less than the size of the state. */
  readonly checkpointedBytes: number | null;
  readonly location: string | null;
  readonly discarded: boolean | null;
  readonly failedAt: string | null;
  /** Why it failed. */
  readonly failureReason: string | null;
}

export interface Restore {
  readonly id: number | null;
  readonly at: string | null;
  readonly isSavepoint: boolean | null;
  readonly location: string | null;
}

export interface Checkpoints {
  readonly counts: {
    readonly restored: number | null;
    readonly total: number | null;
    readonly inProgress: number | null;
    readonly completed: number | null;
    readonly failed: number | null;
  };
  readonly latestCompleted: Checkpoint | null;
  readonly latestSavepoint: Checkpoint | null;
  readonly latestFailed: Checkpoint | null;
  readonly restoredFrom: Restore | null;
  /** Newest first; Flink keeps 10 by default. */
  readonly history: readonly Checkpoint[];
}

const checkpoint = z.object({
  id: amount,
  status: text,
  is_savepoint: flag,
  trigger_timestamp: time,
  latest_ack_timestamp: time,
  end_to_end_duration: amount,
  state_size: amount,
  checkpointed_size: amount,
  external_path: text,
  discarded: flag,
  failure_timestamp: time,
  failure_message: text,
});
const restore = z.object({ id: amount, restore_timestamp: time, is_savepoint: flag, external_path: text });

/** Null when it is absent or not an object. */
function optional<Shape extends z.ZodType>(shape: Shape) {
  return z.preprocess((sent) => (isObject(sent) ? sent : null), shape.nullable());
}

const checkpoints = z.object({
  counts: part({
    restored: integer,
    total: integer,
    in_progress: integer,
    completed: integer,
    failed: integer,
  }),
  latest: part({
    completed: optional(checkpoint),
    savepoint: optional(checkpoint),
    failed: optional(checkpoint),
    restored: optional(restore),
  }),
  history: listOf(checkpoint),
});

export function parseCheckpoints(wire: unknown, redact: Redact): Checkpoints {
  const { counts, latest, history } = checkpoints.parse(wire);
  const { in_progress: inProgress, ...others } = counts;
  const one = (sent: z.output<typeof checkpoint> | null) => sent && checkpointOf(sent, redact);
  return {
    counts: { ...others, inProgress },
    latestCompleted: one(latest.completed),
    latestSavepoint: one(latest.savepoint),
    latestFailed: one(latest.failed),
    restoredFrom: latest.restored && restoreOf(latest.restored, redact),
    history: history.map((each) => checkpointOf(each, redact)),
  };
}

function checkpointOf(wire: z.output<typeof checkpoint>, redact: Redact): Checkpoint {
  return {
    id: wire.id,
    state: open(checkpointStates, wire.status),
    isSavepoint: wire.is_savepoint,
    triggeredAt: wire.trigger_timestamp,
    lastAcknowledgedAt: wire.latest_ack_timestamp,
    durationMs: wire.end_to_end_duration,
    stateBytes: wire.state_size,
    checkpointedBytes: wire.checkpointed_size,
    location: wire.external_path && redact(wire.external_path),
    discarded: wire.discarded,
    failedAt: wire.failure_timestamp,
    failureReason: wire.failure_message && redact(wire.failure_message),
  };
}

function restoreOf(wire: z.output<typeof restore>, redact: Redact): Restore {
  return {
    id: wire.id,
    at: wire.restore_timestamp,
    isSavepoint: wire.is_savepoint,
    location: wire.external_path && redact(wire.external_path),
  };
}

/** Flink sends the largest 64-bit integer if periodic checkpoints are off. */
const config = z.object({ interval: amount });

/** Milliseconds between checkpoints; null without periodic checkpoints. */
export const parseCheckpointInterval: Parse<number | null> = (wire) => config.parse(wire).interval;
