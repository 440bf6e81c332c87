/** The mutations of an application. */
import { checkInput } from '../../src/plan/input.ts';
import type { OperationTarget } from '../../src/store/write-log.ts';
import type { ApplicationName, Preconditions } from '../../src/writes/application-writes.ts';
import { builder } from '../builder.ts';
import { Json } from '../scalars.ts';
import {
  ApplicationPayload,
  createInputCheck,
  type InputCheck,
  mutate,
  type Outcome,
  preconditionFields,
  writeFields,
} from './mutation.ts';

interface PreconditionInput {
  readonly expectedLatestInstance?: string | null | undefined;
  readonly force?: boolean | null | undefined;
}

function preconditionsOf(check: InputCheck, input: PreconditionInput): Preconditions {
  const { expectedLatestInstance: id, force } = input;
  const expected = id == null ? undefined : check.id('Instance', id, 'expectedLatestInstance')?.at(2);
  return { expectedLatest: expected, force: force ?? false };
}

function applicationNamed(check: InputCheck, id: string): ApplicationName | null {
  const [environment = '', name = ''] = check.id('Application', id, 'application') ?? [];
  return environment === '' ? null : { environment, name };
}

function targetOf(of: ApplicationName | null): OperationTarget | null {
  return of && { environment: of.environment, application: of.name, savepoint: null };
}

const applicationIdDescription = 'The `id` of the application.';

builder.relayMutationField(
  'applyApplication',
  {
    description: 'What the application shall be. `planApplication` shows what CMF would make of it.',
    inputFields: (t) => ({
      environment: t.string({ required: true, description: 'The name of the environment.' }),
      name: t.string({ required: true, description: 'The name of the application.' }),
      spec: t.field({
        type: Json,
        required: true,
        description: 'The whole spec, as CMF has it: what is left out is removed.',
      }),
      labels: t.field({ type: Json, description: 'The labels. Absent: they stay as they are.' }),
      annotations: t.field({ type: Json, description: 'The annotations. Absent: they stay as they are.' }),
      ...preconditionFields(t),
      ...writeFields(t),
    }),
  },
  {
    description:
      'Creates or changes an application. If the effective spec changes, CMF makes a new instance and replaces the running job by the upgrade mode.',
    resolve: (_root, { input }, context): Promise<Outcome> => {
      const check = createInputCheck();
      const checked = checkInput(input);
      for (const { code, message, path } of checked.problems) check.add(code, message, path);
      const when = preconditionsOf(check, input);
      const of = { environment: input.environment, name: input.name };
      const desired = checked.input;
      const steps = desired && (() => context.writes().applications.apply(of, desired, when));
      return mutate(context, check, { kind: 'APPLY_APPLICATION', target: targetOf(of), input, steps });
    },
  },
  {
    description: 'The result of `applyApplication`.',
    interfaces: [ApplicationPayload],
    outputFields: (t) => ({ plan: planField(t) }),
  },
);

builder.relayMutationField(
  'startApplication',
  {
    description: 'Which application to start, and from what.',
    inputFields: (t) => ({
      application: t.id({ required: true, description: applicationIdDescription }),
      fromSavepoint: t.id({
        description:
          'The `id` of a completed savepoint to start from. Absent: from the state that CMF chooses by the upgrade mode.',
      }),
      ...preconditionFields(t),
      ...writeFields(t),
    }),
  },
  {
    description: 'Starts a suspended application.',
    resolve: (_root, { input }, context): Promise<Outcome> => {
      const check = createInputCheck();
      const of = applicationNamed(check, input.application);
      const when = preconditionsOf(check, input);
      const savepoint = input.fromSavepoint == null ? null : savepointOf(check, input.fromSavepoint, 'fromSavepoint');
      const steps = of && (() => context.writes().applications.start(of, savepoint, when));
      return mutate(context, check, { kind: 'START_APPLICATION', target: targetOf(of), input, steps });
    },
  },
  { description: 'The result of `startApplication`.', interfaces: [ApplicationPayload], outputFields: none },
);

builder.relayMutationField(
  'suspendApplication',
  {
    description: 'Which application to suspend.',
    inputFields: (t) => ({
      application: t.id({ required: true, description: applicationIdDescription }),
      ...preconditionFields(t),
      ...writeFields(t),
    }),
  },
  {
    description: 'Suspends an application: its job stops, and its state is kept by the upgrade mode.',
    resolve: (_root, { input }, context): Promise<Outcome> => {
      const check = createInputCheck();
      const of = applicationNamed(check, input.application);
      const when = preconditionsOf(check, input);
      const steps = of && (() => context.writes().applications.suspend(of, when));
      return mutate(context, check, { kind: 'SUSPEND_APPLICATION', target: targetOf(of), input, steps });
    },
  },
  {
    description: 'The result of `suspendApplication`.',
    interfaces: [ApplicationPayload],
    outputFields: none,
  },
);

builder.relayMutationField(
  'rollBackApplication',
  {
    description: 'Which application to roll back, and to which of its instances.',
    inputFields: (t) => ({
      application: t.id({ required: true, description: applicationIdDescription }),
      to: t.id({
        required: true,
        description: 'The `id` of an earlier instance of the application, also of one that CMF no longer keeps.',
      }),
      dryRun: t.boolean({ description: 'Only plan: nothing is written. Default: false.' }),
      ...preconditionFields(t),
      ...writeFields(t),
    }),
  },
  {
    description:
      'Returns to the effective spec of an earlier instance. CMF makes a new instance of it. Refused with what differs if the defaults of the environment have changed so that CMF would not make the same effective spec again.',
    resolve: async (_root, { input }, context): Promise<Outcome> => {
      const check = createInputCheck();
      const of = applicationNamed(check, input.application);
      const [environment, name, to = ''] = check.id('Instance', input.to, 'to') ?? [];
      if (of && to && (environment !== of.environment || name !== of.name))
        check.add('BAD_ID', 'This must be the ID of an instance of the same application.', ['to']);
      const when = preconditionsOf(check, input);
      const steps = of && (() => context.writes().applications.rollBack(of, to, when));
      const write = { kind: 'ROLL_BACK_APPLICATION' as const, target: targetOf(of), input, steps };
      return input.dryRun ? dryRun(context, check, write) : mutate(context, check, write);
    },
  },
  {
    description: 'The result of `rollBackApplication`.',
    interfaces: [ApplicationPayload],
    outputFields: (t) => ({ plan: planField(t) }),
  },
);

builder.relayMutationField(
  'deleteApplication',
  {
    description: 'Which application to delete.',
    inputFields: (t) => ({
      application: t.id({ required: true, description: applicationIdDescription }),
      ...preconditionFields(t),
      force: t.boolean({
        description:
          'Delete only the records of CMF, also of an application that Confluent for Kubernetes owns. This can leave Kubernetes resources behind. CMF 2.3 and newer. Default: false.',
      }),
      ...writeFields(t),
    }),
  },
  {
    description: 'Deletes an application, its instances and its events. Its detached savepoints remain.',
    resolve: (_root, { input }, context): Promise<Outcome> => {
      const check = createInputCheck();
      const of = applicationNamed(check, input.application);
      const when = preconditionsOf(check, input);
      const steps = of && (() => context.writes().applications.delete(of, when));
      return mutate(context, check, { kind: 'DELETE_APPLICATION', target: targetOf(of), input, steps });
    },
  },
  {
    description: 'The result of `deleteApplication`.',
    interfaces: [ApplicationPayload],
    outputFields: none,
  },
);
