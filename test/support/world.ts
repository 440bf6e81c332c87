/** Small worlds for tests: environments with applications, which run by default. */
import type { World } from '../../src/emulator/world.ts';
import type { JsonObject } from '../../src/json.ts';
import { until } from './until.ts';

export type { World } from '../../src/emulator/world.ts';

/** Versions of CMF that differ in events: each a record of its own, or one record for an event that recurs. */
export const eventVersions = ['2.3.1', '2.5.0'] as const;

export interface ApplicationOptions {
  readonly labels?: Readonly<Record<string, string>>;
  /** Over the defaults of `spec.job`. */
  readonly job?: JsonObject;
  /** Only posts it, without a status. */
  readonly undeployed?: boolean;
}

export function addEnvironment(
  world: World,
  name: string,
  labels: Readonly<Record<string, string>> = {},
): void {
  world.createEnvironment({ name, kubernetesNamespace: 'flink', labels });
}

/** Posts an application, creates its environment if necessary, and has the operator deploy it. */
export function addApplication(
  world: World,
  environment: string,
  name: string,
  { labels = {}, job = {}, undeployed = false }: ApplicationOptions = {},
): void {
  if (!world.environments().some((known) => known.name === environment)) addEnvironment(world, environment);
  world.apply(environment, { metadata: { name, labels }, spec: specOf(job) });
  if (!undeployed) world.settle(environment, name);
}

/** Changes `spec.job`, which creates a new instance. Does not run the operator. */
export function changeJob(world: World, environment: string, name: string, job: JsonObject): void {
  const { metadata, spec } = world.application(environment, name);
  world.apply(environment, { metadata, spec: { ...spec, job: { ...(spec['job'] as JsonObject), ...job } } });
}

/** Advances the emulator's clock, which stops between changes, to the current time. */
export function keepTime(world: World): void {
  world.advance(Math.max(0, Date.now() - world.now().getTime()));
}

/**
 * Waits until the system clock is ahead of the emulator's, which each change advances by some milliseconds. Later reads
 * of the gateway are then after CMF's time of the change.
 */
export async function untilPassed(world: World): Promise<void> {
  await until(() => Date.now() > world.now().getTime());
}

/** The UIDs of an application's instances, oldest first. */
export function uidsOf(world: World, environment: string, name: string): readonly string[] {
  return world.instances(environment, name).map(({ metadata }) => metadata.uid);
}

function specOf(job: JsonObject): JsonObject {
  return {
    image: 'confluentinc/cp-flink:1.19.1-cp2',
    flinkVersion: 'v1_19',
    flinkConfiguration: { 'taskmanager.numberOfTaskSlots': '2' },
    job: {
      jarURI: 'local:///opt/flink/usrlib/job.jar',
      parallelism: 1,
      state: 'running',
      upgradeMode: 'stateless',
      ...job,
    },
  };
}
