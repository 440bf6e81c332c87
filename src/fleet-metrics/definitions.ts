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
export const restarts: MetricDefinition = {
  name: 'cmf_application_restarts_total',
  type: 'counter',
  labels: ['environment', 'application', 'worker'],
  help: 'Restarts of the job that this process observed. The label worker exists only with several WORKERS.',
};
export const problem = gauge(
  'cmf_application_problem',
  ['environment', 'application', 'kind', 'severity'],
  'Always 1: a problem that is detected without a call to CMF or Flink; absent when it is resolved. The application is empty for a problem of the environment.',
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
  problem,
  environmentApplications,
  omitted,
];
