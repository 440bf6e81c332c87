/** The common parts of all mutations: fields of inputs and payloads, and the steps from an input to a payload. */
import { type Json } from '../../src/json.ts';
import type { OperationKind, OperationRecord, OperationTarget } from '../../src/store/write-log.ts';
import { type WriteProblem, WriteProblems } from '../../src/writes/problems.ts';
import type { WriteSteps } from '../../src/writes/protocol/write-steps.ts';
import { Application } from '../application.ts';
import { builder } from '../builder.ts';
import { type Context, unnamed } from '../context.ts';
import { Instance, loadInstance } from '../instance.ts';
import type { ObservedApplication } from '../models.ts';
import { applicationIn } from './application-id.ts';
import { MutationError } from './errors.ts';
import type { InputCheck } from './input-check.ts';
import { Operation } from './operation.ts';

type Types = typeof builder extends PothosSchemaTypes.SchemaBuilder<infer T> ? T : never;
export type OutputFields<Parent> = PothosSchemaTypes.ObjectFieldBuilder<Types, Parent>;
type InputFields = PothosSchemaTypes.InputFieldBuilder<Types, 'InputObject'>;

/** The fields of every input. */
export function writeFields(t: InputFields) {
  return {
    clientMutationId: t.string({ description: 'Returned unchanged in the payload.' }),
    reason: t.string({
      description:
        'The reason for the change. It is shown with the operation and with the resulting instance. At most 1,000 characters.',
    }),
    idempotencyKey: t.string({
      description:
        'A value that the client chooses once for this change. For 24 hours, a request with the same key returns the first payload and sends nothing, on any replica, even if the first response was lost. At most 200 characters.',
    }),
  };
}

/** The fields of the inputs that change an application. */
export function preconditionFields(t: InputFields) {
  return {
    expectedLatestInstance: t.id({
      description:
        'The `id` of the instance that the client expects to be the latest. If there is a newer one, nothing is sent and a `ConflictError` contains it.',
    }),
    force: t.boolean({
      description: 'Also write to an application that Confluent for Kubernetes owns. Default: false.',
    }),
  };
}

/** The result of a mutation. */
export interface Outcome {
  readonly target: OperationTarget | null;
  /** Null if the input was not valid. */
  readonly operation: OperationRecord | null;
  readonly problems: readonly WriteProblem[];
  /** The result of the write besides its target, such as the plan of a change. */
  readonly payload: unknown;
  readonly clientMutationId: string | null;
}

/** The payloads implement these interfaces, which `relayMutationField` of the Relay plugin cannot type. */
export const MutationPayload = builder.interfaceRef<Outcome>('MutationPayload').implement({
  description: 'The result of a mutation.',
  fields: (t) => ({
    unchanged: t.boolean({
      description: 'True if CMF made no change.',
      resolve: ({ operation }) => operation?.state === 'UNCHANGED',
    }),
    errors: t.field({
      type: [MutationError],
      description: 'The reasons why the mutation failed; empty if it succeeded.',
      resolve: async ({ problems, target }, _args, context) => {
        if (problems.length === 0) return [];
        const application = target && (await applicationOf(target, context));
        return problems.map((problem) => ({ problem, application }));
      },
    }),
    operation: t.expose('operation', {
      type: Operation,
      nullable: true,
      description:
        'The record of the operation; null if the input was not valid, or if there was nothing to write.',
    }),
    clientMutationId: t.exposeString('clientMutationId', {
      nullable: true,
      description: 'The `clientMutationId` of the input.',
    }),
  }),
});

export const ApplicationPayload = builder.interfaceRef<Outcome>('ApplicationPayload').implement({
  description: 'The result of a mutation of an application.',
  interfaces: [MutationPayload],
  fields: (t) => ({
    application: t.field({
      type: Application,
      nullable: true,
      description: 'The current application; null if it does not exist.',
      resolve: ({ target }, _args, context) => target && applicationOf(target, context),
    }),
    instance: t.field({
      type: Instance,
      nullable: true,
      description: 'The resulting instance; null if there is none.',
      resolve: async ({ target, operation }, _args, context) => {
        const application = target && (await applicationOf(target, context));
        const uid = operation?.instance;
        return application && uid ? loadInstance(application, uid, context) : null;
      },
    }),
  }),
});

async function applicationOf(
  target: OperationTarget,
  { mirror, read }: Context,
): Promise<ObservedApplication | null> {
  const of = applicationIn(target);
  return of && mirror.application(of.environment, of.name, unnamed(read));
}

interface CommonInput {
  readonly reason?: string | null | undefined;
  readonly idempotencyKey?: string | null | undefined;
  readonly clientMutationId?: string | null | undefined;
}

const maxReason = 1_000;
const maxKey = 200;

/** Runs a write, or returns the problems of its input. */
export async function mutate<Prepared>(
  context: Context,
  check: InputCheck,
  write: {
    readonly kind: OperationKind;
    /** Null if the input is not valid. */
    readonly target: OperationTarget | null;
    readonly input: CommonInput & Readonly<Record<string, unknown>>;
    readonly steps: (() => WriteSteps<Prepared>) | null;
    /** Set for a dry run: the result of the check becomes the payload, and nothing is written. */
    readonly dryRun?: ((prepared: Prepared) => unknown) | null;
  },
): Promise<Outcome> {
  const { kind, target, input, steps, dryRun } = write;
  const { reason: _reason, idempotencyKey: _key, clientMutationId: _id, ...effective } = input;
  const { reason, idempotencyKey, clientMutationId } = withNulls(input);
  if (reason !== null && (reason.trim() === '' || reason.length > maxReason))
    check.add('BAD_USER_INPUT', `A reason has 1 to ${maxReason} characters.`, ['reason']);
  if (idempotencyKey !== null && !/^[\x20-\x7e]{1,200}$/.test(idempotencyKey))
    check.add('BAD_USER_INPUT', `A key has 1 to ${maxKey} printable ASCII characters.`, ['idempotencyKey']);
  const writes = context.writes();
  if (check.problems.length > 0 || !target || !steps) {
    writes.refuse(kind, check.problems);
    return { target, operation: null, problems: check.problems, payload: undefined, clientMutationId };
  }
  if (dryRun) {
    const checked = await preparedOrProblems(steps());
    const [payload, problems] =
      checked instanceof WriteProblems ? [undefined, checked.problems] : [dryRun(checked), []];
    return { target, operation: null, problems, payload, clientMutationId };
  }
  const requested = { kind, target, reason, idempotencyKey, input: jsonOf(effective) };
  const { operation, problems, payload } = await writes.run(requested, steps());
  return { target, operation, problems, payload, clientMutationId };
}

async function preparedOrProblems<Prepared>(steps: WriteSteps<Prepared>): Promise<Prepared | WriteProblems> {
  try {
    return await steps.prepare();
  } catch (error) {
    if (error instanceof WriteProblems) return error;
    throw error;
  }
}

function withNulls({ reason = null, idempotencyKey = null, clientMutationId = null }: CommonInput) {
  return { reason, idempotencyKey, clientMutationId };
}

/** An input object as JSON; absent fields are omitted. */
function jsonOf(input: object): Json {
  return JSON.parse(JSON.stringify(input));
}
