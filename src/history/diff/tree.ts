/** Walks untrusted JSON: own keys only, and bounded recursion. */
import { isObject, type Json } from '../../json.ts';

/** Specs nest about a dozen levels. Deeper values are compared and reported as a whole. */
export const maxDepth = 64;

/** True for a JSON list. (`Array.isArray` does not narrow a `readonly` union.) */
export function isList(value: unknown): value is readonly Json[] {
  return Array.isArray(value);
}

/** The own value of `key`, or undefined; never a member of `Object.prototype`. */
export function own(value: Json | undefined, key: string): Json | undefined {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** Deep equality that ignores key order. Undefined (absent) equals only itself. Safe for any depth. */
export function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  const pending: [Json | undefined, Json | undefined][] = [[a, b]];
  for (let pair = pending.pop(); pair !== undefined; pair = pending.pop()) {
    const [left, right] = pair;
    if (left === right) continue;
    if (isList(left)) {
      if (!isList(right) || left.length !== right.length) return false;
      left.forEach((item, index) => pending.push([item, right[index]]));
    } else if (isObject(left)) {
      if (!isObject(right)) return false;
      const keys = Object.keys(left);
      if (keys.length !== Object.keys(right).length) return false;
      for (const key of keys) {
        if (!Object.hasOwn(right, key)) return false;
        pending.push([left[key], right[key]]);
      }
    } else {
      return false;
    }
  }
  return true;
}
