/**
 * Computes the effective spec that CMF merges from an application's spec and its environment's defaults (rules 6 to
 * 9).
 *
 * The UID of a future instance is unknown. A planned spec therefore contains the map of CMF's annotations without the
 * UID, and effective specs are compared in this form.
 */

import { own } from '../history/diff/tree.ts';
import { instanceAnnotation, originAnnotation } from '../history/logs/annotation.ts';
import { mergeMaps } from '../history/merge.ts';
import { at, isObject, type JsonObject } from '../json.ts';

export const annotationsPath = ['podTemplate', 'metadata', 'annotations'] as const;

export interface SpecSources {
  /** The spec of the application. */
  readonly application: JsonObject;
  /** The `flinkApplicationDefaults` of the environment; CMF merges its `spec`. */
  readonly defaults: JsonObject | null;
  /** An effective spec of the same application: an annotation of CMF other than the UID is expected again. */
  readonly previous?: JsonObject | null | undefined;
}

/** The planned effective spec, without the UID. */
export function effectiveSpec({ application, defaults, previous }: SpecSources): JsonObject {
  const winner = own(defaults ?? {}, 'spec');
  const merged = withoutUid(isObject(winner) ? mergeMaps(winner, application) : application);
  const origin = at(previous, ...annotationsPath, originAnnotation);
  if (origin === undefined) return merged;
  // CMF adds it only where it is absent.
  return editAnnotations(merged, (annotations) => ({ [originAnnotation]: origin, ...annotations }));
}

/** The form in which effective specs are compared: CMF's annotation map exists, without the UID (rule 9). */
export function withoutUid(spec: JsonObject): JsonObject {
  return editAnnotations(spec, (annotations) =>
    Object.fromEntries(Object.entries(annotations).filter(([key]) => key !== instanceAnnotation)),
  );
}

function editAnnotations(spec: JsonObject, edit: (annotations: JsonObject) => JsonObject): JsonObject {
  return editMap(spec, annotationsPath, edit);
}

/** Like CMF's own merge of its annotations: a value on the path that is not a map is replaced by a map. */
function editMap(
  map: JsonObject,
  [key, ...rest]: readonly string[],
  edit: (map: JsonObject) => JsonObject,
): JsonObject {
  if (key === undefined) return edit(map);
  const value = own(map, key);
  return { ...map, [key]: editMap(isObject(value) ? value : {}, rest, edit) };
}
