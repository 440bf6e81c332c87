/** Savepoints: those of an application, which its running job takes, and detached ones, which only have a path. */

import { notFound, WorldError } from './error.ts';
import { nameProblems } from './names.ts';
import type { ApplicationState, WorldState } from './state.ts';
import { apiVersion, type SavepointInput, type SavepointResource } from './wire-types.ts';

/** The states that are not final. */
function isUnfinished(savepoint: SavepointResource): boolean {
  return savepoint.status.state === 'TRIGGER_PENDING' || savepoint.status.state === 'IN_PROGRESS';
}

export function triggerSavepoint(
  world: WorldState,
  application: ApplicationState,
  input: SavepointInput,
): SavepointResource {
  if (application.status?.jobState !== 'RUNNING') {
    throw new WorldError(422, 'Savepoints require a running application.');
  }
  const savepoint = newSavepoint(world, application.savepoints, input, {
    state: 'TRIGGER_PENDING',
    path: null,
  });
  application.savepoints.set(savepoint.metadata.name, savepoint);
  return savepoint;
}

export function createDetachedSavepoint(world: WorldState, input: SavepointInput): SavepointResource {
  if (!input.path) throw new WorldError(422, 'spec.path: must not be null');
  const savepoint = newSavepoint(world, world.detachedSavepoints, input, {
    state: 'COMPLETED',
    path: input.path,
  });
  world.detachedSavepoints.set(savepoint.metadata.name, savepoint);
  return savepoint;
}

function newSavepoint(
  world: WorldState,
  existing: ReadonlyMap<string, SavepointResource>,
  input: SavepointInput,
  { state, path }: Pick<SavepointResource['status'], 'state' | 'path'>,
): SavepointResource {
  const uid = world.random.uuid();
  const name = input.name ?? `savepoint-${uid}`;
  const problems = nameProblems(name, { rules: world.settings.names, maximum: 253 });
  if (problems.length > 0) throw new WorldError(400, ...problems);
  if (existing.has(name)) throw new WorldError(409, `Savepoint '${name}' already exists.`);
  const creationTimestamp = world.clock.tick();
  return {
    apiVersion,
    kind: 'Savepoint',
    metadata: {
      name,
      uid,
      creationTimestamp,
      labels: input.labels ?? {},
      annotations: input.annotations ?? {},
    },
    spec: {
      formatType: input.formatType ?? 'CANONICAL',
      backoffLimit: input.backoffLimit ?? -1,
      ...(input.path !== undefined && { path: input.path }),
    },
    status: {
      state,
      path,
      triggerTimestamp: creationTimestamp,
      resultTimestamp: state === 'COMPLETED' ? creationTimestamp : null,
      failures: 0,
      pendingDeletion: false,
    },
  };
}

export function findSavepoint(
  existing: ReadonlyMap<string, SavepointResource>,
  name: string,
): SavepointResource {
  const savepoint = existing.get(name);
  if (!savepoint) throw notFound('Savepoint');
  return savepoint;
}

/** The path of a completed savepoint from which the application can start: its own or a detached one. */
export function restorePath(world: WorldState, application: ApplicationState, uid: string): string {
  const candidates = [...application.savepoints.values(), ...world.detachedSavepoints.values()];
  const savepoint = candidates.find((candidate) => candidate.metadata.uid === uid);
  if (!savepoint) throw notFound('Savepoint');
  if (savepoint.status.path === null) throw new WorldError(422, 'The savepoint has not completed.');
  return savepoint.status.path;
}

export function completeSavepoint(world: WorldState, application: ApplicationState, name: string): void {
  finish(world, application, name, { state: 'COMPLETED', path: savepointPath(world, application) });
}

/** One failed attempt. Without a `backoffLimit` (-1) it is retried forever. */
export function failSavepoint(
  world: WorldState,
  application: ApplicationState,
  name: string,
  error: string,
): void {
  const savepoint = findSavepoint(application.savepoints, name);
  const failures = savepoint.status.failures + 1;
  const { backoffLimit } = savepoint.spec;
  const state = backoffLimit >= 0 && failures > backoffLimit ? 'FAILED' : 'IN_PROGRESS';
  finish(world, application, name, { state, failures, error });
}

function finish(
  world: WorldState,
  application: ApplicationState,
  name: string,
  changes: Partial<SavepointResource['status']>,
): void {
  const savepoint = findSavepoint(application.savepoints, name);
  if (!isUnfinished(savepoint))
    throw new WorldError(409, `Savepoint '${name}' is ${savepoint.status.state}.`);
  const status = { ...savepoint.status, ...changes };
  if (status.state !== 'IN_PROGRESS' && status.pendingDeletion) {
    application.savepoints.delete(name);
    return;
  }
  const resultTimestamp = status.state === 'IN_PROGRESS' ? null : world.clock.tick();
  application.savepoints.set(name, { ...savepoint, status: { ...status, resultTimestamp } });
}

/** The next stage of a running savepoint. False when there is none. */
export function advanceSavepoints(world: WorldState, application: ApplicationState): boolean {
  for (const [name, savepoint] of application.savepoints) {
    if (savepoint.status.state === 'TRIGGER_PENDING')
      finish(world, application, name, { state: 'IN_PROGRESS' });
    else if (savepoint.status.state === 'IN_PROGRESS') completeSavepoint(world, application, name);
    else continue;
    return true;
  }
  return false;
}

/** Abandons savepoints whose job is gone. */
export function abandonSavepoints(world: WorldState, application: ApplicationState): void {
  for (const [name, savepoint] of application.savepoints) {
    if (isUnfinished(savepoint)) finish(world, application, name, { state: 'ABANDONED' });
  }
}

/** An unfinished savepoint is marked, and deleted when it ends; with `force` it is deleted at once. */
export function deleteSavepoint(
  existing: Map<string, SavepointResource>,
  name: string,
  { force }: { readonly force: boolean },
): void {
  const savepoint = findSavepoint(existing, name);
  if (isUnfinished(savepoint) && !force) {
    existing.set(name, { ...savepoint, status: { ...savepoint.status, pendingDeletion: true } });
  } else {
    existing.delete(name);
  }
}

/** Detaches a savepoint, so that it outlives its application. */
export function detachSavepoint(
  world: WorldState,
  application: ApplicationState,
  name: string,
): SavepointResource {
  const savepoint = findSavepoint(application.savepoints, name);
  if (savepoint.status.state !== 'COMPLETED') throw new WorldError(422, 'The savepoint has not completed.');
  if (world.detachedSavepoints.has(name)) throw new WorldError(409, `Savepoint '${name}' already exists.`);
  application.savepoints.delete(name);
  world.detachedSavepoints.set(name, savepoint);
  return savepoint;
}

export function savepointPath(world: WorldState, application: ApplicationState): string {
  const { resource } = application.environment;
  const job = application.status?.jobId?.slice(0, 6) ?? '000000';
  return `s3://flink-savepoints/${resource.name}/${application.name}/savepoint-${job}-${world.random.hex(12)}`;
}
