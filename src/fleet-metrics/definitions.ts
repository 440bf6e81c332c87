/** The metrics at `/metrics/fleet`. */
import type { MetricDefinition } from './text.ts';

const gauge = (name: string, labels: readonly string[], help: string): MetricDefinition => ({
  name,
  type: 'gauge',
  labels,
  help,
});

export const jobState = gauge(
  'cmf_application_job_state',
  ['environment', 'application', 'state'],
  '1 for the state of the job, 0 for all others. All are 0 while the job has no state.',
);
export const info = gauge(
  'cmf_application_info',
  ['environment', 'application', 'version', 'parallelism', 'instance'],
  'Always 1: Flink version and parallelism of the application, and the UID of its deployed instance.',
);
export const upgradePending = gauge(
  'cmf_application_upgrade_pending_seconds',
  ['environment', 'application'],
  'How long the lifecycle state is UPGRADING; absent otherwise.',
);
const counter = (name: string, labels: readonly string[], help: string): MetricDefinition => ({
  ...gauge(name, labels, help),
  type: 'counter',
});

export const restarts = counter(
  'cmf_application_restarts_total',
  ['environment', 'application'],
  'Restarts of the job, counted from the journal. All replicas return the same count; absent until this replica has read it.',
);
export const checkpointAge = gauge(
  'cmf_application_checkpoint_age_seconds',
  ['environment', 'application'],
  'Time since the last checkpoint of the running job completed, or since its start if none has. Only with FLEET_METRICS_CHECKPOINTS=on, and absent for a job without checkpoints.',
);
export const checkpoints = counter(
  'cmf_application_checkpoints_total',
  ['environment', 'application', 'outcome'],
  'Checkpoints of the running job as Flink counts them: completed and failed. Flink counts from 0 for each job. Only with FLEET_METRICS_CHECKPOINTS=on.',
);
export const problem = gauge(
  'cmf_application_problem',
  ['environment', 'application', 'kind', 'severity'],
  'Always 1: a problem; absent when it is resolved. The application is empty for a problem of the environment. Problems of checkpoints require FLEET_METRICS_CHECKPOINTS=on.',
);
export const environmentApplications = gauge(
  'cmf_environment_applications',
  ['environment', 'state'],
  'Applications by job state; NONE: without a job state.',
);
export const omitted = gauge(
  'cmf_fleet_applications_omitted',
  [],
  'Applications without metrics of their own, because there are more than 10,000.',
);

export const definitions: readonly MetricDefinition[] = [
  jobState,
  info,
  upgradePending,
  restarts,
  checkpointAge,
  checkpoints,
  problem,
  environmentApplications,
  omitted,
];
