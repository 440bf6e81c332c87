/** The endpoints of applications, instances and events. */
import { type ApplicationResource, type EventResource, type InstanceResource, WorldError } from '../world.ts';
import { applicationBody } from './body.ts';
import type { Context, Route } from './context.ts';
import { listResponse } from './list/list.ts';
import { json, noContent, type RestResponse } from './response.ts';

const applications = '/cmf/api/v1/environments/{environment}/applications';
const application = `${applications}/{application}`;
const events = '/cmf/api/v1alpha1/environments/{environment}/applications/{application}/events';

function keyOf({ parameter }: Context): readonly [environment: string, application: string] {
  return [parameter('environment'), parameter('application')];
}

export const applicationRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: applications,
    operation: 'listApplications',
    scope: 'any',
    tagged: true,
    handle: listApplications,
  },
  {
    method: 'POST',
    path: applications,
    operation: 'createOrUpdateApplication',
    scope: 'applications',
    handle: async (context) =>
      json(201, context.world.apply(context.parameter('environment'), await context.body(applicationBody))),
  },
  {
    method: 'GET',
    path: application,
    operation: 'getApplication',
    scope: 'applications',
    tagged: true,
    handle: (context) => json(200, context.world.application(...keyOf(context))),
  },
  {
    method: 'DELETE',
    path: application,
    operation: 'deleteApplication',
    scope: 'applications',
    handle(context) {
      context.world.deleteApplication(...keyOf(context));
      return context.capabilities.deleted === 204 ? noContent(204) : { status: 200, headers: {}, body: '' };
    },
  },
  {
    method: 'POST',
    path: `${application}/start`,
    operation: 'startApplication',
    scope: 'applications',
    handle(context) {
      const { capabilities, query } = context;
      const uid = capabilities.savepoints ? query.get('startFromSavepointUid') : null;
      const savepointUid = uid ?? undefined;
      return okOrNotModified(context.world.start(...keyOf(context), { savepointUid }));
    },
  },
  {
    method: 'POST',
    path: `${application}/suspend`,
    operation: 'suspendApplication',
    scope: 'applications',
    handle: (context) => okOrNotModified(context.world.suspend(...keyOf(context))),
  },
  {
    method: 'GET',
    path: `${application}/instances`,
    operation: 'listInstances',
    scope: 'applications',
    exists: ({ instances }) => instances,
    handle: listInstances,
  },
  {
    method: 'GET',
    path: `${application}/instances/{instance}`,
    operation: 'getInstance',
    scope: 'applications',
    exists: ({ instances }) => instances,
    handle: (context) => json(200, context.world.instance(...keyOf(context), context.parameter('instance'))),
  },
  {
    method: 'GET',
    path: events,
    operation: 'listEvents',
    scope: 'applications',
    exists: ({ instances }) => instances,
    handle: listEvents,
  },
];

function okOrNotModified(resource: ApplicationResource | null): RestResponse {
  return resource ? json(200, resource) : noContent(304);
}

function listApplications(context: Context): RestResponse {
  const { access, permissions, parameter, world } = context;
  const environment = parameter('environment');
  const allowed = permissions.applications(environment);
  if (!allowed && access.applicationLists === 'refuse') throw new WorldError(403, 'Access denied');
  const specUpdatedAt = ({ metadata }: ApplicationResource) =>
    world.specUpdatedAt(environment, metadata.name);
  return listResponse(context, allowed ? world.applications(environment) : [], {
    sortKeys: {
      name: ({ metadata }) => metadata.name,
      'metadata.name': ({ metadata }) => metadata.name,
      creationTimestamp: ({ metadata }) => metadata.creationTimestamp,
      'metadata.creationTimestamp': ({ metadata }) => metadata.creationTimestamp,
      updateTimestamp: specUpdatedAt,
      'metadata.updateTimestamp': specUpdatedAt,
    },
    filter: { state: ['status', 'jobStatus', 'state'] },
  });
}

/** In an arbitrary order without `sort`: the contract defines none. */
function listInstances(context: Context): RestResponse {
  const omitsSpec = context.faults.some((fault) => fault.kind === 'listWithoutSpec');
  return listResponse(context, context.world.instances(...keyOf(context)).toSorted(byName), {
    sortKeys: {
      name: ({ metadata }) => metadata.name,
      'metadata.name': ({ metadata }) => metadata.name,
      creationTimestamp: ({ metadata }) => metadata.creationTimestamp,
      'metadata.creationTimestamp': ({ metadata }) => metadata.creationTimestamp,
      updateTimestamp: ({ metadata }) => metadata.updateTimestamp,
      'metadata.updateTimestamp': ({ metadata }) => metadata.updateTimestamp,
    },
    render: (instance) => (omitsSpec ? withoutSpec(instance) : instance),
  });
}

function withoutSpec(instance: InstanceResource): object {
  const { spec: _, ...status } = instance.status;
  return { ...instance, status };
}

/** Newest first, as in the example of CMF's documentation. */
function listEvents(context: Context): RestResponse {
  return listResponse(context, context.world.events(...keyOf(context)).toReversed(), {
    sortKeys: { creationTimestamp: createdAt, 'metadata.creationTimestamp': createdAt },
    filter: { type: ['status', 'type'] },
    search: {
      message: ({ status }, text) => status.message.includes(text),
      flinkApplicationInstance: ({ metadata }, text) => metadata.flinkApplicationInstance === text,
    },
  });
}

function byName(one: InstanceResource, other: InstanceResource): number {
  return one.metadata.name < other.metadata.name ? -1 : 1;
}

function createdAt({ metadata }: EventResource): string {
  return metadata.creationTimestamp;
}
