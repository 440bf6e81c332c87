/** The endpoints of applications, instances and events. */
import { type ApplicationResource, type EventResource, type InstanceResource, WorldError } from '../world.ts';
import { applicationBody } from './body.ts';
import type { Context, Route } from './context.ts';
import { listAnswer } from './list/list.ts';
import { type Answer, json, noContent } from './response.ts';

const applications = '/cmf/api/v1/environments/{environment}/applications';
const application = `${applications}/{application}`;
const events = '/cmf/api/v1alpha1/environments/{environment}/applications/{application}/events';

function key({ parameter }: Context): readonly [environment: string, application: string] {
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
    handle: (context) => json(200, context.world.application(...key(context))),
  },
  {
    method: 'DELETE',
    path: application,
    operation: 'deleteApplication',
    scope: 'applications',
    handle(context) {
      context.world.deleteApplication(...key(context));
      return context.capabilities.deleted === 204 ? noContent(204) : { status: 200, headers: {}, body: '' };
    },
  },
  {
    method: 'POST',
    path: `${application}/start`,
    operation: 'startApplication',
    scope: 'applications',
    handle(context) {
      const savepointUid = context.query.get('startFromSavepointUid') ?? undefined;
      return changedOrNot(context.world.start(...key(context), { savepointUid }));
    },
  },
  {
    method: 'POST',
    path: `${application}/suspend`,
    operation: 'suspendApplication',
    scope: 'applications',
    handle: (context) => changedOrNot(context.world.suspend(...key(context))),
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
    handle: (context) => json(200, context.world.instance(...key(context), context.parameter('instance'))),
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

function changedOrNot(resource: ApplicationResource | null): Answer {
  return resource ? json(200, resource) : noContent(304);
}

function listApplications(context: Context): Answer {
  const { access, judgement, parameter, world } = context;
  const environment = parameter('environment');
  const allowed = judgement.applications(environment);
  if (!allowed && access.applicationLists === 'refuse') throw new WorldError(403, 'Access denied');
  const specUpdatedAt = ({ metadata }: ApplicationResource) =>
    world.specUpdatedAt(environment, metadata.name);
  return listAnswer(context, allowed ? world.applications(environment) : [], {
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
function listInstances(context: Context): Answer {
  const bare = context.faults.some((fault) => fault.kind === 'listWithoutSpec');
  return listAnswer(context, context.world.instances(...key(context)).toSorted(byName), {
    sortKeys: {
      name: ({ metadata }) => metadata.name,
      'metadata.name': ({ metadata }) => metadata.name,
      creationTimestamp: ({ metadata }) => metadata.creationTimestamp,
      'metadata.creationTimestamp': ({ metadata }) => metadata.creationTimestamp,
      updateTimestamp: ({ metadata }) => metadata.updateTimestamp,
      'metadata.updateTimestamp': ({ metadata }) => metadata.updateTimestamp,
    },
    render: (instance) => (bare ? withoutSpec(instance) : instance),
  });
}

function withoutSpec(instance: InstanceResource): object {
  const { spec: _, ...status } = instance.status;
  return { ...instance, status };
}

/** Newest first, as in the documentation's example. */
function listEvents(context: Context): Answer {
  return listAnswer(context, context.world.events(...key(context)).toReversed(), {
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
