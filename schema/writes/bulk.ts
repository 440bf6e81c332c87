/** Mutations of several applications at once: one result for each, and failures of some are data. */
import type { ApplicationName } from '../../src/writes/application-name.ts';
import type { WriteSteps } from '../../src/writes/protocol/write-steps.ts';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { publicError } from '../errors.ts';
import { StartApplicationPayload, SuspendApplicationPayload } from './application.ts';
import { applicationNamed, targetOf } from './application-id.ts';
import { createInputCheck } from './input-check.ts';
import { mutate, type Outcome, writeFields } from './mutation.ts';

const maxApplications = 100;
/** Maximum number of concurrent writes, because CMF runs as a single pod. */
const concurrency = 4;

interface BulkInput {
  readonly applications: readonly string[];
  readonly force?: boolean | null | undefined;
  readonly reason?: string | null | undefined;
  readonly idempotencyKey?: string | null | undefined;
  readonly clientMutationId?: string | null | undefined;
}

interface BulkOutcome {
  readonly results: readonly Outcome[];
  readonly clientMutationId: string | null;
}

const BulkApplicationInput = builder.inputType('BulkApplicationInput', {
  description: 'Several applications.',
  fields: (t) => ({
    applications: t.idList({
      required: true,
      description: 'The `id`s of the applications, each once; at most 100.',
    }),
    force: t.boolean({
      description: 'Also write to applications that Confluent for Kubernetes owns. Default: false.',
    }),
    ...writeFields(t),
  }),
});

const StartApplicationsPayload = builder.objectRef<BulkOutcome>('StartApplicationsPayload').implement({
  description: 'The result of `startApplications`.',
  fields: (t) => ({
    results: t.field({
      type: [StartApplicationPayload],
      description: 'One result for each application, in the order of the input.',
      resolve: ({ results }) => results,
    }),
    clientMutationId: t.exposeString('clientMutationId', {
      nullable: true,
      description: 'The `clientMutationId` of the input.',
    }),
  }),
});

const SuspendApplicationsPayload = builder.objectRef<BulkOutcome>('SuspendApplicationsPayload').implement({
  description: 'The result of `suspendApplications`.',
  fields: (t) => ({
    results: t.field({
      type: [SuspendApplicationPayload],
      description: 'One result for each application, in the order of the input.',
      resolve: ({ results }) => results,
    }),
    clientMutationId: t.exposeString('clientMutationId', {
      nullable: true,
      description: 'The `clientMutationId` of the input.',
    }),
  }),
});

builder.mutationFields((t) => ({
  startApplications: t.field({
    type: StartApplicationsPayload,
    description: 'Starts several suspended applications. Each write succeeds or fails independently.',
    args: {
      input: t.arg({ type: BulkApplicationInput, required: true, description: 'The applications to start.' }),
    },
    resolve: (_root, { input }, context) =>
      forEach(context, input, 'START_APPLICATION', (of) => {
        const when = { expectedLatest: undefined, force: input.force ?? false };
        return context.writes().applications.start(of, null, when);
      }),
  }),
  suspendApplications: t.field({
    type: SuspendApplicationsPayload,
    description: 'Suspends several applications. Each write succeeds or fails independently.',
    args: {
      input: t.arg({
        type: BulkApplicationInput,
        required: true,
        description: 'The applications to suspend.',
      }),
    },
    resolve: (_root, { input }, context) =>
      forEach(context, input, 'SUSPEND_APPLICATION', (of) => {
        const when = { expectedLatest: undefined, force: input.force ?? false };
        return context.writes().applications.suspend(of, when);
      }),
  }),
}));

async function forEach<Prepared>(
  context: Context,
  input: BulkInput,
  kind: 'START_APPLICATION' | 'SUSPEND_APPLICATION',
  stepsOf: (application: ApplicationName) => WriteSteps<Prepared>,
): Promise<BulkOutcome> {
  const { applications, clientMutationId = null } = input;
  const ids = [...new Set(applications)];
  if (ids.length === 0 || ids.length > maxApplications)
    throw publicError('BAD_USER_INPUT', `\`applications\` must have 1 to ${maxApplications} IDs.`);
  const results: Outcome[] = [];
  const queue = ids.entries();
  const work = async () => {
    // The workers take from the same iterator.
    for (const [index, application] of queue) {
      const check = createInputCheck();
      const of = applicationNamed(check, application);
      const { reason, idempotencyKey, force } = input;
      const key = idempotencyKey == null ? null : `${idempotencyKey} ${application}`;
      results[index] = await mutate(context, check, {
        kind,
        target: targetOf(of),
        input: { application, force, reason, idempotencyKey: key },
        steps: of && (() => stepsOf(of)),
      });
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  return { results, clientMutationId };
}
