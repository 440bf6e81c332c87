/** The mutations of an application. */
import { checkInput } from '../../src/plan/input.ts';
import type { ApplicationName } from '../../src/writes/application-name.ts';
import type { Preconditions } from '../../src/writes/preconditions.ts';
import { builder } from '../builder.ts';
import { Json } from '../scalars.ts';
import { applicationNamed, targetOf } from './application-id.ts';
import { createInputCheck, type InputCheck } from './input-check.ts';
import {
  ApplicationPayload,
  MutationPayload,
  mutate,
  type Outcome,
  preconditionFields,
  writeFields,
} from './mutation.ts';
import { planField } from './plan-field.ts';
import { savepointNamed } from './savepoint.ts';

interface PreconditionInput {
  readonly expectedLatestInstance?: string | null | undefined;
  readonly force?: boolean | null | undefined;
}

const applicationIdDescription = 'The `id` of the application.';

const ApplyApplicationInput = builder.inputType('ApplyApplicationInput', {
  description:
    'The desired state of an application. `planApplication` computes the result without writing anything.',
  fields: (t) => ({
    environment: t.string({ required: true, description: 'The name of the environment.' }),
    name: t.string({ required: true, description: 'The name of the application.' }),
    spec: t.field({
      type: Json,
      required: true,
      description: 'The whole spec, in the form of CMF. Omitted values are removed.',
    }),
    labels: t.field({ type: Json, description: 'The labels. Absent: they stay unchanged.' }),
    annotations: t.field({ type: Json, description: 'The annotations. Absent: they stay unchanged.' }),
    ...preconditionFields(t),
    ...writeFields(t),
  }),
});

const ApplyApplicationPayload = builder.objectRef<Outcome>('ApplyApplicationPayload').implement({
  description: 'The result of `applyApplication`.',
  interfaces: [MutationPayload, ApplicationPayload],
  fields: (t) => ({ plan: planField(t) }),
});

builder.mutationField('applyApplication', (t) =>
  t.field({
    type: ApplyApplicationPayload,
    description:
      'Creates or changes an application. If the effective spec changes, CMF creates an instance and replaces the running job according to the upgrade mode.',
    args: {
      input: t.arg({ type: ApplyApplicationInput, required: true, description: 'The application to apply.' }),
    },
    resolve: (_root, { input }, context) => {
      const check = createInputCheck();
      const checked = checkInput(input);
      for (const { code, message, path } of checked.problems) check.add(code, message, path);
      const when = preconditionsOf(check, input);
      const of = { environment: input.environment, name: input.name };
      const desired = checked.input;
      const steps = desired && (() => context.writes().applications.apply(of, desired, when));
      return mutate(context, check, { kind: 'APPLY_APPLICATION', target: targetOf(of), input, steps });
    },
  }),
);

const StartApplicationInput = builder.inputType('StartApplicationInput', {
  description: 'The application to start, and the state to start from.',
  fields: (t) => ({
    application: t.id({ required: true, description: applicationIdDescription }),
    fromSavepoint: t.id({
      description:
        'The `id` of a completed savepoint to start from. Absent: CMF chooses the state according to the upgrade mode.',
    }),
    ...preconditionFields(t),
    ...writeFields(t),
  }),
});

export const StartApplicationPayload = builder.objectRef<Outcome>('StartApplicationPayload').implement({
  description: 'The result of `startApplication`.',
  interfaces: [MutationPayload, ApplicationPayload],
});

builder.mutationField('startApplication', (t) =>
  t.field({
    type: StartApplicationPayload,
    description: 'Starts a suspended application.',
    args: {
      input: t.arg({ type: StartApplicationInput, required: true, description: 'The application to start.' }),
    },
    resolve: (_root, { input }, context) => {
      const check = createInputCheck();
      const of = applicationNamed(check, input.application);
      const when = preconditionsOf(check, input);
      const from =
        input.fromSavepoint == null ? null : savepointNamed(check, input.fromSavepoint, 'fromSavepoint');
      if (of && from?.application && !isSame(of, from.application))
        check.add('BAD_ID', 'The savepoint belongs to another application.', ['fromSavepoint']);
      const steps = of && (() => context.writes().applications.start(of, from, when));
      return mutate(context, check, { kind: 'START_APPLICATION', target: targetOf(of), input, steps });
    },
  }),
);

const SuspendApplicationInput = builder.inputType('SuspendApplicationInput', {
  description: 'The application to suspend.',
  fields: (t) => ({
    application: t.id({ required: true, description: applicationIdDescription }),
    ...preconditionFields(t),
    ...writeFields(t),
  }),
});

