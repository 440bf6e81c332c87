/** The endpoints of application savepoints and detached savepoints. */
import type { z } from 'zod';
import type { SavepointInput, SavepointResource } from '../world.ts';
import { savepointBody } from './body.ts';
import type { Context, Route } from './context.ts';
import { type ListForm, listResponse } from './list/list.ts';
import { json, noContent } from './response.ts';
import type { Capabilities } from './version.ts';

const savepoints = '/cmf/api/v1/environments/{environment}/applications/{application}/savepoints';
const detached = '/cmf/api/v1/detached-savepoints';

const exists = (capabilities: Capabilities) => capabilities.savepoints;

function keyOf({ parameter }: Context): readonly [environment: string, application: string] {
  return [parameter('environment'), parameter('application')];
}

const form: ListForm<SavepointResource> = {
  sortKeys: {
    name: ({ metadata }) => metadata.name,
    'metadata.name': ({ metadata }) => metadata.name,
    creationTimestamp: ({ metadata }) => metadata.creationTimestamp,
    'metadata.creationTimestamp': ({ metadata }) => metadata.creationTimestamp,
  },
  filter: {},
};

/** CMF 2.3 and newer warn that a status may be old while the Kubernetes cluster is disconnected. */
function render({ world, capabilities, parameter }: Context, savepoint: SavepointResource): object {
  const { state } = world.environment(parameter('environment')).status.kubernetesCluster;
  if (state === 'CONNECTED' || !capabilities.savepointWarnings) return savepoint;
  const warning = `The status may be stale: the Kubernetes cluster is ${state}.`;
  return { ...savepoint, status: { ...savepoint.status, warning } };
}

export const savepointRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: savepoints,
    operation: 'listSavepoints',
    scope: 'applications',
    exists,
    handle: (context) =>
      listResponse(context, context.world.savepoints(...keyOf(context)), {
        ...form,
        render: (savepoint) => render(context, savepoint),
      }),
  },
  {
    method: 'POST',
    path: savepoints,
    operation: 'createSavepoint',
    scope: 'applications',
    exists,
    handle: async (context) => {
      const { path: _, ...input } = inputOf(await context.body(savepointBody));
      return json(201, context.world.triggerSavepoint(...keyOf(context), input));
    },
  },
  {
    method: 'GET',
    path: `${savepoints}/{savepoint}`,
    operation: 'getSavepoint',
    scope: 'applications',
    exists,
    handle: (context) =>
      json(200, render(context, context.world.savepoint(...keyOf(context), context.parameter('savepoint')))),
  },
  {
    method: 'DELETE',
    path: `${savepoints}/{savepoint}`,
    operation: 'deleteSavepoint',
    scope: 'applications',
    exists,
    handle(context) {
      const force = context.query.get('force') === 'true';
      context.world.deleteSavepoint(...keyOf(context), context.parameter('savepoint'), { force });
      return noContent(204);
    },
  },
  {
    method: 'POST',
    path: `${savepoints}/{savepoint}/detach`,
    operation: 'detachSavepoint',
    scope: 'applications',
    exists,
    handle: (context) =>
      json(200, context.world.detachSavepoint(...keyOf(context), context.parameter('savepoint'))),
  },
  {
    method: 'GET',
    path: detached,
    operation: 'listDetachedSavepoints',
    scope: 'detachedSavepoints',
    exists,
    handle: (context) => listResponse(context, context.world.detachedSavepoints(), form),
  },
  {
    method: 'POST',
    path: detached,
    operation: 'createDetachedSavepoint',
    scope: 'detachedSavepoints',
    exists,
    handle: async (context) =>
      json(201, context.world.createDetachedSavepoint(inputOf(await context.body(savepointBody)))),
  },
  {
    method: 'GET',
    path: `${detached}/{savepoint}`,
    operation: 'getDetachedSavepoint',
    scope: 'detachedSavepoints',
    exists,
    handle: ({ world, parameter }) => json(200, world.detachedSavepoint(parameter('savepoint'))),
  },
  {
    method: 'DELETE',
    path: `${detached}/{savepoint}`,
    operation: 'deleteDetachedSavepoint',
    scope: 'detachedSavepoints',
    exists,
    handle({ world, parameter }) {
      world.deleteDetachedSavepoint(parameter('savepoint'));
      return noContent(204);
    },
  },
];

function inputOf({ metadata, spec }: z.infer<typeof savepointBody>): SavepointInput {
  return { ...metadata, ...spec };
}
