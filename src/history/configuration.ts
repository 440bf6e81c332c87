/**
 * Flink configuration as Flink sees it: flat keys with text values, whichever form the spec gives it in.
 *
 * A dotted key is a key, never a path. Flink 2's nested form is flattened as the Flink Kubernetes Operator does
 * (`ConfigObjectNode.asFlatMap`): maps by joining keys with a dot, a list into one value joined with `;`, scalars as
 * their text, also null; an empty map or list gives no key. A key that both forms give has the later value.
 */
import { at, isObject, type Json, type JsonObject } from '../json.ts';
import { isList, maxDepth } from './diff/tree.ts';

/** `flinkConfiguration` of a spec, key by key; empty when it has none. Maps below `maxDepth` levels are left out. */
export function flatConfiguration(spec: JsonObject | null): ReadonlyMap<string, string> {
  const flat = new Map<string, string>();
  const configuration = at(spec, 'flinkConfiguration');
  if (isObject(configuration)) flatten(configuration, '', 0, flat);
  return flat;
}

function flatten(node: JsonObject, prefix: string, depth: number, flat: Map<string, string>): void {
  for (const [name, value] of Object.entries(node)) {
    const key = prefix === '' ? name : `${prefix}.${name}`;
    if (isObject(value)) {
      if (depth < maxDepth) flatten(value, key, depth + 1, flat);
    } else if (isList(value)) {
      if (value.length > 0) flat.set(key, value.map(scalar).join(';'));
    } else {
      flat.set(key, scalar(value));
    }
  }
}

/** Jackson's `asText`: a list or map within a list has no text. */
function scalar(value: Json): string {
  return isObject(value) || isList(value) ? '' : String(value);
}
