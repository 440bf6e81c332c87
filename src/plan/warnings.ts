/** Warnings of a plan: consequences of a change that its diff does not show. Messages contain no values of specs. */
import type { Application } from '../cmf/resources/application.ts';
import type { Savepoint } from '../cmf/resources/savepoint.ts';
import { flatConfiguration } from '../history/configuration.ts';
import { sameJson } from '../history/diff/tree.ts';
import { type Provenance, provenance } from '../history/provenance.ts';
import { instant } from '../history/time.ts';
import { at, isObject, type Json, type JsonObject } from '../json.ts';
import { lowerMaximum } from './parallelism.ts';
import type { PlanContext, PlanInput } from './plan-context.ts';
import { type Replacement, upgradeModeOf, wasDeployed } from './replacement.ts';
import type { RestorePoint } from './restore-point.ts';

export const planWarningKinds = [
  'STATE_LOST',
  'VALUE_OVERRIDDEN',
  'PARALLELISM',
  'INITIAL_SAVEPOINT_REUSED',
  'MANAGED_ELSEWHERE',
  'OLD_RESTORE_POINT',
] as const;
export type PlanWarningKind = (typeof planWarningKinds)[number];

export interface PlanWarning {
  readonly kind: PlanWarningKind;
  readonly message: string;
  /** Into the input; null if the warning belongs to no part of it. */
  readonly path: readonly string[] | null;
}

export interface WarningContext extends PlanContext {
  readonly input: PlanInput;
  /** The planned effective spec. */
  readonly effective: JsonObject;
  /** The effective spec before the change. */
  readonly previous: JsonObject | null;
  readonly replacement: Replacement;
  readonly restoresFrom: RestorePoint | null;
}

/** The annotation of an application that Confluent for Kubernetes owns; its value is `namespace/name`. */
export const managedByAnnotation = 'cmf.platform.confluent.io/managed-by';

const oldAfterMs = 60 * 60_000;

export function warningsOf(context: WarningContext): readonly PlanWarning[] {
  return [
    ...managedElsewhere(context),
    ...stateLost(context),
    ...initialSavepointReused(context),
    ...parallelism(context),
    ...oldRestorePoint(context),
    ...valuesOverridden(context),
  ];
}

/** The owner of an application that Confluent for Kubernetes manages, as `namespace/name`; null if there is none. */
export function managedBy(application: Application | null, input?: PlanInput): string | null {
  return application?.annotations[managedByAnnotation] ?? input?.annotations?.[managedByAnnotation] ?? null;
}

function* managedElsewhere({ application, input }: WarningContext): Iterable<PlanWarning> {
  const owner = managedBy(application, input);
  if (owner === null) return;
  yield {
    kind: 'MANAGED_ELSEWHERE',
    message: `Confluent for Kubernetes manages this application as ${owner} and may undo the change.`,
    path: ['annotations', managedByAnnotation],
  };
}

function* stateLost(context: WarningContext): Iterable<PlanWarning> {
  const { restoresFrom, effective } = context;
  if (restoresFrom?.kind !== 'EMPTY' || !hasState(context)) return;
  yield {
    kind: 'STATE_LOST',
    message:
      upgradeModeOf(effective) === 'STATELESS'
        ? 'The job has state, and with the upgrade mode `stateless` the new job starts without it.'
        : 'The job has state, and the new job starts without it.',
    path: ['spec', 'job', 'upgradeMode'],
  };
}

/** Signs of state that outlives a restart of the job: without checkpoints and savepoints, none does. */
function hasState({ application, deployed, previous, savepoints = [] }: WarningContext): boolean {
  if (!wasDeployed(application)) return false;
  const spec = deployed?.effectiveSpec ?? previous;
  if (spec !== null && upgradeModeOf(spec) !== 'STATELESS') return true;
  if (spec !== null && hasCheckpoints(flatConfiguration(spec))) return true;
  const status = at(application.status, 'jobStatus');
  return (
    savepoints.some(isComplete) ||
    typeof at(status, 'upgradeSavepointPath') === 'string' ||
    isObject(at(status, 'savepointInfo', 'lastSavepoint')) ||
    isObject(at(status, 'checkpointInfo', 'lastCheckpoint'))
  );
}

