/**
 * Values that CMF itself added to the latest effective spec, beyond its annotations. The contract specifies no such
 * values. They are recognised only if the current documents are proven to be those of the latest instance. Every
 * value that is in neither document is then from CMF, and CMF is expected to add it again.
 */
import { flatConfiguration } from '../history/configuration.ts';
import { own } from '../history/diff/tree.ts';
import { documentsOf, isUnchangedSince } from '../history/documents.ts';
import { type Provenance, provenance } from '../history/provenance.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { withoutUid } from './effective-spec.ts';
import type { PlanContext } from './plan-context.ts';

/** The planned spec with the additions of CMF that it lacks. */
export function withCmfAdditions(effective: JsonObject, context: PlanContext): JsonObject {
  return additionsOf(context).reduce((spec, { segments, value }) => {
    const [root, key] = segments;
    const isSet = root === 'flinkConfiguration' && key !== undefined && flatConfiguration(spec).has(key);
    return isSet ? spec : withDefault(spec, segments, value);
  }, effective);
}

function additionsOf({ application, environment, latest }: PlanContext): readonly Provenance[] {
  if (!application?.spec || !latest?.effectiveSpec) return [];
  const documents = documentsOf(withoutUid(latest.effectiveSpec), {
    current: { application: application.spec, environment: environment.applicationDefaults },
    unchanged: isUnchangedSince(latest, latest, application, environment),
    archived: [],
  });
  return provenance(documents).filter(({ origin, value }) => origin === 'CMF' && !isEmptyMap(value));
}

/** Removing the UID leaves empty maps. */
function isEmptyMap(value: Json): boolean {
  return isObject(value) && Object.keys(value).length === 0;
}

/** Sets the value unless one exists, or a value on the path is not a map. */
function withDefault(map: JsonObject, [key, ...rest]: readonly string[], value: Json): JsonObject {
  if (key === undefined) return map;
  const present = own(map, key);
  if (rest.length === 0) return present === undefined ? { ...map, [key]: value } : map;
  if (present !== undefined && !isObject(present)) return map;
  return { ...map, [key]: withDefault(present ?? {}, rest, value) };
}
