/** A problem: the type and its enumerations. */

import { mapMaybe } from '../src/maybe-promise.ts';
import {
  flinkKinds,
  identityOf,
  type Problem as ProblemModel,
  problemKinds,
  severities,
} from '../src/problems/problem.ts';
import { Application } from './application.ts';
import { builder } from './builder.ts';
import { unnamed } from './context.ts';
import { Environment } from './environment.ts';
import { Instance, loadInstance } from './instance.ts';
import { inList, Savepoint } from './savepoint.ts';
import { DateTime, dateTime } from './scalars.ts';
import { describe } from './states.ts';

export const ProblemKind = builder.enumType('ProblemKind', {
  description: 'The kind of a problem.',
  values: describe(problemKinds, {
    CLUSTER_DISCONNECTED:
      'CMF is not connected to the Kubernetes cluster of the environment, so the states of its applications may be outdated.',
    FAILED: 'The job is FAILED. Severity INFO if it should be suspended anyway.',
    RESTARTING:
      'The job restarted 3 times or more within the last hour; CRITICAL from 10 times. The number is computed from the timeline.',
    UPGRADE_STUCK:
      'An upgrade has been pending for longer than `UPGRADE_STUCK_AFTER_MS`. Without `details` it is found only if the instances of the application are in the memory of the gateway since its last change.',
    CHECKPOINTS_FAILING: 'The newest checkpoint of the running job failed. Needs Flink.',
    CHECKPOINT_TOO_OLD:
      'The running job has completed no checkpoint for 5 intervals, but at least 10 minutes. Needs Flink.',
    SAVEPOINT_FAILED: 'The newest savepoint with a final state failed or was abandoned. Needs `details`.',
    OPERATOR_ERROR:
      'The Flink Kubernetes Operator reports an error that no other problem of the application covers.',
    COPY_STALE: 'CMF does not respond, so the applications of the environment are an outdated copy.',
  }),
});

export const Severity = builder.enumType('ProblemSeverity', {
  description: 'The severity of a problem.',
  values: describe(severities, {
    CRITICAL: 'The job does not process data, or its state is unknown.',
    WARNING: 'The job processes data, but it may fail or stop without attention.',
    INFO: 'Informational; no action is required.',
  }),
});

export const Problem = builder.objectRef<ProblemModel>('Problem').implement({
  description: 'A condition of an application or an environment that needs attention.',
  fields: (t) => ({
    id: t.id({
      description: 'Opaque. It stays the same while the problem lasts. It is not an argument of `node(id:)`.',
      resolve: (problem) => Buffer.from(`Problem:${identityOf(problem)}`).toString('base64url'),
    }),
    kind: t.expose('kind', { type: ProblemKind, description: 'The kind.' }),
    severity: t.expose('severity', { type: Severity, description: 'The severity.' }),
    since: t.field({
      type: DateTime,
      nullable: true,
      description: 'When it started; null if unknown.',
      resolve: ({ since }) => dateTime(since),
    }),
    summary: t.string({
      description: 'A description of the problem in one line, with the cause if it is known.',
      resolve: ({ summary }, _args, { redaction }) => redaction.text(summary),
    }),
    needsFlink: t.boolean({
      description:
        'True for kinds that can only be detected with data of the JobManager. When Flink does not respond, they are absent without an error.',
      resolve: ({ kind }) => flinkKinds.has(kind),
    }),
    environmentName: t.string({
      description: 'The name of the environment.',
      resolve: ({ environment }) => environment,
    }),
    applicationName: t.string({
      nullable: true,
      description: 'The name of the application; null for a problem of the environment itself.',
      resolve: ({ application }) => application,
    }),
    instanceUid: t.id({
      nullable: true,
      description:
        'The UID of the affected instance: the deployed one, or the one that waits for deployment.',
      resolve: ({ instance }) => instance,
    }),
    environment: t.field({
      type: Environment,
      nullable: true,
      description: 'The environment.',
      resolve: ({ environment }, _args, { mirror, read }) => mirror.environment(environment, unnamed(read)),
    }),
    application: t.field({
      type: Application,
      nullable: true,
      description: 'The application; null for a problem of the environment itself.',
      resolve: ({ environment, application }, _args, { mirror, read }) =>
        application === null ? null : mirror.application(environment, application, unnamed(read)),
    }),
    instance: t.field({
      type: Instance,
      nullable: true,
      description: 'The affected instance. It costs one call to CMF unless it is in memory.',
      resolve: ({ environment, application, instance }, _args, context) => {
        if (application === null || instance === null) return null;
        return mapMaybe(
          context.mirror.application(environment, application, unnamed(context.read)),
          (of) => of && loadInstance(of, instance, context),
        );
      },
    }),
    savepoint: t.field({
      type: Savepoint,
      nullable: true,
      description: 'The savepoint that failed.',
      resolve: async ({ environment, application, savepoint }, _args, { mirror, read }) => {
        if (application === null || savepoint === null) return null;
        const of = await mirror.application(environment, application, unnamed(read));
        if (!of) return null;
        const savepoints = await mirror.savepoints(of.value, read);
        return savepoints.value.filter(({ name }) => name === savepoint).map(inList(savepoints, of))[0];
      },
    }),
  }),
});
