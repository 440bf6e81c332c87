/** A plan: the result of a change of an application, computed without writing anything. */
import { checkInput, type InputProblem, type UncheckedInput } from '../src/plan/input.ts';
import { planApplication } from '../src/plan/plan.ts';
import type { Replacement } from '../src/plan/replacement.ts';
import type {
  RestorePointKind as RestoreKind,
  RestorePoint as RestorePointModel,
} from '../src/plan/restore-point.ts';
import { type PlanWarning as PlanWarningModel, planWarningKinds } from '../src/plan/warnings.ts';
import { Application } from './application.ts';
import { builder } from './builder.ts';
import { SpecChanges } from './changes.ts';
import type { Context } from './context.ts';
import { publicError } from './errors.ts';
import { Instance, loadInstance } from './instance.ts';
import type { InstanceOf, ObservedApplication, PlanOf } from './models.ts';
import { ConfigurationEntry } from './provenance.ts';
import { DateTime, dateTime, Json } from './scalars.ts';
import { describe, UpgradeMode } from './states.ts';

const JobReplacement = builder.enumType('JobReplacement', {
  description: 'The effect of a change on the job of an application.',
  values: {
    NONE: { description: 'Nothing: the effective spec does not change, so CMF creates no instance.' },
    START: { description: 'No job runs; the new instance starts one.' },
    SAVEPOINT: {
      description:
        'The job is stopped with a savepoint, and the new one starts from it. Until the savepoint is complete, the old job keeps running and the new instance waits.',
    },
    LAST_STATE: {
      description: 'The job is stopped at once, and the new one starts from the latest checkpoint.',
    },
    STATELESS: { description: 'The job is stopped at once, and the new one starts with empty state.' },
    REDEPLOY: {
      description:
        '`savepointRedeployNonce` changes: the job is stopped at once, and the new one starts from `initialSavepointPath`.',
    },
    SUSPEND: { description: 'The job is stopped, and no new one starts.' },
    NO_JOB: { description: 'No job runs, and none starts: the application is suspended.' },
    UNKNOWN: { description: 'The upgrade mode is one that this gateway does not know (yet).' },
  } satisfies Record<Replacement, object>,
});

const RestorePointKind = builder.enumType('RestorePointKind', {
  description: 'The kind of state that a job starts from.',
  values: {
    EMPTY: { description: 'The job starts with empty state.' },
    INITIAL_SAVEPOINT: { description: 'The savepoint in `job.initialSavepointPath`.' },
    NEW_SAVEPOINT: { description: 'A savepoint that the running job must still complete.' },
    SAVEPOINT: { description: 'The savepoint that the previous job was stopped with.' },
    CHECKPOINT: { description: 'The latest checkpoint of the previous job.' },
    UNKNOWN: { description: 'The upgrade mode is one that this gateway does not know (yet).' },
  } satisfies Record<RestoreKind, object>,
});

const RestorePoint = builder.objectRef<RestorePointModel>('RestorePoint').implement({
  description: 'The state that a job starts from.',
  fields: (t) => ({
    kind: t.expose('kind', { type: RestorePointKind, description: 'The kind of state.' }),
    name: t.string({
      nullable: true,
      description: 'The name of the savepoint; null if CMF lists none with this path.',
      resolve: ({ name }) => name,
    }),
    path: t.string({
      nullable: true,
      description: 'The path of the savepoint; null if it does not exist yet, or if CMF does not report it.',
      resolve: ({ path }, _args, { redaction }) => redaction.text(path),
    }),
    takenAt: t.field({
      type: DateTime,
      nullable: true,
      description: 'When the savepoint or checkpoint was taken; null if unknown.',
      resolve: ({ takenAt }) => dateTime(takenAt),
    }),
  }),
});

const PlanWarningKind = builder.enumType('PlanWarningKind', {
  description: 'The kind of a warning.',
  values: describe(planWarningKinds, {
    STATE_LOST: 'The job has state, and the new job starts without it.',
    VALUE_OVERRIDDEN:
      'The input changes a value that the environment overrides, so the change has no effect.',
    PARALLELISM:
      'The maximum parallelism is lower than that of the state which the new job restores, or the parallelism exceeds it: Flink refuses to restore it.',
    INITIAL_SAVEPOINT_REUSED:
      'The new job starts from `initialSavepointPath` again and loses later progress.',
    MANAGED_ELSEWHERE: 'Confluent for Kubernetes owns the application and may undo the change.',
    OLD_RESTORE_POINT: 'The savepoint or checkpoint that the new job starts from is more than an hour old.',
  }),
});

const PlanWarning = builder.objectRef<PlanWarningModel>('PlanWarning').implement({
  description: 'A consequence of a change that its diff does not show.',
  fields: (t) => ({
    kind: t.expose('kind', { type: PlanWarningKind, description: 'The kind of the warning, for programs.' }),
    message: t.string({
      description: 'The warning, in one or two sentences.',
      resolve: ({ message }, _args, { redaction }) => redaction.text(message),
    }),
    path: t.stringList({
      nullable: true,
      description:
        'The part of the input that the warning concerns, as a list of keys: `["spec", "job", "upgradeMode"]`. Null if it concerns no part.',
      resolve: ({ path }) => path,
    }),
  }),
});

