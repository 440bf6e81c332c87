/** The endpoints of environments. */
import { type EnvironmentResource, WorldError } from '../world.ts';
import { environmentBody } from './body.ts';
import type { Context, Route } from './context.ts';
import { type ListForm, listResponse } from './list/list.ts';
import { json, noContent } from './response.ts';
import type { Capabilities } from './version.ts';

const forbidden = () => new WorldError(403, 'Access denied');

export const environmentRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/cmf/api/v1/environments',
    operation: 'listEnvironments',
    scope: 'any',
    tagged: true,
    handle(context) {
      const { access, permissions, world } = context;
      if (access.lists === 'refuse' && !permissions.allEnvironments) throw forbidden();
      const visible = world.environments().filter(({ name }) => permissions.environment(name));
      return listResponse(context, visible, listOptions(context.capabilities));
    },
  },
  {
    method: 'POST',
    path: '/cmf/api/v1/environments',
    operation: 'createOrUpdateEnvironment',
    scope: 'any',
    async handle(context) {
      const body = await context.body(environmentBody);
      const name = body.metadata?.name ?? body.name;
      if (name === undefined) throw new WorldError(400, 'name: must not be null');
      if (!context.permissions.environment(name)) throw forbidden();
      const resource = createOrUpdate(context, {
        name,
        kubernetesNamespace: body.kubernetesNamespace,
        kubernetesClusterName: body.kubernetesClusterName,
        labels: body.metadata?.labels ?? {},
        annotations: body.metadata?.annotations ?? {},
        flinkApplicationDefaults: body.flinkApplicationDefaults ?? null,
        computePoolDefaults: body.computePoolDefaults ?? {},
        statementDefaults: body.statementDefaults ?? {},
      });
      return json(context.capabilities.environmentCreated, render(resource, context.capabilities));
    },
  },
  {
    method: 'GET',
    path: '/cmf/api/v1/environments/{environment}',
    operation: 'getEnvironment',
    scope: 'environment',
    handle: ({ world, capabilities, parameter }) =>
      json(200, render(world.environment(parameter('environment')), capabilities)),
  },
  {
    method: 'DELETE',
    path: '/cmf/api/v1/environments/{environment}',
    operation: 'deleteEnvironment',
    scope: 'environment',
    handle({ world, capabilities, parameter, query }) {
      const force = capabilities.force && query.get('force') === 'true';
      world.deleteEnvironment(parameter('environment'), { force });
      return capabilities.deleted === 204 ? noContent(204) : { status: 200, headers: {}, body: '' };
    },
  },
];

function createOrUpdate(
  { world }: Context,
  input: Parameters<Context['world']['createEnvironment']>[0],
): EnvironmentResource {
  const { name, ...changes } = input;
  const exists = world.environments().some((environment) => environment.name === name);
  return exists ? world.updateEnvironment(name, changes) : world.createEnvironment(input);
}

function listOptions(capabilities: Capabilities): ListForm<EnvironmentResource> {
  return {
    sortKeys: {
      name: ({ name }) => name,
      'metadata.name': ({ name }) => name,
      kubernetesNamespace: ({ kubernetesNamespace }) => kubernetesNamespace,
      created_time: ({ created_time }) => created_time,
      updated_time: ({ updated_time }) => updated_time,
    },
    filter: {},
    search: {
      name: ({ name }, text) => name.includes(text),
      kubernetesNamespace: ({ kubernetesNamespace }, text) => kubernetesNamespace.includes(text),
    },
    // Lists omit the secrets.
    render: (environment) => render({ ...environment, secrets: {} }, capabilities),
  };
}

/** CMF before 2.3 has no `metadata`. */
function render(environment: EnvironmentResource, { environmentMetadata }: Capabilities): object {
  if (environmentMetadata) return environment;
  const { metadata: _, ...older } = environment;
  return older;
}
