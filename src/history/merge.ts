/**
 * The merge of two maps as in CMF (rules 7 and 8): maps merge key by key, with dotted keys as keys; for other values,
 * lists included, the winner replaces the whole value. A null of the winner does not remove a value of the loser; CMF
 * documents neither lists nor nulls.
 */
import { isObject, type Json, type JsonObject } from '../json.ts';
import { maxDepth } from './diff/tree.ts';

/** The keys of the loser come first. Own keys only, so a `__proto__` key is copied as an ordinary key. */
export function mergeMaps(winner: JsonObject, loser: JsonObject, depth = 0): JsonObject {
  const merged = new Map<string, Json>(Object.entries(loser));
  for (const [key, value] of Object.entries(winner)) {
    const other = merged.get(key);
    if (value === null && other !== undefined) continue;
    const areMaps = isObject(value) && isObject(other) && depth < maxDepth;
    merged.set(key, areMaps ? mergeMaps(value, other, depth + 1) : value);
  }
  return Object.fromEntries(merged);
}
