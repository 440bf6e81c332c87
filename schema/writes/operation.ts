/** The operations that callers requested of the gateway. */
import { mapMaybe } from '../../src/maybe-promise.ts';
import {
  type OperationKind as KindName,
  type OperationRecord,
  type OperationScope,
  type OperationState as StateName,
} from '../../src/store/write-log.ts';
import { Application } from '../application.ts';
import { builder } from '../builder.ts';
import { type Context, unnamed } from '../context.ts';
import { Environment } from '../environment.ts';
import { Instance, loadInstance } from '../instance.ts';
import { type Order, type PageArguments, pageOf } from '../pagination.ts';
import { DateTime } from '../scalars.ts';

export const OperationKind = builder.enumType('OperationKind', {
  description: 'The kind of an operation.',
  values: {
    APPLY_APPLICATION: { description: 'Create or change an application.' },
    START_APPLICATION: { description: 'Start a suspended application.' },
    SUSPEND_APPLICATION: { description: 'Suspend an application.' },
    ROLL_BACK_APPLICATION: { description: 'Return to the effective spec of an earlier instance.' },
    DELETE_APPLICATION: { description: 'Delete an application.' },
    CREATE_SAVEPOINT: { description: 'Take a savepoint of a running job.' },
    DETACH_SAVEPOINT: { description: 'Detach a savepoint from its application.' },
    DELETE_SAVEPOINT: { description: 'Delete a savepoint.' },
    APPLY_ENVIRONMENT: { description: 'Create or change an environment.' },
    DELETE_ENVIRONMENT: { description: 'Delete an environment.' },
  } satisfies Record<KindName, object>,
});

export const OperationState = builder.enumType('OperationState', {
  description: 'The progress of an operation.',
  values: {
    PENDING: { description: 'Waits for other operations on its target, or is being checked.' },
    SENDING: { description: 'The request to CMF is under way.' },
    SUCCEEDED: { description: 'CMF carried it out.' },
    UNCHANGED: { description: 'CMF made no change.' },
    FAILED: { description: 'It was rejected. Nothing was changed.' },
    UNKNOWN: { description: 'The response of CMF was lost. The request was not repeated.' },
  } satisfies Record<StateName, object>,
});

const OperationError = builder.objectRef<NonNullable<OperationRecord['error']>>('OperationError').implement({
  description: 'The failure of an operation.',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'The code, as in `MutationError.code`.' }),
    message: t.string({
      description: 'A description of the failure, in one sentence.',
      resolve: ({ message }, _args, { redaction }) => redaction.text(message),
    }),
  }),
});

export const Operation = builder.objectRef<OperationRecord>('Operation').implement({
  description: 'A mutation that a caller requested of this gateway.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Unique among all operations.' }),
    kind: t.expose('kind', { type: OperationKind, description: 'The kind of an operation.' }),
    state: t.expose('state', { type: OperationState, description: 'The progress of the operation.' }),
    environmentName: t.string({
      nullable: true,
      description: 'The name of the environment; null for an operation on a detached savepoint.',
      resolve: ({ target }) => target.environment,
    }),
    applicationName: t.string({
      nullable: true,
      description: 'The name of the application; null for an operation on an environment.',
      resolve: ({ target }) => target.application,
    }),
    savepointName: t.string({
      nullable: true,
      description: 'The name of the savepoint; null for other operations.',
      resolve: ({ target }) => target.savepoint,
    }),
    application: t.field({
      type: Application,
      nullable: true,
      description: 'The application, if it still exists.',
      resolve: ({ target: { environment, application } }, _args, { mirror, read }) =>
        environment === null || application === null
          ? null
          : mirror.application(environment, application, unnamed(read)),
    }),
    actor: t.string({
      nullable: true,
      description: 'The caller that requested it; null if the gateway does not authenticate callers.',
      resolve: ({ actor }, _args, { redaction }) => redaction.text(actor),
    }),
    reason: t.string({
      nullable: true,
      description: 'The reason that the caller gave; null if there is none.',
      resolve: ({ reason }, _args, { redaction }) => redaction.text(reason),
    }),
    requestId: t.exposeString('requestId', {
      description: 'The ID of the request, which is also in the log.',
    }),
    startedAt: t.expose('startedAt', { type: DateTime, description: 'When it was requested.' }),
    endedAt: t.expose('endedAt', {
      type: DateTime,
      nullable: true,
      description: 'When its outcome was determined; null before.',
    }),
    error: t.expose('error', {
      type: OperationError,
      nullable: true,
      description: 'The failure; null if it did not fail.',
    }),
    instance: t.field({
      type: Instance,
      nullable: true,
      description: 'The resulting instance; null if there is none, or if it is no longer available.',
      resolve: ({ target: { environment, application: name }, instance }, _args, context) => {
        if (environment === null || name === null || instance === null) return null;
        const application = context.mirror.application(environment, name, unnamed(context.read));
        return mapMaybe(application, (found) => found && loadInstance(found, instance, context));
      },
    }),
  }),
});

