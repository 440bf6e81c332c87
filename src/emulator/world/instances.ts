/** Instances: immutable snapshots of the effective spec, created when it changes, up to a bound (rules 1 to 9, 29). */
import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from '../../json.ts';
import { notFound } from './error.ts';
import { mergeSpecs, stampSpec } from './merge.ts';
import type { ApplicationState, EnvironmentState, InstanceState, WorldState } from './state.ts';
import { apiVersion, type InstanceResource } from './wire-types.ts';

export function newInstance(
  world: WorldState,
  environment: EnvironmentState,
  spec: JsonObject,
): InstanceState {
  const uid = world.random.uuid();
  const at = world.clock.tick();
  const merged = mergeSpecs(environment.resource.flinkApplicationDefaults, spec);
  return {
    uid,
    createdAt: at,
    updatedAt: at,
    merged,
    spec: stampSpec(merged, uid),
    jobStatus: null,
    rendered: null,
  };
}

/**
 * Creates an instance when the effective spec differs from that of the newest one (rule 2). True when it did. The
 * annotation of rule 9 belongs to CMF, so a client's value for it does not count as a difference.
 */
export function reviseInstance(world: WorldState, application: ApplicationState): boolean {
  const { newest } = application;
  const defaults = application.environment.resource.flinkApplicationDefaults;
  const merged = mergeSpecs(defaults, application.spec);
  if (isDeepStrictEqual(newest.spec, stampSpec(merged, newest.uid))) return false;
  application.newest = newInstance(world, application.environment, application.spec);
  application.instances.push(application.newest);
  application.generation += 1;
  application.rendered = null;
  const surplus = application.instances.length - world.settings.retention;
  if (surplus > 0) application.instances.splice(0, surplus);
  return true;
}

export function findInstance(application: ApplicationState, uid: string): InstanceState {
  const instance = application.instances.find((candidate) => candidate.uid === uid);
  if (!instance) throw notFound('Instance');
  return instance;
}

/** Removes an instance from the list, as retention does. Its cluster keeps running. */
export function evictInstance(application: ApplicationState, uid: string): void {
  application.instances.splice(application.instances.indexOf(findInstance(application, uid)), 1);
}

export function renderInstance(instance: InstanceState): InstanceResource {
  instance.rendered ??= {
    apiVersion,
    kind: 'FlinkApplicationInstance',
    metadata: {
      name: instance.uid,
      uid: instance.uid,
      creationTimestamp: instance.createdAt,
      updateTimestamp: instance.updatedAt,
      labels: null,
      annotations: null,
    },
    status: { spec: instance.spec, ...(instance.jobStatus && { jobStatus: instance.jobStatus }) },
  };
  return instance.rendered;
}
