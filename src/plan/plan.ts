/**
 * Plans a change of an application: computes the effective spec and the effect on the job. Writes nothing.
 *
 * The plan holds for the documents that it was computed from. CMF merges the environment's defaults of the time of
 * the write, so a plan is repeated when the environment or the application has changed.
 */
import type { UpgradeMode } from '../cmf/resources/states.ts';
import { diffSpecs, type SpecChange } from '../history/diff/diff.ts';
import { sameJson } from '../history/diff/tree.ts';
import { type ConfigurationEntry, configurationEntries } from '../history/provenance.ts';
import type { JsonObject } from '../json.ts';
import { withCmfAdditions } from './cmf-additions.ts';
import { effectiveSpec, withoutUid } from './effective-spec.ts';
import type { PlanContext, PlanInput } from './plan-context.ts';
import { type Replacement, replacementOf, upgradeModeOf } from './replacement.ts';
import { type RestorePoint, restorePointOf } from './restore-point.ts';
import { type PlanWarning, warningsOf } from './warnings.ts';

export interface Plan {
  /** The effective spec of the next instance, without its UID. */
  readonly effectiveSpec: JsonObject;
  /** Against the latest instance. */
  readonly changes: readonly SpecChange[];
  readonly createsInstance: boolean;
  readonly upgradeMode: UpgradeMode;
  readonly replacement: Replacement;
  /** Null if no job starts. */
  readonly restoresFrom: RestorePoint | null;
  /** The entries of the Flink configuration that the environment overrides. */
  readonly overridden: readonly ConfigurationEntry[];
  readonly warnings: readonly PlanWarning[];
}

export function planApplication(input: PlanInput, context: PlanContext): Plan {
  const { application, environment, savepoints } = context;
  const defaults = environment.applicationDefaults;
  const previous = previousSpec(context);
  const merged = effectiveSpec({ application: input.spec, defaults, previous });
  const effective = withCmfAdditions(merged, context);
  const createsInstance = !sameSpec(previous, effective);
  const replacement = replacementOf({ effective, previous, application, createsInstance });
  const restoresFrom = restorePointOf({ effective, application, replacement, savepoints });
  const documents = { effective, application: input.spec, environment: defaults, exact: true };
  return {
    effectiveSpec: effective,
    changes: diffSpecs(previous && withoutUid(previous), effective),
    createsInstance,
    upgradeMode: upgradeModeOf(effective),
    replacement,
    restoresFrom,
    overridden: configurationEntries(documents).filter(({ overridden }) => overridden !== undefined),
    warnings: warningsOf({ ...context, input, effective, previous, replacement, restoresFrom }),
  };
}

/**
 * The effective spec before the change. Without an instance that shows it (CMF before 2.0, or a list without specs), it
 * is that of the present documents.
 */
export function previousSpec({ application, environment, latest }: PlanContext): JsonObject | null {
  if (latest?.effectiveSpec) return latest.effectiveSpec;
  if (!application?.spec) return null;
  return effectiveSpec({ application: application.spec, defaults: environment.applicationDefaults });
}

/** Rule 2: a new instance is created when the effective spec changes; its own UID is not a change. */
function sameSpec(previous: JsonObject | null, effective: JsonObject): boolean {
  return previous !== null && sameJson(withoutUid(previous), effective);
}
