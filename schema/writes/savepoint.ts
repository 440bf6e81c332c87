/** The mutations of savepoints. */
import { nameProblems } from '../../src/plan/input.ts';
import type { OperationTarget } from '../../src/store/write-log.ts';
import { defaultName, type SavepointName } from '../../src/writes/savepoint-writes.ts';
import { builder } from '../builder.ts';
import { type Context, unnamed } from '../context.ts';
import type { SavepointOf } from '../models.ts';
import { inList, Savepoint } from '../savepoint.ts';
import { SavepointFormatType } from '../states.ts';
import { applicationIn, applicationNamed, targetOf } from './application-id.ts';
import { createInputCheck, type InputCheck } from './input-check.ts';
import { MutationPayload, mutate, type Outcome, writeFields } from './mutation.ts';

const CreateSavepointInput = builder.inputType('CreateSavepointInput', {
  description: 'The job to take a savepoint of.',
  fields: (t) => ({
    application: t.id({ required: true, description: 'The `id` of the application, whose job must run.' }),
    name: t.string({ description: 'The name of the savepoint. Absent: the gateway chooses one.' }),
    formatType: t.field({
      type: SavepointFormatType,
      description: 'The binary format. Absent: CMF chooses.',
    }),
    backoffLimit: t.int({
      description:
        'The number of failures after which CMF stops retrying; -1, the default of CMF: it never stops.',
    }),
    ...writeFields(t),
  }),
});

const CreateSavepointPayload = builder.objectRef<Outcome>('CreateSavepointPayload').implement({
  description: 'The result of `createSavepoint`.',
  interfaces: [MutationPayload],
  fields: (t) => ({
    savepoint: t.field({
      type: Savepoint,
      nullable: true,
      description: 'The savepoint. It is not complete yet; its `state` shows the progress.',
      resolve: ({ target, operation }, _args, context) => {
        const application = target && applicationIn(target);
        if (!application || !operation) return null;
        return readSavepoint({ application, name: target.savepoint ?? defaultName(operation.id) }, context);
      },
    }),
  }),
});

builder.mutationField('createSavepoint', (t) =>
  t.field({
    type: CreateSavepointPayload,
    description: 'Takes a savepoint of a running job, which continues to run. CMF 2.1 and newer.',
    args: {
      input: t.arg({ type: CreateSavepointInput, required: true, description: 'The savepoint to take.' }),
    },
    resolve: (_root, { input }, context) => {
      const check = createInputCheck();
      const of = applicationNamed(check, input.application);
      const { name, formatType: format, backoffLimit } = input;
      for (const { code, message, path } of name == null ? [] : nameProblems(name))
        check.add(code, message, path);
      if (backoffLimit != null && backoffLimit < -1)
        check.add('BAD_USER_INPUT', 'The limit is -1 or a number of failures.', ['backoffLimit']);
      if (format === 'UNKNOWN') check.add('BAD_USER_INPUT', 'The format is not supported.', ['formatType']);
      const target = targetOf(of);
      return mutate(context, check, {
        kind: 'CREATE_SAVEPOINT',
        target: target && { ...target, savepoint: name ?? null },
        input,
        steps:
          of &&
          (() =>
            context.writes().savepoints.create(of, {
              name: name ?? undefined,
              format: format == null || format === 'UNKNOWN' ? undefined : format,
              backoffLimit: backoffLimit ?? undefined,
            })),
      });
    },
  }),
);

const DetachSavepointInput = builder.inputType('DetachSavepointInput', {
  description: 'The savepoint to detach.',
  fields: (t) => ({
    savepoint: t.id({ required: true, description: 'The `id` of a completed savepoint of an application.' }),
    ...writeFields(t),
  }),
});

const DetachSavepointPayload = builder.objectRef<Outcome>('DetachSavepointPayload').implement({
  description: 'The result of `detachSavepoint`.',
  interfaces: [MutationPayload],
  fields: (t) => ({
    savepoint: t.field({
      type: Savepoint,
      nullable: true,
      description: 'The detached savepoint, which has a new `id`.',
      resolve: ({ target, problems }, _args, context) =>
        target?.savepoint && problems.length === 0
          ? readSavepoint({ application: null, name: target.savepoint }, context)
          : null,
    }),
  }),
});

builder.mutationField('detachSavepoint', (t) =>
  t.field({
    type: DetachSavepointPayload,
    description:
      'Detaches a savepoint from its application, so that it remains when the application is deleted, and other applications can start from it. CMF 2.1 and newer.',
    args: {
      input: t.arg({ type: DetachSavepointInput, required: true, description: 'The savepoint to detach.' }),
    },
    resolve: (_root, { input }, context) => {
      const check = createInputCheck();
      const named = savepointNamed(check, input.savepoint, 'savepoint');
      const of = named?.application ?? null;
      if (named && !of) check.add('BAD_USER_INPUT', 'The savepoint is already detached.', ['savepoint']);
      return mutate(context, check, {
        kind: 'DETACH_SAVEPOINT',
        target: named && savepointTarget(named),
        input,
        steps: named && of && (() => context.writes().savepoints.detach(of, named.name)),
      });
    },
  }),
);

const DeleteSavepointInput = builder.inputType('DeleteSavepointInput', {
  description: 'The savepoint to delete.',
  fields: (t) => ({
    savepoint: t.id({
      required: true,
      description: 'The `id` of a savepoint, of an application or detached.',
    }),
    force: t.boolean({
      description:
        'Also delete a savepoint that is in progress or already marked for deletion. Default: false.',
    }),
    ...writeFields(t),
  }),
});

const DeleteSavepointPayload = builder.objectRef<Outcome>('DeleteSavepointPayload').implement({
  description: 'The result of `deleteSavepoint`.',
  interfaces: [MutationPayload],
});

builder.mutationField('deleteSavepoint', (t) =>
  t.field({
    type: DeleteSavepointPayload,
    description: 'Deletes a savepoint. CMF 2.1 and newer.',
    args: {
      input: t.arg({ type: DeleteSavepointInput, required: true, description: 'The savepoint to delete.' }),
    },
    resolve: (_root, { input }, context) => {
      const check = createInputCheck();
      const named = savepointNamed(check, input.savepoint, 'savepoint');
      return mutate(context, check, {
        kind: 'DELETE_SAVEPOINT',
        target: named && savepointTarget(named),
        input,
        steps: named && (() => context.writes().savepoints.delete(named, input.force ?? false)),
      });
    },
  }),
);

/** Null and a problem if it is not the ID of a savepoint. */
export function savepointNamed(check: InputCheck, id: string, path: string): SavepointName | null {
  const [first, application, name] = check.id('Savepoint', id, path) ?? [];
  if (first === undefined) return null;
  if (application === undefined || name === undefined) return { application: null, name: first };
  return { application: { environment: first, name: application }, name };
}

/** Detached savepoints belong to no environment. */
function savepointTarget({ application: of, name }: SavepointName): OperationTarget {
  return { environment: of?.environment ?? null, application: of?.name ?? null, savepoint: name };
}

async function readSavepoint(
  { application: of, name }: SavepointName,
  { mirror, read }: Context,
): Promise<SavepointOf | null> {
  const application = of && (await mirror.application(of.environment, of.name, unnamed(read)));
  if (of && !application) return null;
  const list = await (application
    ? mirror.savepoints(application.value, read)
    : mirror.detachedSavepoints(unnamed(read)));
  return list.value.filter((savepoint) => savepoint.name === name).map(inList(list, application))[0] ?? null;
}
