/**
 * Kubernetes' named lists: lists whose items the API server itself merges by a key, not by position (the
 * `patchMergeKey` of each field in Kubernetes' API types, see `k8s.io/api/core/v1`).
 */
import { isObject, type Json, type JsonObject } from '../../json.ts';
import { isList } from './tree.ts';

interface MergeKey {
  readonly key: string;
  /** True where order means something: init containers run in turn, and `$(VAR)` sees only variables before it. */
  readonly ordered: boolean;
}

const mergeKeys: ReadonlyMap<string, MergeKey> = new Map([
  ['containers', { key: 'name', ordered: true }],
  ['initContainers', { key: 'name', ordered: true }],
  ['env', { key: 'name', ordered: true }],
  ['volumes', { key: 'name', ordered: false }],
  ['volumeMounts', { key: 'mountPath', ordered: false }],
  ['volumeDevices', { key: 'devicePath', ordered: false }],
  ['ports', { key: 'containerPort', ordered: false }],
  ['imagePullSecrets', { key: 'name', ordered: false }],
  ['hostAliases', { key: 'ip', ordered: false }],
  ['topologySpreadConstraints', { key: 'topologyKey', ordered: false }],
  ['resourceClaims', { key: 'name', ordered: false }],
]);

export interface NamedList {
  readonly ordered: boolean;
  /** By selector (`[name=main]`), in the list's order. */
  readonly items: ReadonlyMap<string, JsonObject>;
}

/** The list that field `field` holds, by name. Null when that field has no names, or a name is missing or repeated. */
export function namedList(field: string, list: readonly Json[]): NamedList | null {
  const mergeKey = mergeKeys.get(field);
  if (mergeKey === undefined) return null;
  const { key, ordered } = mergeKey;
  const items = new Map<string, JsonObject>();
  for (const entry of list) {
    if (!isObject(entry) || !Object.hasOwn(entry, key)) return null;
    const name = entry[key];
    if (typeof name !== 'string' && typeof name !== 'number') return null;
    items.set(selector(key, String(name)), entry);
  }
  return items.size === list.length ? { ordered, items } : null;
}

/** The value of `list` by name, when it is such a list at all. */
export function asNamedList(field: string, value: Json): NamedList | null {
  return isList(value) ? namedList(field, value) : null;
}

function selector(key: string, name: string): string {
  return `[${key}=${/^[\w./:-]+$/.test(name) ? name : JSON.stringify(name)}]`;
}
