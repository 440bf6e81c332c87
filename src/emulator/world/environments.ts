/** Environments: a Kubernetes namespace with defaults that override its applications' specs (rule 7). */
import { WorldError } from './error.ts';
import { reviseInstance } from './instances.ts';
import { nameProblems } from './names.ts';
import { react } from './operator.ts';
import { type EnvironmentState, findEnvironment, type WorldState } from './state.ts';
import type { EnvironmentInput, EnvironmentResource } from './wire-types.ts';

export function createEnvironment(world: WorldState, input: EnvironmentInput): EnvironmentResource {
  check(world, input);
  if (world.environments.has(input.name)) {
    throw new WorldError(409, `Environment '${input.name}' already exists.`);
  }
  const at = world.clock.tick();
  const resource = render(input, { createdAt: at, updatedAt: at });
  world.environments.set(input.name, { resource, applications: new Map() });
  return resource;
}

/** Changes the given fields. Existing instances are not rewritten (rule 6). */
export function updateEnvironment(
  world: WorldState,
  name: string,
  changes: Partial<Omit<EnvironmentInput, 'name'>>,
): EnvironmentResource {
  const environment = findEnvironment(world, name);
  const old = environment.resource;
  const input: EnvironmentInput = {
    name,
    kubernetesNamespace: changes.kubernetesNamespace ?? old.kubernetesNamespace,
    kubernetesClusterName: changes.kubernetesClusterName ?? old.kubernetesClusterName,
    labels: changes.labels ?? old.metadata.labels,
    annotations: changes.annotations ?? old.metadata.annotations,
    flinkApplicationDefaults:
      changes.flinkApplicationDefaults === undefined
        ? old.flinkApplicationDefaults
        : changes.flinkApplicationDefaults,
    computePoolDefaults: changes.computePoolDefaults ?? old.computePoolDefaults,
    statementDefaults: changes.statementDefaults ?? old.statementDefaults,
  };
  check(world, input);
  environment.resource = render(input, {
    createdAt: old.created_time,
    updatedAt: world.clock.tick(),
    clusterState: old.status.kubernetesCluster.state,
  });
  if (world.settings.environmentUpdates === 'at-once') reviseAll(world, environment);
  return environment.resource;
}

/** The alternative interpretation of rule 32: CMF applies new defaults to all applications at once. */
function reviseAll(world: WorldState, environment: EnvironmentState): void {
  for (const application of environment.applications.values()) {
    if (!reviseInstance(world, application)) continue;
    application.updatedAt = world.clock.tick();
    react(world, application);
  }
}

/** Deletes an environment that has applications only with `force`, together with the applications. */
export function deleteEnvironment(
  world: WorldState,
  name: string,
  { force = false, onDelete }: { readonly force?: boolean; readonly onDelete: (application: string) => void },
): void {
  const environment = findEnvironment(world, name);
  if (environment.applications.size > 0 && !force) {
    throw new WorldError(409, `Environment '${name}' still has applications.`);
  }
  for (const application of environment.applications.keys()) onDelete(application);
  world.environments.delete(name);
}

/** `DISCONNECTED`: CMF cannot reach the environment's Kubernetes cluster. */
export function setClusterState(world: WorldState, name: string, state: string): void {
  const environment = findEnvironment(world, name);
  environment.resource = { ...environment.resource, status: { kubernetesCluster: { state } } };
}

function check(world: WorldState, input: EnvironmentInput): void {
  const problems = [
    ...nameProblems(input.name, { rules: world.settings.names }),
    ...nameProblems(input.kubernetesNamespace, { field: 'kubernetesNamespace', minimum: 1 }),
  ];
  if (problems.length > 0) throw new WorldError(400, ...problems);
}

function render(
  input: EnvironmentInput,
  times: { readonly createdAt: string; readonly updatedAt: string; readonly clusterState?: string },
): EnvironmentResource {
  return {
    name: input.name,
    kubernetesNamespace: input.kubernetesNamespace,
    kubernetesClusterName: input.kubernetesClusterName ?? 'hub',
    created_time: times.createdAt,
    updated_time: times.updatedAt,
    metadata: {
      name: input.name,
      creationTimestamp: times.createdAt,
      updateTimestamp: times.updatedAt,
      labels: input.labels ?? {},
      annotations: input.annotations ?? {},
    },
    flinkApplicationDefaults: input.flinkApplicationDefaults ?? null,
    computePoolDefaults: input.computePoolDefaults ?? {},
    statementDefaults: input.statementDefaults ?? {},
    secrets: {},
    status: { kubernetesCluster: { state: times.clusterState ?? 'CONNECTED' } },
  };
}