export const SuspendApplicationPayload = builder.objectRef<Outcome>('SuspendApplicationPayload').implement({
  description: 'The result of `suspendApplication`.',
  interfaces: [MutationPayload, ApplicationPayload],
});

builder.mutationField('suspendApplication', (t) =>
  t.field({
    type: SuspendApplicationPayload,
    description: 'Suspends an application: its job stops. The upgrade mode determines how its state is kept.',
    args: {
      input: t.arg({
        type: SuspendApplicationInput,
        required: true,
        description: 'The application to suspend.',
      }),
    },
    resolve: (_root, { input }, context) => {
      const check = createInputCheck();
      const of = applicationNamed(check, input.application);
      const when = preconditionsOf(check, input);
      const steps = of && (() => context.writes().applications.suspend(of, when));
      return mutate(context, check, { kind: 'SUSPEND_APPLICATION', target: targetOf(of), input, steps });
    },
  }),
);

const RollBackApplicationInput = builder.inputType('RollBackApplicationInput', {
  description: 'The application to roll back, and the instance to return to.',
  fields: (t) => ({
    application: t.id({ required: true, description: applicationIdDescription }),
    to: t.id({
      required: true,
      description: 'The `id` of an earlier instance of the application, also one that CMF no longer keeps.',
    }),
    dryRun: t.boolean({ description: 'Only plan the change and write nothing. Default: false.' }),
    ...preconditionFields(t),
    ...writeFields(t),
  }),
});

const RollBackApplicationPayload = builder.objectRef<Outcome>('RollBackApplicationPayload').implement({
  description: 'The result of `rollBackApplication`.',
  interfaces: [MutationPayload, ApplicationPayload],
  fields: (t) => ({ plan: planField(t) }),
});

builder.mutationField('rollBackApplication', (t) =>
  t.field({
    type: RollBackApplicationPayload,
    description:
      'Returns to the effective spec of an earlier instance, for which CMF creates a new instance. If the defaults of the environment have changed so that CMF would not produce the same effective spec, the mutation fails, and the error lists the differences.',
    args: {
      input: t.arg({
        type: RollBackApplicationInput,
        required: true,
        description: 'The instance to return to.',
      }),
    },
    resolve: (_root, { input }, context) => {
      const check = createInputCheck();
      const of = applicationNamed(check, input.application);
      const [environment, name, to = ''] = check.id('Instance', input.to, 'to') ?? [];
      if (of && to && (environment !== of.environment || name !== of.name))
        check.add('BAD_ID', 'This must be the ID of an instance of the same application.', ['to']);
      const when = preconditionsOf(check, input);
      const steps = of && (() => context.writes().applications.rollBack(of, to, when));
      return mutate(context, check, {
        kind: 'ROLL_BACK_APPLICATION',
        target: targetOf(of),
        input,
        steps,
        dryRun: input.dryRun ? ({ change }) => change : null,
      });
    },
  }),
);

const DeleteApplicationInput = builder.inputType('DeleteApplicationInput', {
  description: 'The application to delete.',
  fields: (t) => ({
    application: t.id({ required: true, description: applicationIdDescription }),
    ...preconditionFields(t),
    force: t.boolean({
      description:
        'Delete only the records of CMF, even if Confluent for Kubernetes owns the application. This can leave Kubernetes resources behind. CMF 2.3 and newer. Default: false.',
    }),
    ...writeFields(t),
  }),
});

const DeleteApplicationPayload = builder.objectRef<Outcome>('DeleteApplicationPayload').implement({
  description: 'The result of `deleteApplication`.',
  interfaces: [MutationPayload, ApplicationPayload],
});

builder.mutationField('deleteApplication', (t) =>
  t.field({
    type: DeleteApplicationPayload,
    description: 'Deletes an application, its instances and its events. Its detached savepoints remain.',
    args: {
      input: t.arg({
        type: DeleteApplicationInput,
        required: true,
        description: 'The application to delete.',
      }),
    },
    resolve: (_root, { input }, context) => {
      const check = createInputCheck();
      const of = applicationNamed(check, input.application);
      const when = preconditionsOf(check, input);
      const steps = of && (() => context.writes().applications.delete(of, when));
      return mutate(context, check, { kind: 'DELETE_APPLICATION', target: targetOf(of), input, steps });
    },
  }),
);

function preconditionsOf(check: InputCheck, input: PreconditionInput): Preconditions {
  const { expectedLatestInstance: id, force } = input;
  const expected = id == null ? undefined : check.id('Instance', id, 'expectedLatestInstance')?.at(2);
  return { expectedLatest: expected, force: force ?? false };
}

function isSame(one: ApplicationName, other: ApplicationName): boolean {
  return one.environment === other.environment && one.name === other.name;
}
