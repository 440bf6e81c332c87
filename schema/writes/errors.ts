/** The expected failures of mutations, as data. */
import { problemCodes } from '../../src/writes/problem-codes.ts';
import type { InputPath, WriteProblem } from '../../src/writes/problems.ts';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { Instance, loadInstance } from '../instance.ts';
import type { ObservedApplication } from '../models.ts';
import { InstanceCause } from './cause.ts';

/** A failure, with the target application of the mutation. */
export interface MutationErrorModel<Problem extends WriteProblem = WriteProblem> {
  readonly problem: Problem;
  readonly application: ObservedApplication | null;
}

type Of<Type extends WriteProblem['type']> = MutationErrorModel<Extract<WriteProblem, { type: Type }>>;

export const MutationError = builder.interfaceRef<MutationErrorModel>('MutationError').implement({
  description:
    'An expected failure of a mutation. Nothing was changed, except for `OUTCOME_UNKNOWN`, where the outcome is unknown.',
  resolveType: ({ problem }) => typeNames[problem.type],
  fields: (t) => ({
    code: t.string({
      description: 'The kind of the failure, for programs. `docs/errors.md` lists all codes.',
      resolve: ({ problem }) => problem.code,
    }),
    message: t.string({
      description: 'A description of the failure for users, in one sentence.',
      resolve: ({ problem }, _args, { redaction }) => redaction.text(problem.message),
    }),
    path: t.stringList({
      nullable: true,
      description: 'The part of the input that is wrong, as a list of keys; null if it is not a single part.',
      resolve: ({ problem }): string[] | null => copyOf(problem.path),
    }),
  }),
});

const typeNames = {
  CONFLICT: 'ConflictError',
  VALIDATION: 'ValidationError',
  NOT_PERMITTED: 'NotPermittedError',
  MANAGED_ELSEWHERE: 'ManagedElsewhereError',
  NOT_FOUND: 'NotFoundError',
  UPSTREAM: 'UpstreamError',
} as const satisfies Record<WriteProblem['type'], string>;

builder.objectRef<Of<'CONFLICT'>>('ConflictError').implement({
  description:
    'The latest instance is not the expected one, because another writer has changed the application.',
  interfaces: [MutationError],
  fields: (t) => ({
    latestInstance: t.field({
      type: Instance,
      nullable: true,
      description: 'The current latest instance; null if there is none.',
      resolve: (parent, _args, context) => latestInstanceOf(parent, context),
    }),
    cause: t.field({
      type: InstanceCause,
      nullable: true,
      description:
        'The mutation that resulted in that instance; null if it was not created through the gateway.',
      resolve: async ({ problem, application }, _args, { mirror }) => {
        if (!application || problem.latest === null) return null;
        const { causes } = await mirror.recall(application.value);
        return causes.get(problem.latest);
      },
    }),
  }),
});

builder.objectRef<Of<'VALIDATION'>>('ValidationError').implement({
  description: 'The input is not valid, or CMF rejected it (`CMF_REFUSED`).',
  interfaces: [MutationError],
});

builder.objectRef<Of<'NOT_PERMITTED'>>('NotPermittedError').implement({
  description:
    'The write is not allowed: CMF denies it, or the caller has sent too many writes (`TOO_MANY_WRITES`). Rights on an environment give no rights on its applications.',
  interfaces: [MutationError],
});

builder.objectRef<Of<'MANAGED_ELSEWHERE'>>('ManagedElsewhereError').implement({
  description:
    'Confluent for Kubernetes owns the application and would undo the change. Set `force` to write anyway.',
  interfaces: [MutationError],
  fields: (t) => ({
    owner: t.string({
      description: 'The resource that owns the application, as `namespace/name`.',
      resolve: ({ problem }) => problem.owner,
    }),
  }),
});

builder.objectRef<Of<'NOT_FOUND'>>('NotFoundError').implement({
  description: 'The target of the mutation does not exist, or the caller may not see it.',
  interfaces: [MutationError],
});

builder.objectRef<Of<'UPSTREAM'>>('UpstreamError').implement({
  description: 'CMF or Redis is unavailable, or the outcome of the write is unknown.',
  interfaces: [MutationError],
  fields: (t) => ({
    retryable: t.boolean({
      description:
        'True if nothing was changed and the same mutation may succeed later. False for `OUTCOME_UNKNOWN`: read the target before you retry.',
      resolve: ({ problem }) => problemCodes[problem.code].retryable,
    }),
  }),
});

function latestInstanceOf({ problem, application }: Of<'CONFLICT'>, context: Context) {
  if (!application || problem.latest === null) return null;
  return loadInstance(application, problem.latest, context);
}

function copyOf(path: InputPath | null): string[] | null {
  return path && [...path];
}
