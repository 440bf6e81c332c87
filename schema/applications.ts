/** Lists of applications, in one environment and across all: filter, order and connection. */
import type { Application as ApplicationModel } from '../src/cmf/resources/application.ts';
import { mapMaybe } from '../src/maybe-promise.ts';
import type { ApplicationMap, Observed } from '../src/mirror/reads.ts';
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
  description: 'Keeps the applications that meet every given condition.',
  fields: (t) => ({
    environment: t.string({ description: 'The name of the environment.' }),
    name: t.string({ description: 'The name; `*` stands for any characters.' }),
    jobStates: t.field({ type: [JobState], description: 'Any of these job states.' }),
    labels: t.field({ type: [LabelFilter], description: 'Labels it must carry, all of them.' }),
    desiredState: t.field({ type: DesiredState, description: 'What its spec asks of the job.' }),
  }),
});

type Filter = typeof ApplicationFilter.$inferInput;

const ApplicationOrder = builder.inputType('ApplicationOrder', {
  description: 'How applications are sorted.',
  fields: (t) => ({
    field: t.field({ type: OrderField, required: true, description: 'What to sort by.' }),
    direction: t.field({ type: OrderDirection, defaultValue: 'ASC', description: 'Which end comes first.' }),
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

/** Those that a filter keeps. By labels as they are shown, so that a hidden one can not be guessed by asking. */
function matching(
  { value }: Observed<ApplicationMap>,
  filter: Filter | null | undefined,
  redaction: Redaction,
): readonly ApplicationModel[] {
  if (!filter) return valuesOf(value);
  const { name: pattern, labels, jobStates, desiredState: wanted } = filter;
  const hasName = nameMatcher(pattern);
  const hasLabels = labelMatcher(labels);
  const hasJobState = memberMatcher(jobStates);
  return valuesOf(value).filter(
    (application) =>
      hasName(application.name) &&
      hasLabels(redaction.json(application.labels)) &&
      (jobStates == null || (application.jobState !== null && hasJobState(application.jobState.state))) &&
      (wanted == null || application.desiredState?.state === wanted),
  );
}

const Missing = builder.objectRef<MissingEnvironment>('MissingEnvironment').implement({
  description: 'An environment whose applications could not be read, so that they are not in the list.',
  fields: (t) => ({
    environment: t.exposeString('environment', { description: 'Its name.' }),
    code: t.exposeString('code', { description: 'Why, as one of the error codes, such as `FORBIDDEN`.' }),
    message: t.exposeString('message', { description: 'Why, in words.' }),
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
        description: 'Environments whose applications could not be read and so are not in this list.',
        resolve: (connection) => connection.missing ?? [],
      }),
    }),
  },
  ApplicationEdge,
);

/** The applications of all environments that can be read; those that can't are named, and hide no others. */
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
        const known = toPublicError(error);
        if (!known) throw error;
        missing.push({ environment, code: String(known.extensions['code']), message: known.message });
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
      description: 'Its applications, by name unless ordered otherwise.',
      args: {
        filter: t.arg({ type: ApplicationFilter, description: 'Which applications.' }),
        orderBy: t.arg({ type: ApplicationOrder, description: 'In which order.' }),
      },
      resolve: ({ value }, args, { mirror, read, redaction }) => {
        const { filter } = args;
        if (filter?.environment != null && filter.environment !== value.name) {
          throw publicError('BAD_FILTER', `The applications of ${value.name} are in no other environment.`);
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
      description: 'Applications across all environments, by name unless ordered otherwise.',
      args: {
        filter: t.arg({ type: ApplicationFilter, description: 'Which applications.' }),
        orderBy: t.arg({ type: ApplicationOrder, description: 'In which order.' }),
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
