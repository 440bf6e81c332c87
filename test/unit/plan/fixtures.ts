/** The state of CMF around a plan: `kafka-ingest` runs on its only instance unless a test changes that. */
import type { Environment } from '../../../src/cmf/resources/environment.ts';
import type { JobState } from '../../../src/cmf/resources/states.ts';
import type { JsonObject } from '../../../src/json.ts';
import { planApplication } from '../../../src/plan/plan.ts';
import type { PlanContext, PlanInput } from '../../../src/plan/plan-context.ts';
import { application, instance, millis } from '../history/fixtures.ts';

export function environmentWith(defaults: JsonObject | null): Environment {
  return {
    name: 'production',
    kubernetesNamespace: 'flink',
    kubernetesCluster: null,
    kubernetesClusterState: null,
    createdAt: null,
    updatedAt: null,
    labels: {},
    annotations: {},
    applicationDefaults: defaults,
  };
}

export function jobSpec(job: JsonObject = {}, flinkConfiguration: JsonObject = {}): JsonObject {
  return { image: 'a', flinkConfiguration, job: { parallelism: 2, state: 'running', ...job } };
}

export interface RunningOn {
  /** The spec of the application and of its deployed instance. */
  readonly spec?: JsonObject;
  readonly job?: JobState;
  readonly status?: JsonObject;
  readonly enforced?: JsonObject;
  readonly more?: Partial<PlanContext>;
}

export function contextOf({
  spec = jobSpec(),
  job = 'RUNNING',
  status,
  enforced,
  more,
}: RunningOn = {}): PlanContext {
  const deployed = instance('uid', 0, job, { effectiveSpec: spec });
  return {
    application: { ...application({ current: 'uid', job }), spec, status: { jobStatus: status ?? {} } },
    environment: environmentWith(enforced ? { spec: enforced } : null),
    latest: deployed,
    deployed,
    now: millis(120),
    ...more,
  };
}

export function planWith(input: PlanInput, running: RunningOn = {}) {
  return planApplication(input, contextOf(running));
}
