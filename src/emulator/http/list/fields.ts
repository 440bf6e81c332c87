/** The `fields` parameter of CMF 2.3 and newer: selects dotted paths, and always `apiVersion` and `kind`. */
import { isObject, type Json, type JsonObject } from '../../../json.ts';

/** Parses the parameter into a projection. Paths that a resource does not have are omitted. */
export function parseFields(text: string): (resource: object) => object {
  const paths = text.split(',').map((path) => path.trim().split('.'));
  const always = [['apiVersion'], ['kind']];
  return (resource) => {
    if (!isObject(resource)) return resource;
    const picked: Record<string, Json> = {};
    for (const path of [...always, ...paths]) copy(resource, picked, path);
    return picked;
  };
}

function copy(from: JsonObject, to: Record<string, Json>, [key, ...rest]: readonly string[]): void {
  if (key === undefined || !Object.hasOwn(from, key)) return;
  const value = from[key];
  if (value === undefined) return;
  if (rest.length === 0) {
    to[key] = value;
  } else if (isObject(value)) {
    const inner: Record<string, Json> = { ...(isObject(to[key]) ? to[key] : {}) };
    copy(value, inner, rest);
    to[key] = inner;
  }
}
