/**
 * Finds the application's spec that results in the effective spec of an earlier instance.
 *
 * The candidates are the specs of archived pairs that produced the instance, then its effective spec without the
 * values of the environment's current defaults. A candidate is returned only if its plan equals the instance's
 * effective spec. Otherwise the environment has changed in a way that no spec of the application can undo (rule 7).
 */
import { diffSpecs, type SpecChange } from '../history/diff/diff.ts';
import { own, sameJson } from '../history/diff/tree.ts';
import type { DocumentPair } from '../history/documents.ts';
import { originAnnotation } from '../history/logs/annotation.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { annotationsPath, effectiveSpec, withoutUid } from './effective-spec.ts';

export interface RollBackSources {
  /** The effective spec of the chosen instance. */
  readonly target: JsonObject;
  /** The present `flinkApplicationDefaults` of the environment. */
  readonly defaults: JsonObject | null;
  /** The present pair and the archived pairs, newest first. */
  readonly documents: readonly DocumentPair[];
}

export type RollBack =
  | { readonly spec: JsonObject; readonly source: 'ARCHIVED' | 'RECONSTRUCTED' }
  | {
      readonly spec: null;
      /** From the chosen instance's effective spec to the nearest one that CMF would produce now. */
      readonly differences: readonly SpecChange[];
    };

export function rollBack({ target, defaults, documents }: RollBackSources): RollBack {
  const wanted = withoutUid(target);
  const planned = (application: JsonObject): JsonObject =>
    effectiveSpec({ application, defaults, previous: target });

  for (const { application, environment } of documents) {
    if (application === null) continue;
    const made = effectiveSpec({ application, defaults: environment, previous: target });
    if (sameJson(made, wanted) && sameJson(planned(application), wanted))
      return { spec: application, source: 'ARCHIVED' };
  }
  const spec = reconstruct(wanted, defaults);
  if (sameJson(planned(spec), wanted)) return { spec, source: 'RECONSTRUCTED' };
  return { spec: null, differences: diffSpecs(wanted, planned(spec)) };
}

/** The target without the values that the defaults provide and without CMF's annotations. CMF requires a `job`. */
function reconstruct(target: JsonObject, defaults: JsonObject | null): JsonObject {
  const provided = own(defaults ?? {}, 'spec');
  const rest = isObject(provided) ? withoutProvided(target, provided) : target;
  const spec = withoutOrigin(rest, annotationsPath);
  return isObject(own(spec, 'job')) || !isObject(own(target, 'job')) ? spec : { ...spec, job: {} };
}

function withoutProvided(target: JsonObject, provided: JsonObject): JsonObject {
  const rest = new Map<string, Json>();
  for (const [key, value] of Object.entries(target)) {
    const other = own(provided, key);
    if (sameJson(value, other)) continue;
    if (!isObject(value) || !isObject(other)) {
      rest.set(key, value);
      continue;
    }
    const inner = withoutProvided(value, other);
    if (Object.keys(inner).length > 0) rest.set(key, inner);
  }
  return Object.fromEntries(rest);
}

/** Removes CMF's annotation from the map at `path`, and maps on the path that become empty. */
function withoutOrigin(map: JsonObject, [key, ...rest]: readonly string[]): JsonObject {
  if (key === undefined) return without(map, originAnnotation);
  const value = own(map, key);
  if (!isObject(value)) return map;
  const inner = withoutOrigin(value, rest);
  return Object.keys(inner).length === 0 ? without(map, key) : { ...map, [key]: inner };
}

function without(map: JsonObject, key: string): JsonObject {
  return Object.fromEntries(Object.entries(map).filter(([name]) => name !== key));
}
