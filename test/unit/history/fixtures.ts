/** Domain values for the history tests: plausible defaults, and exact values where a test sets them. */
import type { Application } from '../../../src/cmf/resources/application.ts';
import type { ApplicationEvent } from '../../../src/cmf/resources/event.ts';
import type { Instance } from '../../../src/cmf/resources/instance.ts';
import {
  desiredStates,
  type JobState,
  jobStates,
  lifecycleStates,
  open,
  upgradeModes,
} from '../../../src/cmf/resources/states.ts';
import type { JsonObject } from '../../../src/json.ts';
import { once } from '../../support/event.ts';

/** `minute(3)`: three minutes into the test's day. */
export function minute(minutes: number): string {
  return new Date(Date.UTC(2025, 2, 27) + minutes * 60_000).toISOString();
}

export function millis(minutes: number): number {
  return Date.parse(minute(minutes));
}

export function specOf(state: 'running' | 'suspended' = 'running', more: JsonObject = {}): JsonObject {
  return {
    image: 'confluentinc/cp-flink:1.19.1-cp2',
    flinkConfiguration: { 'taskmanager.numberOfTaskSlots': '1' },
    job: { jarURI: 'local:///job.jar', parallelism: 2, state, upgradeMode: 'savepoint' },
    ...more,
  };
}

/** An instance whose name is its UID, created at minute `made`, with a job in `state` if it has one. */
export function instance(
  uid: string,
  made: number,
  state: JobState | null = null,
  more: Partial<Instance> = {},
): Instance {
  return {
    uid,
    createdAt: minute(made),
    updatedAt: minute(made + 0.5),
    jobState: open(jobStates, state),
    jobId: state === null ? null : `job-of-${uid}`,
    effectiveSpec: specOf(),
    ...more,
  };
}

interface ApplicationOptions {
  readonly current: string | null;
  readonly desired?: 'running' | 'suspended';
  readonly job?: JobState;
  readonly lifecycle?: string;
  readonly mode?: string;
  readonly error?: string;
}

export function application({
  current,
  desired = 'running',
  job,
  lifecycle,
  mode,
  error,
}: ApplicationOptions): Application {
  return {
    environment: 'production',
    name: 'kafka-ingest',
    createdAt: minute(0),
    updatedAt: minute(0),
    jobState: open(jobStates, job),
    jobId: job === undefined ? null : 'job',
    lifecycleState: open(lifecycleStates, lifecycle),
    currentInstance: current,
    labels: {},
    annotations: {},
    desiredState: open(desiredStates, desired),
    upgradeMode: open(upgradeModes, mode ?? 'savepoint'),
    image: null,
    flinkVersion: null,
    parallelism: 2,
    error: error ?? null,
    spec: specOf(desired),
    status: {},
  };
}

export function event(uid: string, at: number, more: Partial<ApplicationEvent> = {}): ApplicationEvent {
  return {
    uid,
    ...once(more.createdAt === undefined ? minute(at) : more.createdAt),
    instance: null,
    type: 'JOB_STATUS',
    message: more.newStatus ? `Flink job status changed to ${more.newStatus}` : '',
    newStatus: null,
    exception: null,
    data: null,
    ...more,
  };
}