function hasCheckpoints(configuration: ReadonlyMap<string, string>): boolean {
  const interval = configuration.get('execution.checkpointing.interval');
  return interval !== undefined && !/^0+\s*[a-z]*$/i.test(interval.trim());
}

/** A savepoint has a path once it is complete. */
function isComplete({ path }: Savepoint): boolean {
  return path !== null;
}

function* initialSavepointReused({
  restoresFrom,
  application,
  previous,
}: WarningContext): Iterable<PlanWarning> {
  if (restoresFrom?.kind !== 'INITIAL_SAVEPOINT' || !wasDeployed(application)) return;
  if (at(previous, 'job', 'initialSavepointPath') !== restoresFrom.path) return;
  yield {
    kind: 'INITIAL_SAVEPOINT_REUSED',
    message:
      'The new job starts from `initialSavepointPath` again. It loses the progress that was made since that savepoint.',
    path: ['spec', 'job', 'initialSavepointPath'],
  };
}

function* parallelism({
  restoresFrom,
  effective,
  deployed,
  previous,
}: WarningContext): Iterable<PlanWarning> {
  const restored = deployed?.effectiveSpec ?? previous;
  if (restoresFrom === null || restoresFrom.kind === 'EMPTY' || restored === null) return;
  const problem = lowerMaximum(restored, effective);
  if (problem !== null) yield { kind: 'PARALLELISM', ...problem };
}

function* oldRestorePoint({ restoresFrom, now }: WarningContext): Iterable<PlanWarning> {
  const takenAt = instant(restoresFrom?.takenAt ?? null);
  if (restoresFrom === null || takenAt === null || now - takenAt <= oldAfterMs) return;
  const what = restoresFrom.kind === 'CHECKPOINT' ? 'checkpoint' : 'savepoint';
  yield {
    kind: 'OLD_RESTORE_POINT',
    message: `The ${what} that the new job starts from is more than an hour old: it is of ${restoresFrom.takenAt}.`,
    path: null,
  };
}

/** Values that the input sets or changes, and that the environment overrides. */
function* valuesOverridden({
  input,
  effective,
  environment,
  application,
}: WarningContext): Iterable<PlanWarning> {
  const documents = {
    effective,
    application: input.spec,
    environment: environment.applicationDefaults,
    exact: true,
  };
  const reported = new Set<string>();
  for (const leaf of provenance(documents)) {
    if (leaf.overridden === undefined || leaf.origin !== 'ENVIRONMENT') continue;
    if (sameJson(valueAt(application?.spec ?? null, leaf), valueAt(input.spec, leaf))) continue;
    const path = ['spec', ...pathIn(input.spec, leaf)];
    const key = JSON.stringify(path);
    if (reported.has(key)) continue;
    reported.add(key);
    yield {
      kind: 'VALUE_OVERRIDDEN',
      message: `The environment overrides \`${leaf.path}\`: the value of the input has no effect.`,
      path,
    };
  }
}

/**
 * The value of a document at the path of a leaf: a Flink configuration key by its flat name, otherwise the nearest
 * value.
 */
function valueAt(spec: JsonObject | null, { segments }: Provenance): Json | undefined {
  const [root, key] = segments;
  if (root === 'flinkConfiguration' && key !== undefined) return flatConfiguration(spec).get(key);
  return at(spec, ...pathIn(spec, { segments }));
}

/** The part of the path that exists in the document: the environment may have a map in place of another value. */
function pathIn(spec: JsonObject | null, { segments }: Pick<Provenance, 'segments'>): readonly string[] {
  if (segments[0] === 'flinkConfiguration') return segments;
  const end = segments.findIndex((_, index) => !isObject(at(spec, ...segments.slice(0, index))));
  return end === -1 ? segments : segments.slice(0, end);
}
