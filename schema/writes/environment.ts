/** The mutations of an environment. */

import { isObject } from '../../src/json.ts';
import { documentProblems, nameProblems, textMap, textMapProblems } from '../../src/plan/input.ts';
import { builder } from '../builder.ts';
import { unnamed } from '../context.ts';
import { Environment } from '../environment.ts';
import { Json } from '../scalars.ts';
import { createInputCheck } from './input-check.ts';
import { MutationPayload, mutate, type Outcome, writeFields } from './mutation.ts';

const ApplyEnvironmentInput = builder.inputType('ApplyEnvironmentInput', {
  description: 'The desired state of an environment. Absent parts stay unchanged.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'The name of the environment.' }),
    kubernetesNamespace: t.string({
      description: 'The namespace that its applications run in. Required for a new environment.',
    }),
    kubernetesCluster: t.string({ description: 'The Kubernetes cluster that it deploys to.' }),
    applicationDefaults: t.field({
      type: Json,
      description:
        'The defaults that override the specs of its applications (`flinkApplicationDefaults`), as a whole. Omitted values are removed.',
    }),
    labels: t.field({ type: Json, description: 'The labels.' }),
    annotations: t.field({ type: Json, description: 'The annotations.' }),
    ...writeFields(t),
  }),
});

const ApplyEnvironmentPayload = builder.objectRef<Outcome>('ApplyEnvironmentPayload').implement({
  description: 'The result of `applyEnvironment`.',
  interfaces: [MutationPayload],
  fields: (t) => ({
    environment: t.field({
      type: Environment,
      nullable: true,
      description: 'The current environment; null if it does not exist or the caller may not see it.',
      resolve: ({ target }, _args, { mirror, read }) =>
        target?.environment == null ? null : mirror.environment(target.environment, unnamed(read)),
    }),
  }),
});

builder.mutationField('applyEnvironment', (t) =>
  t.field({
    type: ApplyEnvironmentPayload,
    description:
      'Creates or changes an environment. CMF does not grant its creator rights on the applications in it: without a role, requests for them fail with `FORBIDDEN`. The version of CMF determines whether changed defaults affect the applications at once or with their next change.',
    args: {
      input: t.arg({ type: ApplyEnvironmentInput, required: true, description: 'The environment to apply.' }),
    },
    resolve: (_root, { input }, context) => {
      const check = createInputCheck();
      const { name, applicationDefaults: defaults } = input;
      const problems = [
        ...nameProblems(name),
        ...(defaults == null ? [] : documentProblems(defaults, ['applicationDefaults'])),
        ...textMapProblems(input.labels, 'labels'),
        ...textMapProblems(input.annotations, 'annotations'),
      ];
      for (const { code, message, path } of problems) check.add(code, message, path);
      const desired = {
        kubernetesNamespace: input.kubernetesNamespace ?? undefined,
        kubernetesCluster: input.kubernetesCluster ?? undefined,
        labels: textMap(input.labels),
        annotations: textMap(input.annotations),
        applicationDefaults: isObject(defaults) ? defaults : undefined,
      };
      return mutate(context, check, {
        kind: 'APPLY_ENVIRONMENT',
        target: { environment: name, application: null, savepoint: null },
        input,
        steps: () => context.writes().environments.apply(name, desired),
      });
    },
  }),
);

const DeleteEnvironmentInput = builder.inputType('DeleteEnvironmentInput', {
  description: 'The environment to delete.',
  fields: (t) => ({
    environment: t.id({ required: true, description: 'The `id` of the environment.' }),
    force: t.boolean({
      description:
        'Delete only the records of CMF. This can leave Kubernetes resources behind. CMF 2.3 and newer. Default: false.',
    }),
    ...writeFields(t),
  }),
});

const DeleteEnvironmentPayload = builder.objectRef<Outcome>('DeleteEnvironmentPayload').implement({
  description: 'The result of `deleteEnvironment`.',
  interfaces: [MutationPayload],
});

builder.mutationField('deleteEnvironment', (t) =>
  t.field({
    type: DeleteEnvironmentPayload,
    description: 'Deletes an environment. CMF rejects the deletion while the environment has applications.',
    args: {
      input: t.arg({
        type: DeleteEnvironmentInput,
        required: true,
        description: 'The environment to delete.',
      }),
    },
    resolve: (_root, { input }, context) => {
      const check = createInputCheck();
      const [name = ''] = check.id('Environment', input.environment, 'environment') ?? [];
      return mutate(context, check, {
        kind: 'DELETE_ENVIRONMENT',
        target: name === '' ? null : { environment: name, application: null, savepoint: null },
        input,
        steps: () => context.writes().environments.delete(name, input.force ?? false),
      });
    },
  }),
);
