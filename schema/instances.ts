/** The instances of an application: the deployed one, the newest one, and all that CMF keeps. */
import type { Instance as InstanceModel } from '../src/cmf/resources/instance.ts';
import { mapMaybe } from '../src/maybe-promise.ts';
import { Application } from './application.ts';
import { builder } from './builder.ts';
import { publicError } from './errors.ts';
import { memberMatcher, OrderDirection } from './filters.ts';
import { inHistory } from './history-loaders.ts';
import { Instance, loadInstance } from './instance.ts';
import { type InstanceOf } from './models.ts';
import { type Order, pageShowing } from './pagination.ts';
import { DateTime, instant } from './scalars.ts';
import { JobState } from './states.ts';

const InstanceFilter = builder.inputType('InstanceFilter', {
  description: 'Selects the instances that match every given condition.',
  fields: (t) => ({
    jobStates: t.field({ type: [JobState], description: 'The accepted job states.' }),
    createdAfter: t.field({ type: DateTime, description: 'Created at this time or later.' }),
    createdBefore: t.field({ type: DateTime, description: 'Created before this time.' }),
  }),
});

const InstanceOrderField = builder.enumType('InstanceOrderField', {
  description: 'The field that instances are sorted by.',
  values: {
    CREATED: { description: 'By creation time; instances without one sort as oldest.' },
    UPDATED: { description: 'By the time of the last job status; instances without one sort as oldest.' },
  } as const,
});

const InstanceOrder = builder.inputType('InstanceOrder', {
  description: 'The sort order of instances.',
  fields: (t) => ({
    field: t.field({ type: InstanceOrderField, required: true, description: 'The field to sort by.' }),
    direction: t.field({ type: OrderDirection, defaultValue: 'DESC', description: 'The sort direction.' }),
  }),
});

const sortKeys = {
  CREATED: ({ createdAt }: InstanceModel) => instant(createdAt) ?? -1,
  UPDATED: ({ updatedAt }: InstanceModel) => instant(updatedAt) ?? -1,
} as const;

function orderOf(orderBy: typeof InstanceOrder.$inferInput | null | undefined): Order<InstanceModel> {
  const field = orderBy?.field ?? 'CREATED';
  return {
    name: `instance ${field}`,
    direction: orderBy?.direction ?? 'DESC',
    key: sortKeys[field],
    identity: ({ uid }) => uid,
  };
}

function matching(
  instances: readonly InstanceModel[],
  filter: typeof InstanceFilter.$inferInput | null | undefined,
): readonly InstanceModel[] {
  if (!filter) return instances;
  const { jobStates, createdAfter, createdBefore } = filter;
  if (createdAfter != null && createdBefore != null && createdAfter >= createdBefore) {
    throw publicError('BAD_FILTER', '`createdAfter` must be earlier than `createdBefore`.');
  }
  const hasState = memberMatcher(jobStates);
  return instances.filter(({ jobState, createdAt }) => {
    const created = instant(createdAt);
    return (
      (jobStates == null || (jobState !== null && hasState(jobState.state))) &&
      (createdAfter == null || (created !== null && created >= createdAfter)) &&
      (createdBefore == null || (created !== null && created < createdBefore))
    );
  });
}

/** The maximum size of a page; the cost of an operation assumes it too. */
const maxFallenOff = 100;

const InstanceEdge = builder.edgeObject({
  type: Instance,
  name: 'InstanceEdge',
  description: 'An instance and its position.',
});

const InstanceConnection = builder.connectionObject(
  {
    type: Instance,
    name: 'InstanceConnection',
    description: 'One page of instances.',
    fields: (t) => ({
      kept: t.int({
        description: 'The number of instances that CMF keeps for the application, regardless of the filter.',
        resolve: ({ retention }) => retention?.kept ?? 0,
      }),
      fallenOff: t.field({
        type: [Instance],
        description:
          'The newest 100 instances that the gateway observed and CMF no longer keeps, newest first, regardless of the filter.',
        resolve: async ({ retention }, _args, { loaders }) => {
          if (!retention) return [];
          const history = await loaders.history.load(retention.application.value);
          return history.fallenOff
            .slice(0, maxFallenOff)
            .map((instance) => inHistory(retention.application, instance, history));
        },
      }),
    }),
  },
  InstanceEdge,
);

builder.objectFields(Application, (t) => ({
  currentInstanceUid: t.id({
    nullable: true,
    description:
      'The UID of the deployed instance. It is available even if CMF no longer keeps the instance itself.',
    resolve: ({ value }) => value.currentInstance,
  }),
  currentInstance: t.field({
    type: Instance,
    nullable: true,
    description:
      'The instance whose Flink cluster exists now. During a savepoint upgrade it is not the latest instance. Null if none is deployed. If CMF no longer keeps it, this is the record of the gateway (`expired`), or null if there is none.',
    resolve: (application, _args, context) => {
      const uid = application.value.currentInstance;
      return uid === null ? null : loadInstance(application, uid, context);
    },
  }),
  latestInstance: t.field({
    type: Instance,
    nullable: true,
    description: 'The newest instance by creation, deployed or not.',
    resolve: (application, _args, { mirror, read }) =>
      mapMaybe(mirror.instances(application.value, read), ([instance]) =>
        instance ? { application, instance, expired: false } : null,
      ),
  }),
  instances: t.connection(
    {
      type: Instance,
      nullable: true,
      description: 'The instances that CMF keeps (100 by default), by default newest first.',
      args: {
        filter: t.arg({ type: InstanceFilter, description: 'Conditions on the instances.' }),
        orderBy: t.arg({ type: InstanceOrder, description: 'The sort order. Default: newest first.' }),
      },
      resolve: (application, args, { mirror, read }) =>
        mapMaybe(mirror.instances(application.value, read), (instances) => {
          const page = pageShowing(
            matching(instances, args.filter),
            args,
            orderOf(args.orderBy),
            (instance): InstanceOf => ({ application, instance, expired: false }),
          );
          return { ...page, retention: { application, kept: instances.length } };
        }),
    },
    InstanceConnection,
    InstanceEdge,
  ),
}));
