/** The state enums. Each has `UNKNOWN`; wherever one stands, a field with the raw word stands beside it. */
import { desiredStates, jobStates, lifecycleStates, upgradeModes } from '../src/cmf/resources/states.ts';
import { builder } from './builder.ts';

/** Enum values with a description each, checked to be complete by the compiler. */
export function describe<Value extends string>(
  values: readonly Value[],
  descriptions: Readonly<Record<Value, string>>,
): Record<Value, { description: string }> {
  const entries = values.map((value) => [value, { description: descriptions[value] }]);
  return Object.fromEntries(entries);
}

const unknown = 'A word that this gateway does not know (yet); the raw word stands in the field beside it.';

export const JobState = builder.enumType('JobState', {
  description:
    'The state of a Flink job, as last observed by the operator. FAILED, CANCELED and FINISHED are terminal for Flink, yet a failed job may be restarted.',
  values: describe(jobStates, {
    INITIALIZING: 'The JobManager is starting and has not created the job yet.',
    CREATED: 'The job was created; no task has started.',
    RUNNING: 'Some tasks are scheduled, running or already finished.',
    FAILING: 'The job has failed and is being cleaned up.',
    FAILED: 'The job has failed with an error that nothing recovers from.',
    CANCELLING: 'The job is being cancelled.',
    CANCELED: 'The job has been cancelled.',
    FINISHED:
      'All tasks have ended: a batch job completed, or a job was stopped with a savepoint for an upgrade or a suspension. `Instance.completion` tells which.',
    RESTARTING: 'The job restarts after a failure.',
    SUSPENDED: 'The job is stopped in this JobManager, and may be resumed by another.',
    RECONCILING: 'The operator does not reach the JobManager at the moment, or it is recovering the job.',
    UNKNOWN: unknown,
  }),
});

export const LifecycleState = builder.enumType('LifecycleState', {
  description: 'How far the Flink Kubernetes Operator is with bringing an application to its spec.',
  values: describe(lifecycleStates, {
    CREATED: 'Created in Kubernetes, not taken up yet.',
    SUSPENDED: 'The job is suspended, as asked.',
    UPGRADING: 'The job is suspended and will be started with a new spec.',
    DEPLOYED: 'Submitted; not yet seen to be stable.',
    STABLE: 'Deployed, and not to be rolled back any more.',
    ROLLING_BACK: 'Going back to the last stable spec.',
    ROLLED_BACK: 'Runs with the last stable spec.',
    FAILED: 'The job has failed for good.',
    DELETING: 'Being deleted.',
    DELETED: 'Deleted.',
    UNKNOWN: unknown,
  }),
});

export const DesiredState = builder.enumType('DesiredState', {
  description: 'What the spec asks of the job (`spec.job.state`).',
  values: describe(desiredStates, {
    RUNNING: 'The job shall run.',
    SUSPENDED: 'The job shall be stopped, its state kept.',
    UNKNOWN: unknown,
  }),
});

export const UpgradeMode = builder.enumType('UpgradeMode', {
  description: 'How a running job is replaced when its spec changes (`spec.job.upgradeMode`).',
  values: describe(upgradeModes, {
    STATELESS: 'Stopped, then started with empty state.',
    SAVEPOINT: 'Stopped with a savepoint, then started from it.',
    LAST_STATE: 'Stopped at once, then started from the latest checkpoint.',
    UNKNOWN: unknown,
  }),
});
