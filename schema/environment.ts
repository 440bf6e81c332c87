/** Environments: the type, its queries, and the job state counts of its applications. */
import type { Environment as EnvironmentModel } from '../src/cmf/resources/environment.ts';
import type { JobState as JobStateName } from '../src/cmf/resources/states.ts';
import { mapMaybe } from '../src/maybe-promise.ts';
import type { Observed } from '../src/mirror/reads-interface.ts';
import type { Redaction } from '../src/redaction/redaction.ts';
import { builder } from './builder.ts';
import { unnamed } from './context.ts';
import { LabelFilter, labelMatcher, nameMatcher, OrderDirection, OrderField } from './filters.ts';
import { keyOf, parseKey } from './id.ts';
import { type Order, pageShowing, valuesOf } from './pagination.ts';
import { DateTime, dateTime, instant, Json } from './scalars.ts';
import { JobState } from './states.ts';

export const Environment = builder.objectRef<Observed<EnvironmentModel>>('Environment');

interface JobStateCountModel {
  readonly jobState: JobStateName | null;
  readonly count: number;
}

const JobStateCount = builder.objectRef<JobStateCountModel>('JobStateCount').implement({
  description: 'The number of applications in one job state.',
  fields: (t) => ({
    jobState: t.expose('jobState', {
      type: JobState,
      nullable: true,
      description: 'The job state; null for applications without an observed job.',
    }),
    count: t.exposeInt('count', { description: 'The number of applications; at least 1.' }),
  }),
});

builder.node(Environment, {
  description:
    'A CMF environment: the Kubernetes namespace that applications deploy to, and defaults that override the specs of its applications.',
  id: {
    resolve: ({ value }) => keyOf(value.name),
    description: 'Opaque and globally unique; the argument of `node(id:)`.',
  },
  loadWithoutCache: (key, { mirror, read }) =>
    mirror.environment(parseKey('Environment', key)[0] ?? '', unnamed(read)),
  fields: (t) => ({
    name: t.string({
      description: 'The name of the environment, unique in CMF.',
      resolve: ({ value }) => value.name,
    }),
    kubernetesNamespace: t.string({
      nullable: true,
      description: 'The namespace that its applications run in.',
      resolve: ({ value }) => value.kubernetesNamespace,
    }),
    kubernetesCluster: t.string({
      nullable: true,
      description: 'The Kubernetes cluster that it deploys to; null if CMF manages only its own cluster.',
      resolve: ({ value }) => value.kubernetesCluster,
    }),
    kubernetesClusterState: t.string({
      nullable: true,
      description:
        "The state of CMF's connection to that cluster, exactly as CMF sent it. Unless it is `CONNECTED`, the states of its applications may be outdated.",
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
      description: 'The time of its last change.',
      resolve: ({ value }) => dateTime(value.updatedAt),
    }),
    labels: t.field({
      type: Json,
      description: 'The labels, as an object.',
      resolve: ({ value }, _args, { redaction }) => redaction.json(value.labels),
    }),
    applicationDefaults: t.field({
      type: Json,
      nullable: true,
      description:
        'The defaults that CMF merges into the spec of every application (`flinkApplicationDefaults`). They override the values of the application.',
      resolve: ({ value }, _args, { redaction }) => redaction.json(value.applicationDefaults),
    }),
    jobStateCounts: t.field({
      type: [JobStateCount],
      nullable: true,
      description: 'The number of its applications in each job state, most frequent first.',
      resolve: ({ value }, _args, { mirror, read }) =>
        mapMaybe(mirror.applications(value.name, read), (applications) =>
          countStates(
            [...(applications?.value.values() ?? [])].map(({ jobState }) => jobState?.state ?? null),
          ),
        ),
    }),
    observedAt: t.field({
      type: DateTime,
      description: 'When the gateway last read it from CMF.',
      resolve: ({ observedAt }) => new Date(observedAt).toISOString(),
    }),
    stale: t.boolean({
      description: 'True if this is an outdated copy because CMF does not respond.',
      resolve: ({ stale }) => stale,
    }),
  }),
});

function countStates(states: readonly (JobStateName | null)[]): JobStateCountModel[] {
  const counts = new Map<JobStateName | null, number>();
  for (const state of states) counts.set(state, (counts.get(state) ?? 0) + 1);
  return [...counts].map(([jobState, count]) => ({ jobState, count })).toSorted((a, b) => b.count - a.count);
}

const EnvironmentFilter = builder.inputType('EnvironmentFilter', {
  description: 'Selects the environments that match every given condition.',
  fields: (t) => ({
    name: t.string({ description: 'The name; `*` matches any characters.' }),
    labels: t.field({ type: [LabelFilter], description: 'Conditions on labels; all of them must match.' }),
  }),
});

const EnvironmentOrder = builder.inputType('EnvironmentOrder', {
  description: 'The sort order of environments.',
  fields: (t) => ({
    field: t.field({ type: OrderField, required: true, description: 'The field to sort by.' }),
    direction: t.field({ type: OrderDirection, defaultValue: 'ASC', description: 'The sort direction.' }),
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

/** The environments that match a filter. Labels match in their redacted form. */
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
    description: 'The environment with this name; null if it does not exist.',
    args: { name: t.arg.string({ required: true, description: 'The name of the environment.' }) },
    resolve: (_root, { name }, { mirror, read }) => mirror.environment(name, read),
  }),
  environments: t.connection(
    {
      type: Environment,
      nullable: true,
      description: 'All environments, by default ordered by name.',
      args: {
        filter: t.arg({ type: EnvironmentFilter, description: 'Conditions on the environments.' }),
        orderBy: t.arg({
          type: EnvironmentOrder,
          description: 'The sort order. Default: by name, ascending.',
        }),
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
