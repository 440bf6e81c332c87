/** Why an instance exists: the mutation that resulted in it. */
import type { InstanceCause as InstanceCauseModel } from '../../src/archive/storage.ts';
import { builder } from '../builder.ts';
import { Instance } from '../instance.ts';
import { DateTime } from '../scalars.ts';

export const InstanceCause = builder.objectRef<InstanceCauseModel>('InstanceCause').implement({
  description: 'The mutation through this gateway that resulted in an instance.',
  fields: (t) => ({
    kind: t.exposeString('kind', {
      description: 'The kind of the operation, such as `APPLY_APPLICATION`; see `OperationKind`.',
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
      nullable: true,
      description: 'The ID of the request, which is also in the log.',
    }),
    operationId: t.exposeID('operation', { description: 'The `id` of the operation.' }),
    at: t.expose('at', { type: DateTime, description: 'When it was requested.' }),
  }),
});

builder.objectFields(Instance, (t) => ({
  cause: t.field({
    type: InstanceCause,
    nullable: true,
    description:
      'The mutation that resulted in this instance; null if it was not created through this gateway, or if the record has expired.',
    resolve: async ({ application, instance }, _args, { loaders }) => {
      const { memory } = await loaders.history.load(application.value);
      return memory.causes.get(instance.uid);
    },
  }),
}));
