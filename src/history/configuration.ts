/**
 * Flattens Flink configuration to keys and text values, as Flink reads it, from any form of the spec.
 *
 * A dotted key is a key, never a path. The nested form of Flink 2 is flattened as the Flink Kubernetes Operator does
 * (`ConfigObjectNode.asFlatMap`): keys of maps are joined by a dot, a list becomes one value joined with `;`, scalars
 * (and null) become text, and an empty map or list produces no key. If both forms set a key, the later value wins.
 */
import { at, isObject, type Json, type JsonObject } from '../json.ts';
import { isList, maxDepth } from './diff/tree.ts';

/** The flat `flinkConfiguration` of a spec; empty if it has none. Maps deeper than `maxDepth` are omitted. */
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

/** Like `asText` of Jackson: a list or map within a list becomes empty text. */
function scalar(value: Json): string {
  return isObject(value) || isList(value) ? '' : String(value);
}
