/** Environments: the type, its entry queries, and the counts of its applications' job states. */
import type { Environment as EnvironmentModel } from '../src/cmf/resources/environment.ts';
import type { JobState as JobStateName } from '../src/cmf/resources/states.ts';
import { mapMaybe } from '../src/maybe-promise.ts';
import type { Observed } from '../src/mirror/reads.ts';
import type { Redaction } from '../src/redaction/redaction.ts';
import { builder } from './builder.ts';
import { unnamed } from './context.ts';
import { LabelFilter, labelMatcher, nameMatcher, OrderDirection, OrderField } from './filters.ts';
import { keyOf, parseKey } from './id.ts';
import { type Order, pageShowing, valuesOf } from './pagination.ts';
import { DateTime, dateTime, instant, Json } from './scalars.ts';
import { JobState } from './states.ts';

export const Environment = builder.objectRef<Observed<EnvironmentModel>>('Environment');

interface JobStateTally {
  readonly jobState: JobStateName | null;
  readonly count: number;
}

const JobStateCount = builder.objectRef<JobStateTally>('JobStateCount').implement({
  description: 'How many applications are in one job state.',
  fields: (t) => ({
    jobState: t.expose('jobState', {
      type: JobState,
      nullable: true,
      description: 'The state; null for applications of which no job was observed yet.',
    }),
    count: t.exposeInt('count', { description: 'How many applications are in it; at least 1.' }),
  }),
});

builder.node(Environment, {
  description:
    "A CMF environment: a Kubernetes namespace to deploy to, and defaults that win over its applications' own specs.",
  id: { resolve: ({ value }) => keyOf(value.name), description: 'Opaque, unique among all types.' },
  loadWithoutCache: (key, { mirror, read }) =>
    mirror.environment(parseKey('Environment', key)[0] ?? '', unnamed(read)),
  fields: (t) => ({
    name: t.string({ description: 'Its name, unique in CMF.', resolve: ({ value }) => value.name }),
    kubernetesNamespace: t.string({
      nullable: true,
      description: 'The namespace its applications run in.',
      resolve: ({ value }) => value.kubernetesNamespace,
    }),
    kubernetesCluster: t.string({
      nullable: true,
      description: 'The Kubernetes cluster it deploys to; null where CMF manages only its own.',
      resolve: ({ value }) => value.kubernetesCluster,
    }),
    kubernetesClusterState: t.string({
      nullable: true,
      description:
        "CMF's connection to that cluster, in CMF's word. While it is not `CONNECTED`, states of its applications may be old.",
      resolve: ({ value }) => value.kubernetesClusterState,
    }),
    createdAt: t.field({
      type: DateTime,
      nullable: true,
      description: 'When it was created.',
      resolve: ({ value }) => dateTime(value.createdAt),
    }),
    updatedAt: t.field({
      type: DateTime,
      nullable: true,
      description: 'When it was last changed.',
      resolve: ({ value }) => dateTime(value.updatedAt),
    }),
    labels: t.field({
      type: Json,
      description: 'Its labels, as an object.',
      resolve: ({ value }, _args, { redaction }) => redaction.json(value.labels),
    }),
    applicationDefaults: t.field({
      type: Json,
      nullable: true,
      description:
        "What CMF merges into every application's spec (`flinkApplicationDefaults`). On conflict these values win.",
      resolve: ({ value }, _args, { redaction }) => redaction.json(value.applicationDefaults),
    }),
    jobStateCounts: t.field({
      type: [JobStateCount],
      nullable: true,
      description: 'How many of its applications are in which job state; the most frequent first.',
      resolve: ({ value }, _args, { mirror, read }) =>
        mapMaybe(mirror.applications(value.name, read), (applications) =>
          tally([...(applications?.value.values() ?? [])].map(({ jobState }) => jobState?.state ?? null)),
        ),
    }),
    observedAt: t.field({
      type: DateTime,
      description: 'When the gateway last asked CMF for it.',
      resolve: ({ observedAt }) => new Date(observedAt).toISOString(),
    }),
    stale: t.boolean({
      description: 'True when this is an old copy, because CMF does not answer.',
      resolve: ({ stale }) => stale,
    }),
  }),
});

function tally(states: readonly (JobStateName | null)[]): JobStateTally[] {
  const counts = new Map<JobStateName | null, number>();
  for (const state of states) counts.set(state, (counts.get(state) ?? 0) + 1);
  return [...counts].map(([jobState, count]) => ({ jobState, count })).toSorted((a, b) => b.count - a.count);
}

const EnvironmentFilter = builder.inputType('EnvironmentFilter', {
  description: 'Keeps the environments that meet every given condition.',
  fields: (t) => ({
    name: t.string({ description: 'The name; `*` stands for any characters.' }),
    labels: t.field({ type: [LabelFilter], description: 'Labels it must carry, all of them.' }),
  }),
});

const EnvironmentOrder = builder.inputType('EnvironmentOrder', {
  description: 'How environments are sorted.',
  fields: (t) => ({
    field: t.field({ type: OrderField, required: true, description: 'What to sort by.' }),
    direction: t.field({ type: OrderDirection, defaultValue: 'ASC', description: 'Which end comes first.' }),
  }),
});

const sortKeys = {
  NAME: ({ name }: EnvironmentModel) => name,
  CREATED: ({ createdAt }: EnvironmentModel) => instant(createdAt) ?? -1,
  UPDATED: ({ updatedAt }: EnvironmentModel) => instant(updatedAt) ?? -1,
} as const;

function orderOf(orderBy: typeof EnvironmentOrder.$inferInput | null | undefined): Order<EnvironmentModel> {
  const field = orderBy?.field ?? 'NAME';
  return {
    name: `environment ${field}`,
    direction: orderBy?.direction ?? 'ASC',
    key: sortKeys[field],
    identity: ({ name }) => name,
  };
}

/** Those that a filter keeps, by labels as they are shown. */
function matching(
  environments: ReadonlyMap<string, EnvironmentModel>,
  filter: typeof EnvironmentFilter.$inferInput | null | undefined,
  redaction: Redaction,
): readonly EnvironmentModel[] {
  if (!filter) return valuesOf(environments);
  const hasName = nameMatcher(filter.name);
  const hasLabels = labelMatcher(filter.labels);
  return valuesOf(environments).filter(
    ({ name, labels }) => hasName(name) && hasLabels(redaction.json(labels)),
  );
}

builder.queryFields((t) => ({
  environment: t.field({
    type: Environment,
    nullable: true,
    description: 'One environment by its name; null when there is none.',
    args: { name: t.arg.string({ required: true, description: 'Its name.' }) },
    resolve: (_root, { name }, { mirror, read }) => mirror.environment(name, read),
  }),
  environments: t.connection(
    {
      type: Environment,
      nullable: true,
      description: 'All environments, by name unless ordered otherwise.',
      args: {
        filter: t.arg({ type: EnvironmentFilter, description: 'Which environments.' }),
        orderBy: t.arg({ type: EnvironmentOrder, description: 'In which order.' }),
      },
      resolve: (_root, args, { mirror, read, redaction }) =>
        mapMaybe(mirror.environments(read), ({ value, observedAt, stale }) =>
          pageShowing(
            matching(value, args.filter, redaction),
            args,
            orderOf(args.orderBy),
            (environment): Observed<EnvironmentModel> => ({ value: environment, observedAt, stale }),
          ),
        ),
    },
    { name: 'EnvironmentConnection', description: 'One page of environments.' },
    { name: 'EnvironmentEdge', description: 'An environment and its position.' },
  ),
}));
