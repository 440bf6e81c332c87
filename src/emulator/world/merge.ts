/**
 * The effective spec: an environment's defaults merged with an application's spec (rules 6 to 9). Pure.
 *
 * On conflict the environment wins, although its values are called defaults (rule 7). Maps merge key by key, with
 * dotted keys as keys; lists are replaced whole (rule 8 leaves that open). A null in the environment is ignored.
 */
import { at, isObject, type Json, type JsonObject } from '../../json.ts';

/** The join key to the logs: each pod of the instance's cluster carries it (rules 9 and 10). */
export const instanceAnnotation = 'platform.confluent.io/cmf-fa-instance';

/** The merged spec without the annotation that names the instance. */
export function mergeSpecs(environment: JsonObject | null, application: JsonObject): JsonObject {
  const defaults = at(environment, 'spec');
  return isObject(defaults) ? mergeMaps(defaults, application) : application;
}

function mergeMaps(winner: JsonObject, loser: JsonObject): JsonObject {
  const merged: Record<string, Json> = { ...loser };
  for (const [key, value] of Object.entries(winner)) {
    const other = Object.hasOwn(loser, key) ? loser[key] : undefined;
    if (value === null && other !== undefined) continue;
    define(merged, key, isObject(value) && isObject(other) ? mergeMaps(value, other) : value);
  }
  return merged;
}

/** The spec of one instance: the merged spec with the annotation of rule 9. */
export function stampSpec(merged: JsonObject, uid: string): JsonObject {
  return mergeMaps({ podTemplate: { metadata: { annotations: { [instanceAnnotation]: uid } } } }, merged);
}

/** Defines an own property, because specs are free-form and may have a `__proto__` key. */
function define(target: Record<string, Json>, key: string, value: Json): void {
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}
