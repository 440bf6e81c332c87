/** The checkpoints of a job. */
import type { RunningJob } from '../../src/flink/jobs.ts';
import {
  type Checkpoint,
  type Checkpoints,
  checkpointStates,
  type Restore,
} from '../../src/flink/resources/checkpoints.ts';
import { builder } from '../builder.ts';
import { defaultPageSize, pageSize } from '../pagination.ts';
import { DateTime } from '../scalars.ts';
import { describe } from '../states.ts';
import { flinkCall } from './cost.ts';

const CheckpointState = builder.enumType('CheckpointState', {
  description: 'The state of a checkpoint.',
  values: describe(checkpointStates, {
    IN_PROGRESS: 'Not all subtasks have written their state yet.',
    COMPLETED: 'Completed: the job can be restored from it.',
    FAILED: 'Failed or expired.',
    UNKNOWN: 'A value that this gateway does not know (yet); `stateRaw` has it.',
  }),
});

const JobCheckpoint = builder.objectRef<Checkpoint>('JobCheckpoint').implement({
  description: 'A checkpoint or a savepoint of a job.',
  fields: (t) => ({
    number: t.exposeFloat('id', {
      nullable: true,
      description: "Flink's ID of the checkpoint: a number that counts up within the job.",
    }),
    state: t.field({
      type: CheckpointState,
      description: 'Whether it completed.',
      resolve: ({ state }) => state?.state ?? 'UNKNOWN',
    }),
    stateRaw: t.string({
      nullable: true,
      description: 'The state exactly as Flink sent it.',
      resolve: ({ state }) => state?.raw,
    }),
    isSavepoint: t.exposeBoolean('isSavepoint', {
      nullable: true,
      description: 'True for a savepoint.',
    }),
    triggeredAt: t.expose('triggeredAt', {
      type: DateTime,
      nullable: true,
      description: 'When it began.',
    }),
    lastAcknowledgedAt: t.expose('lastAcknowledgedAt', {
      type: DateTime,
      nullable: true,
      description: 'When the last subtask reported its state. For a completed checkpoint, when it completed.',
    }),
    durationMs: t.exposeFloat('durationMs', {
      nullable: true,
      description: 'The time from its start to its end, in milliseconds.',
    }),
    stateBytes: t.exposeFloat('stateBytes', {
      nullable: true,
      description: 'The size of the whole state.',
    }),
    checkpointedBytes: t.exposeFloat('checkpointedBytes', {
      nullable: true,
      description: 'The size of what was written: less than the whole state for an incremental checkpoint.',
    }),
    location: t.exposeString('location', {
      nullable: true,
      description: 'Where it is stored; null if it did not complete.',
    }),
    discarded: t.exposeBoolean('discarded', {
      nullable: true,
      description: 'True if Flink has deleted it since.',
    }),
    failedAt: t.expose('failedAt', {
      type: DateTime,
      nullable: true,
      description: 'When it failed.',
    }),
    reason: t.exposeString('failureReason', {
      nullable: true,
      description: 'Why it failed.',
    }),
  }),
});

const JobRestore = builder.objectRef<Restore>('JobRestore').implement({
  description: 'The checkpoint or savepoint that a job was last restored from.',
  fields: (t) => ({
    number: t.exposeFloat('id', { nullable: true, description: "Flink's ID of the checkpoint." }),
    at: t.expose('at', { type: DateTime, nullable: true, description: 'When the job was restored.' }),
    isSavepoint: t.exposeBoolean('isSavepoint', { nullable: true, description: 'True for a savepoint.' }),
    location: t.exposeString('location', { nullable: true, description: 'Where it is stored.' }),
  }),
});

const JobCheckpointCounts = builder.objectRef<Checkpoints['counts']>('JobCheckpointCounts').implement({
  description: 'Numbers of checkpoints since the JobManager started, savepoints included.',
  fields: (t) => ({
    total: t.exposeInt('total', { nullable: true, description: 'All that began.' }),
    inProgress: t.exposeInt('inProgress', { nullable: true, description: 'Those in progress.' }),
    completed: t.exposeInt('completed', { nullable: true, description: 'Those that completed.' }),
    failed: t.exposeInt('failed', { nullable: true, description: 'Those that failed.' }),
    restored: t.exposeInt('restored', { nullable: true, description: 'How often the job was restored.' }),
  }),
});

interface CheckpointsOf {
  readonly checkpoints: Checkpoints;
  readonly running: RunningJob;
}

export const JobCheckpoints = builder.objectRef<CheckpointsOf>('JobCheckpoints').implement({
  description: 'The checkpoints of a job since its JobManager started.',
  fields: (t) => ({
    counts: t.field({
      type: JobCheckpointCounts,
      description: 'Numbers of checkpoints.',
      resolve: ({ checkpoints }) => checkpoints.counts,
    }),
    latestCompleted: t.field({
      type: JobCheckpoint,
      nullable: true,
      description: 'The newest completed checkpoint that is not a savepoint.',
      resolve: ({ checkpoints }) => checkpoints.latestCompleted,
    }),
    latestSavepoint: t.field({
      type: JobCheckpoint,
      nullable: true,
      description: 'The newest completed savepoint.',
      resolve: ({ checkpoints }) => checkpoints.latestSavepoint,
    }),
    latestFailed: t.field({
      type: JobCheckpoint,
      nullable: true,
      description: 'The newest failed checkpoint or savepoint, with its reason.',
      resolve: ({ checkpoints }) => checkpoints.latestFailed,
    }),
    restoredFrom: t.field({
      type: JobRestore,
      nullable: true,
      description: 'What the job was last restored from; null if it started with empty state.',
      resolve: ({ checkpoints }) => checkpoints.restoredFrom,
    }),
    interval: t.float({
      nullable: true,
      extensions: flinkCall,
      description: 'The milliseconds between two checkpoints; null without periodic checkpoints.',
      resolve: ({ running }) => running.checkpointInterval(),
    }),
    history: t.field({
      type: [JobCheckpoint],
      description:
        'The last checkpoints, newest first. Flink keeps 10 by default (`web.checkpoints.history`).',
      args: {
        first: t.arg.int({
          defaultValue: defaultPageSize,
          description: 'The maximum number of checkpoints, 1 to 100.',
        }),
      },
      resolve: ({ checkpoints }, args) => checkpoints.history.slice(0, pageSize(args).size),
    }),
  }),
});
