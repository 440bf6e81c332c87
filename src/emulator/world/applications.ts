/** Applications: client requests, stored as posted, and the reactions of CMF and its operator. */
import { isDeepStrictEqual } from 'node:util';
import { at, isObject, type Json, type JsonObject } from '../../json.ts';
import { WorldError } from './error.ts';
import { addEvent } from './events.ts';
import { newInstance, reviseInstance } from './instances.ts';
import { nameProblems } from './names.ts';
import { react } from './operator.ts';
import { restorePath } from './savepoints.ts';
import { type ApplicationState, findApplication, findEnvironment, type WorldState } from './state.ts';
import { observed } from './status.ts';
import { type ApplicationInput, apiVersion } from './wire-types.ts';

/** Creates the application, or updates the one with this name: CMF has one POST for both. */
export function apply(world: WorldState, environmentName: string, input: ApplicationInput): ApplicationState {
  const environment = findEnvironment(world, environmentName);
  check(world, input);
  const existing = environment.applications.get(input.metadata.name);
  if (existing) {
    update(world, existing, input);
    return existing;
  }
  const newest = newInstance(world, environment, input.spec);
  const application: ApplicationState = {
    environment,
    name: input.metadata.name,
    createdAt: newest.createdAt,
    specUpdatedAt: newest.createdAt,
    updatedAt: newest.createdAt,
    apiVersion: input.apiVersion ?? apiVersion,
    labels: input.metadata.labels ?? {},
    annotations: input.metadata.annotations ?? {},
    spec: input.spec,
    generation: 1,
    status: null,
    instances: [newest],
    newest,
    deployed: null,
    events: [],
    savepoints: new Map(),
    rendered: null,
  };
  environment.applications.set(application.name, application);
  const transition = { environment: environmentName, application: application.name, at: newest.createdAt };
  world.record.push({ ...transition, from: null, to: observed(application) });
  addStatusEvent(world, application, 'Flink application created');
  return application;
}

function update(world: WorldState, application: ApplicationState, input: ApplicationInput): void {
  const labels = input.metadata.labels ?? {};
  const annotations = input.metadata.annotations ?? {};
  const isSame =
    isDeepStrictEqual(application.spec, input.spec) &&
    isDeepStrictEqual(application.labels, labels) &&
    isDeepStrictEqual(application.annotations, annotations);
  if (!isSame) {
    application.spec = input.spec;
    application.labels = labels;
    application.annotations = annotations;
    touchSpec(world, application);
  }
  // Also without a change of the application: the environment may have changed since the last update (rule 32).
  const revised = reviseInstance(world, application);
  if (revised && isSame) touchSpec(world, application);
  if (revised || !isSame) addStatusEvent(world, application, 'Flink application updated');
  if (revised) react(world, application);
}

function touchSpec(world: WorldState, application: ApplicationState): void {
  application.specUpdatedAt = world.clock.tick();
  application.updatedAt = application.specUpdatedAt;
  application.rendered = null;
}

function addStatusEvent(world: WorldState, application: ApplicationState, message: string): void {
  addEvent(world, application, { type: 'CMF_STATUS', instance: application.newest, message, data: null });
}

/** Also deletes its instances, events and savepoints. A later application of the same name is unrelated (rule 30). */
export function deleteApplication(world: WorldState, environment: string, name: string): void {
  const application = findApplication(world, environment, name);
  application.environment.applications.delete(name);
  const from = observed(application);
  world.record.push({ environment, application: name, from, to: null, at: world.clock.tick() });
}

/** Suspend and start are spec changes (rule 31). False when the desired state is the same already. */
export function setDesiredState(
  world: WorldState,
  application: ApplicationState,
  state: 'running' | 'suspended',
  { savepointUid }: { readonly savepointUid?: string | undefined } = {},
): boolean {
  const job = jobOf(application.spec);
  const isSame = (job['state'] ?? 'running') === state;
  if (isSame && savepointUid === undefined) return false;
  const initialSavepointPath =
    savepointUid === undefined ? undefined : restorePath(world, application, savepointUid);
  update(world, application, {
    metadata: { name: application.name, labels: application.labels, annotations: application.annotations },
    spec: {
      ...application.spec,
      job: { ...job, state, ...(initialSavepointPath !== undefined && { initialSavepointPath }) },
    },
  });
  return true;
}

function jobOf(spec: JsonObject): JsonObject {
  const job = spec['job'];
  return isObject(job) ? job : {};
}

const choices: Readonly<Record<string, readonly string[]>> = {
  state: ['running', 'suspended'],
  upgradeMode: ['stateless', 'savepoint', 'last-state'],
};

function check(world: WorldState, input: ApplicationInput): void {
  const rules = world.settings.names;
  const wrongName = nameProblems(input.metadata.name, { rules, field: 'metadata.name' });
  if (wrongName.length > 0) throw new WorldError(400, ...wrongName);

  const problems: string[] = [];
  const job: Json | undefined = input.spec['job'];
  if (!isObject(job)) problems.push('spec.job: must be an object');
  for (const [field, allowed] of Object.entries(choices)) {
    const value = at(job, field);
    if (value !== undefined && !(typeof value === 'string' && allowed.includes(value))) {
      problems.push(`spec.job.${field}: must be one of ${allowed.join(', ')}`);
    }
  }
  const parallelism = at(job, 'parallelism');
  if (parallelism !== undefined && !(Number.isInteger(parallelism) && Number(parallelism) > 0)) {
    problems.push('spec.job.parallelism: must be greater than 0');
  }
  const configuration = input.spec['flinkConfiguration'];
  if (configuration !== undefined && !isObject(configuration)) {
    problems.push('spec.flinkConfiguration: must be an object');
  }
  if (problems.length > 0) throw new WorldError(422, ...problems);
}
