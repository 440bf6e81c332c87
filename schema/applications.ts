/** Lists of applications, in one environment and across all: filters, orders and connections. */
import type { Application as ApplicationModel } from '../src/cmf/resources/application.ts';
import { mapMaybe } from '../src/maybe-promise.ts';
import type { ApplicationMap, Observed } from '../src/mirror/reads-interface.ts';
import type { Redaction } from '../src/redaction/redaction.ts';
import { Application } from './application.ts';
import { builder } from './builder.ts';
import { type Context, unnamed } from './context.ts';
import { Environment } from './environment.ts';
import { publicError, toPublicError } from './errors.ts';
import {
  LabelFilter,
  labelMatcher,
  memberMatcher,
  nameMatcher,
  OrderDirection,
  OrderField,
} from './filters.ts';
import { keyOf } from './id.ts';
import type { MissingEnvironment } from './models.ts';
import { type ObservedApplication } from './models.ts';
import { type Order, pageShowing, valuesOf } from './pagination.ts';
import { instant } from './scalars.ts';
import { DesiredState, JobState } from './states.ts';

const ApplicationFilter = builder.inputType('ApplicationFilter', {
  description: 'Selects the applications that match every given condition.',
  fields: (t) => ({
    environment: t.string({ description: 'The name of the environment.' }),
    name: t.string({ description: 'The name; `*` matches any characters.' }),
    jobStates: t.field({ type: [JobState], description: 'The accepted job states.' }),
    labels: t.field({ type: [LabelFilter], description: 'Conditions on labels; all of them must match.' }),
    desiredState: t.field({ type: DesiredState, description: 'The desired state of the job.' }),
    jobId: t.string({ description: 'The Flink job ID of the deployed job.' }),
  }),
});

type Filter = typeof ApplicationFilter.$inferInput;

const ApplicationOrder = builder.inputType('ApplicationOrder', {
  description: 'The sort order of applications.',
  fields: (t) => ({
    field: t.field({ type: OrderField, required: true, description: 'The field to sort by.' }),
    direction: t.field({ type: OrderDirection, defaultValue: 'ASC', description: 'The sort direction.' }),
  }),
});

const sortKeys = {
  NAME: ({ name }: ApplicationModel) => name,
  CREATED: ({ createdAt }: ApplicationModel) => instant(createdAt) ?? -1,
  UPDATED: ({ updatedAt }: ApplicationModel) => instant(updatedAt) ?? -1,
} as const;

function orderOf(orderBy: typeof ApplicationOrder.$inferInput | null | undefined): Order<ApplicationModel> {
  const field = orderBy?.field ?? 'NAME';
  return {
    name: `application ${field}`,
    direction: orderBy?.direction ?? 'ASC',
    key: sortKeys[field],
    identity: ({ environment, name }) => keyOf(environment, name),
  };
}

/**
 * The applications that match a filter. Labels match in their redacted form, so that filters cannot reveal redacted
 * values.
 */
function matching(
  { value }: Observed<ApplicationMap>,
  filter: Filter | null | undefined,
  redaction: Redaction,
): readonly ApplicationModel[] {
  if (!filter) return valuesOf(value);
  const { name: pattern, labels, jobStates, desiredState: acceptedDesiredState, jobId } = filter;
  const hasName = nameMatcher(pattern);
  const hasLabels = labelMatcher(labels);
  const hasJobState = memberMatcher(jobStates);
  return valuesOf(value).filter(
    (application) =>
      hasName(application.name) &&
      hasLabels(redaction.json(application.labels)) &&
      (jobStates == null || (application.jobState !== null && hasJobState(application.jobState.state))) &&
      (acceptedDesiredState == null || application.desiredState?.state === acceptedDesiredState) &&
      (jobId == null || application.jobId === jobId),
  );
}