export const ApplicationPlan = builder.objectRef<PlanOf>('ApplicationPlan').implement({
  description:
    'The result that a change of an application would have now. Nothing is reserved: if the environment or the application changes before the change is applied, the result differs from the plan.',
  fields: (t) => ({
    effectiveSpec: t.field({
      type: Json,
      description:
        'The effective spec of the next instance: the spec of the input merged with the defaults of the environment, which take precedence. It does not contain the annotation with the UID, which CMF assigns.',
      resolve: ({ plan }, _args, { redaction }) => redaction.json(plan.effectiveSpec),
    }),
    changes: t.field({
      type: SpecChanges,
      description: 'The changes against the effective spec of the latest instance, deployed or not.',
      resolve: ({ plan, latest }, _args, { redaction }) => ({
        changes: plan.changes.map(redaction.change),
        against: latest,
      }),
    }),
    createsInstance: t.boolean({
      description: 'True if CMF creates an instance: the effective spec differs from that of the latest one.',
      resolve: ({ plan }) => plan.createsInstance,
    }),
    upgradeMode: t.field({
      type: UpgradeMode,
      nullable: true,
      description: 'The upgrade mode of the effective spec. STATELESS if the spec has none, as in Flink.',
      resolve: ({ plan }) => plan.upgradeMode,
    }),
    replacement: t.field({
      type: JobReplacement,
      description: 'The effect on the job.',
      resolve: ({ plan }) => plan.replacement,
    }),
    restoresFrom: t.field({
      type: RestorePoint,
      nullable: true,
      description: 'The state that the new job starts from; null if no job starts.',
      resolve: ({ plan }) => plan.restoresFrom,
    }),
    overridden: t.field({
      type: [ConfigurationEntry],
      description:
        'The entries of the Flink configuration that the input sets to another value than the environment, whose value takes precedence. Sorted by key.',
      resolve: ({ plan }) => plan.overridden,
    }),
    warnings: t.field({
      type: [PlanWarning],
      description: 'The consequences of the change that its diff does not show.',
      resolve: ({ plan }) => plan.warnings,
    }),
    application: t.field({
      type: Application,
      nullable: true,
      description: 'The current application; null if it does not exist yet.',
      resolve: ({ application }) => application,
    }),
    latestInstance: t.field({
      type: Instance,
      nullable: true,
      description: 'The latest instance, which the plan is compared with; null if there is none yet.',
      resolve: ({ latest }) => latest,
    }),
    observedAt: t.field({
      type: DateTime,
      description:
        'When the gateway read the application and the environment from CMF, whichever is earlier.',
      resolve: ({ observedAt }) => new Date(observedAt).toISOString(),
    }),
    stale: t.boolean({
      description: 'True if the plan is computed from an outdated copy because CMF does not respond.',
      resolve: ({ stale }) => stale,
    }),
  }),
});

const PlanApplicationInput = builder.inputType('PlanApplicationInput', {
  description: 'A change of an application, or a new application.',
  fields: (t) => ({
    environment: t.string({ required: true, description: 'The name of the environment.' }),
    name: t.string({
      required: true,
      description:
        'The name of the application. If there is none with this name, it is planned as a new one.',
    }),
    spec: t.field({
      type: Json,
      required: true,
      description:
        'The whole spec of the application, as an object, without the defaults of the environment. A value with the marker of redacted credentials is rejected: send the real value.',
    }),
    labels: t.field({
      type: Json,
      description: 'The labels, as an object of strings. Default: the current labels.',
    }),
    annotations: t.field({
      type: Json,
      description: 'The annotations, as an object of strings. Default: the current annotations.',
    }),
  }),
});

/** `extensions.inputPath` is the path into the input. */
function inputError({ code, message, path }: InputProblem) {
  const error = publicError(code, `${path.join('.')}: ${message}`);
  error.extensions['inputPath'] = path;
  return error;
}

async function planIn(input: UncheckedInput & { readonly environment: string }, context: Context) {
  const checked = checkInput(input);
  if (checked.input === null) throw inputError(checked.problems[0]);
  // A plan from an older copy may show changes that others made in the meantime.
  const read = { ...context.read, notBefore: context.read.notBefore ?? Date.now() };
  const fresh = { ...context, read };
  const { mirror } = context;
  const environment = await mirror.environment(input.environment, read);
  if (!environment) {
    const message = 'There is no environment with this name.';
    throw inputError({ code: 'BAD_USER_INPUT', message, path: ['environment'] });
  }
  const application = await mirror.application(input.environment, input.name, read);
  const [{ latest, deployed }, savepoints] = await Promise.all([
    instancesOf(application, fresh),
    application && mirror.savepoints(application.value, context.read),
  ]);
  const plan = planApplication(checked.input, {
    application: application?.value ?? null,
    environment: environment.value,
    latest: latest?.instance ?? null,
    deployed: deployed?.instance ?? null,
    savepoints: savepoints?.value ?? [],
    now: Date.now(),
  });
  return {
    plan,
    application,
    latest,
    observedAt: Math.min(environment.observedAt, application?.observedAt ?? Infinity),
    stale: environment.stale || application?.stale === true,
  };
}

/** The latest and the deployed instance, with their effective specs as far as CMF keeps them. */
async function instancesOf(application: ObservedApplication | null, context: Context) {
  if (!application) return { latest: null, deployed: null };
  const [newest] = await context.mirror.instances(application.value, context.read);
  const uid = application.value.currentInstance;
  const load = (of: string | undefined | null): Promise<InstanceOf | null> =>
    Promise.resolve(of == null ? null : loadInstance(application, of, context));
  const [latest, deployed] = await Promise.all([load(newest?.uid), load(uid)]);
  return { latest, deployed };
}

builder.queryField('planApplication', (t) =>
  t.field({
    type: ApplicationPlan,
    nullable: true,
    description:
      'Plans a change of an application without writing anything: the effective spec, the changes against the latest instance, what happens to the job and its state, and warnings. It reads the current state from CMF.',
    args: {
      input: t.arg({
        type: PlanApplicationInput,
        required: true,
        description: 'The desired application.',
      }),
    },
    resolve: (_root, { input }, context) => planIn(input, context),
  }),
);