const OperationEdge = builder.edgeObject({
  type: Operation,
  name: 'OperationEdge',
  description: 'An operation and its position.',
});

const OperationConnection = builder.connectionObject(
  { type: Operation, name: 'OperationConnection', description: 'One page of operations.' },
  OperationEdge,
);

const OperationFilter = builder.inputType('OperationFilter', {
  description: 'Selects the operations that match every given condition.',
  fields: (t) => ({
    environment: t.string({ description: 'Only of this environment.' }),
    kinds: t.field({ type: [OperationKind], description: 'Only these kinds.' }),
    states: t.field({ type: [OperationState], description: 'Only in these states.' }),
    actor: t.string({ description: 'Only by this actor.' }),
  }),
});

const newestFirst: Order<OperationRecord> = {
  name: 'operations',
  direction: 'DESC',
  key: ({ startedAt }) => startedAt,
  identity: ({ id }) => id,
};

/** The operations whose target the caller may see. */
async function visibleOperations(
  scope: OperationScope,
  { gateway, mirror, read, seesEverything }: Context,
): Promise<readonly OperationRecord[]> {
  const records = await gateway.operations.list(scope);
  if (seesEverything) return records;
  const visible = new Set<string>();
  for (const environment of new Set(records.map(({ target }) => target.environment))) {
    if (environment === null) continue;
    // Rights on an environment give no rights on its applications, and the reverse.
    if (await mirror.environment(environment, unnamed(read)))
      visible.add(JSON.stringify([environment, null]));
    const applications = await mirror.applications(environment, unnamed(read));
    for (const name of applications?.value.keys() ?? []) visible.add(JSON.stringify([environment, name]));
  }
  return records.filter(({ target: { environment, application } }) =>
    visible.has(JSON.stringify([environment, application])),
  );
}

async function operationsPage(scope: OperationScope, args: PageArguments, context: Context) {
  return pageOf(await visibleOperations(scope, context), args, newestFirst);
}

builder.queryField('operations', (t) =>
  t.connection(
    {
      type: Operation,
      nullable: true,
      description:
        'The operations that were requested of this gateway, newest first, including those in progress. With `CMF_AUTH=forward` only those whose application or environment exists and is visible to the caller. The gateway keeps the last 1,000 of each application and of all.',
      args: { filter: t.arg({ type: OperationFilter, description: 'Selects operations.' }) },
      resolve: async (_root, { filter, ...args }, context) => {
        const scope = { environment: filter?.environment ?? undefined };
        const records = await visibleOperations(scope, context);
        const { kinds, states, actor } = filter ?? {};
        const selected = records.filter(
          (record) =>
            (!kinds || kinds.includes(record.kind)) &&
            (!states || states.includes(record.state)) &&
            (actor == null || record.actor === actor),
        );
        return pageOf(selected, args, newestFirst);
      },
    },
    OperationConnection,
    OperationEdge,
  ),
);

builder.objectFields(Application, (t) => ({
  operations: t.connection(
    {
      type: Operation,
      nullable: true,
      description: 'The operations on this application through this gateway, newest first.',
      resolve: async ({ value: { environment, name, createdAt } }, args, context) => {
        const records = await context.gateway.operations.list({ environment, application: name });
        // An application that was created again under the same name is another one (rule 30).
        const own = records.filter(({ startedAt }) => createdAt === null || startedAt >= createdAt);
        return pageOf(own, args, newestFirst);
      },
    },
    OperationConnection,
    OperationEdge,
  ),
}));

builder.objectFields(Environment, (t) => ({
  operations: t.connection(
    {
      type: Operation,
      nullable: true,
      description:
        'The operations on this environment and its applications through this gateway, newest first.',
      resolve: ({ value }, args, context) => operationsPage({ environment: value.name }, args, context),
    },
    OperationConnection,
    OperationEdge,
  ),
}));