export const Missing = builder.objectRef<MissingEnvironment>('MissingEnvironment').implement({
  description: 'An environment that is missing from a list because its applications could not be read.',
  fields: (t) => ({
    environment: t.exposeString('environment', { description: 'The name of the environment.' }),
    code: t.exposeString('code', { description: 'The error code, such as `FORBIDDEN`.' }),
    message: t.exposeString('message', { description: 'The error message.' }),
  }),
});

const ApplicationEdge = builder.edgeObject({
  type: Application,
  name: 'ApplicationEdge',
  description: 'An application and its position.',
});

const ApplicationConnection = builder.connectionObject(
  {
    type: Application,
    name: 'ApplicationConnection',
    description: 'One page of applications.',
    fields: (t) => ({
      missing: t.field({
        type: [Missing],
        description:
          'The environments that are missing from this list because their applications could not be read.',
        resolve: (connection) => connection.missing ?? [],
      }),
    }),
  },
  ApplicationEdge,
);

/**
 * The applications of all readable environments. Unreadable environments are reported as missing and do not fail the
 * list.
 */
async function acrossEnvironments(filter: Filter | null | undefined, { mirror, read, redaction }: Context) {
  const names = await mirror.applicationEnvironments(filter?.environment ?? null, read);
  const missing: MissingEnvironment[] = [];
  const observed = new Map<string, Observed<ApplicationMap>>();
  const lists = await Promise.all(
    names.map(async (environment) => {
      try {
        const applications = await mirror.applications(environment, unnamed(read));
        if (!applications) return [];
        observed.set(environment, applications);
        return matching(applications, filter, redaction);
      } catch (error) {
        const publicForm = toPublicError(error);
        if (!publicForm) throw error;
        missing.push({
          environment,
          code: String(publicForm.extensions['code']),
          message: publicForm.message,
        });
        return [];
      }
    }),
  );
  const show = (value: ApplicationModel): ObservedApplication => {
    const { observedAt = 0, stale = true } = observed.get(value.environment) ?? {};
    return { value, observedAt, stale };
  };
  return { items: lists.flat(), show, missing };
}

const none: Observed<ApplicationMap> = { value: new Map(), observedAt: 0, stale: false };

builder.objectFields(Environment, (t) => ({
  applications: t.connection(
    {
      type: Application,
      nullable: true,
      description: 'The applications of this environment, by default ordered by name.',
      args: {
        filter: t.arg({ type: ApplicationFilter, description: 'Conditions on the applications.' }),
        orderBy: t.arg({
          type: ApplicationOrder,
          description: 'The sort order. Default: by name, ascending.',
        }),
      },
      resolve: ({ value }, args, { mirror, read, redaction }) => {
        const { filter } = args;
        if (filter?.environment != null && filter.environment !== value.name) {
          throw publicError('BAD_FILTER', `\`filter.environment\` must be absent or "${value.name}" here.`);
        }
        return mapMaybe(mirror.applications(value.name, read), (applications) => {
          const { observedAt, stale } = applications ?? none;
          return pageShowing(
            matching(applications ?? none, filter, redaction),
            args,
            orderOf(args.orderBy),
            (application): ObservedApplication => ({ value: application, observedAt, stale }),
          );
        });
      },
    },
    ApplicationConnection,
    ApplicationEdge,
  ),
}));

builder.queryField('applications', (t) =>
  t.connection(
    {
      type: Application,
      nullable: true,
      description: 'Applications across all environments, by default ordered by name.',
      args: {
        filter: t.arg({ type: ApplicationFilter, description: 'Conditions on the applications.' }),
        orderBy: t.arg({
          type: ApplicationOrder,
          description: 'The sort order. Default: by name, ascending.',
        }),
      },
      resolve: async (_root, args, context) => {
        const { items, show, missing } = await acrossEnvironments(args.filter, context);
        const page = pageShowing(items, args, orderOf(args.orderBy), show);
        return { ...page, missing, totalCount: missing.length > 0 ? null : page.totalCount };
      },
    },
    ApplicationConnection,
    ApplicationEdge,
  ),
);
