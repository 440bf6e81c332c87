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
    UNKNOWN: 'A value that this version of the gateway does not know; `stateRaw` contains it.',
  }),
});

const JobCheckpoint = builder.objectRef<Checkpoint>('JobCheckpoint').implement({
  description: 'A checkpoint or a savepoint of a job.',
  fields: (t) => ({
    number: t.exposeFloat('id', {
      nullable: true,
      description: "Flink's ID of the checkpoint: a number that increases within the job.",
    }),
    state: t.field({
      type: CheckpointState,
      description: 'The state of the checkpoint.',
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
      description: 'When it started.',
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
      description: 'The size of the written data: less than the whole state for an incremental checkpoint.',
    }),
    location: t.exposeString('location', {
      nullable: true,
      description: 'The path where it is stored; null if it did not complete.',
    }),
    discarded: t.exposeBoolean('discarded', {
      nullable: true,
      description: 'True if Flink has deleted it.',
    }),
    failedAt: t.expose('failedAt', {
      type: DateTime,
      nullable: true,
      description: 'When it failed.',
    }),
    reason: t.exposeString('failureReason', {
      nullable: true,
      description: 'The reason of the failure.',
    }),
  }),
});

const JobRestore = builder.objectRef<Restore>('JobRestore').implement({
  description: 'The checkpoint or savepoint that a job was last restored from.',
  fields: (t) => ({
    number: t.exposeFloat('id', { nullable: true, description: "Flink's ID of the checkpoint." }),
    at: t.expose('at', { type: DateTime, nullable: true, description: 'When the job was restored.' }),
    isSavepoint: t.exposeBoolean('isSavepoint', { nullable: true, description: 'True for a savepoint.' }),
    location: t.exposeString('location', { nullable: true, description: 'The path where it is stored.' }),
  }),
});

const JobCheckpointCounts = builder.objectRef<Checkpoints['counts']>('JobCheckpointCounts').implement({
  description: 'Numbers of checkpoints since the JobManager started, savepoints included.',
  fields: (t) => ({
    total: t.exposeInt('total', { nullable: true, description: 'Started checkpoints.' }),
    inProgress: t.exposeInt('inProgress', { nullable: true, description: 'Checkpoints in progress.' }),
    completed: t.exposeInt('completed', { nullable: true, description: 'Completed checkpoints.' }),
    failed: t.exposeInt('failed', { nullable: true, description: 'Failed checkpoints.' }),
    restored: t.exposeInt('restored', { nullable: true, description: 'The number of restores of the job.' }),
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
      description:
        'The checkpoint or savepoint that the job was last restored from; null if it started with empty state.',
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
