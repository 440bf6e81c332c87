/** The instances of an application: the deployed one, the newest one, and all that CMF keeps. */
import type { Instance as InstanceModel } from '../src/cmf/resources/instance.ts';
import { mapMaybe } from '../src/maybe-promise.ts';
import { Application } from './application.ts';
import { builder } from './builder.ts';
import { publicError } from './errors.ts';
import { memberMatcher, OrderDirection } from './filters.ts';
import { inHistory } from './history.ts';
import { Instance, loadInstance } from './instance.ts';
import { type InstanceOf } from './models.ts';
import { type Order, pageShowing } from './pagination.ts';
import { DateTime, instant } from './scalars.ts';
import { JobState } from './states.ts';

const InstanceFilter = builder.inputType('InstanceFilter', {
  description: 'Keeps the instances that meet every given condition.',
  fields: (t) => ({
    jobStates: t.field({ type: [JobState], description: 'Any of these job states.' }),
    createdAfter: t.field({ type: DateTime, description: 'Made at this moment or later.' }),
    createdBefore: t.field({ type: DateTime, description: 'Made before this moment.' }),
  }),
});

const InstanceOrderField = builder.enumType('InstanceOrderField', {
  description: 'What instances are sorted by.',
  values: {
    CREATED: { description: 'By creation time; those without one count as oldest.' },
    UPDATED: { description: 'By the time of the last job status; those without one count as oldest.' },
  } as const,
});

const InstanceOrder = builder.inputType('InstanceOrder', {
  description: 'How instances are sorted.',
  fields: (t) => ({
    field: t.field({ type: InstanceOrderField, required: true, description: 'What to sort by.' }),
    direction: t.field({ type: OrderDirection, defaultValue: 'DESC', description: 'Which end comes first.' }),
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

/** As many as a page has at most; the cost of an operation counts as many. */
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
        description: 'How many instances of the application CMF keeps, whatever the filter.',
        resolve: ({ retention }) => retention?.kept ?? 0,
      }),
      fallenOff: t.field({
        type: [Instance],
        description:
          'The newest 100 instances that the gateway has seen and that CMF no longer keeps, newest first, whatever the filter.',
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
      'The UID of the deployed instance. It is known even when CMF no longer keeps the instance itself.',
    resolve: ({ value }) => value.currentInstance,
  }),
  currentInstance: t.field({
    type: Instance,
    nullable: true,
    description:
      'The instance whose Flink cluster exists now. During a savepoint upgrade it is not the latest one. Null when none is deployed. One that CMF no longer keeps is shown as the gateway remembers it (`expired`), null if it does not.',
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
      description: 'The instances that CMF keeps (100 by default), newest first unless ordered otherwise.',
      args: {
        filter: t.arg({ type: InstanceFilter, description: 'Which instances.' }),
        orderBy: t.arg({ type: InstanceOrder, description: 'In which order.' }),
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
