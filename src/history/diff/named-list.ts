/**
 * Named lists of Kubernetes: the API server merges their items by a key, not by position (the `patchMergeKey` of each
 * field in the Kubernetes API types, see `k8s.io/api/core/v1`).
 */
import { isObject, type Json, type JsonObject } from '../../json.ts';
import { isList } from './tree.ts';

interface MergeKey {
  readonly key: string;
  /** True if the order matters: init containers run in sequence, and `$(VAR)` refers only to earlier variables. */
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
  /** Items by selector (`[name=main]`), in list order. */
  readonly items: ReadonlyMap<string, JsonObject>;
}

/** Reads the list of a field by name. Null if the field is not a named list, or if a name is missing or repeated. */
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

/** Reads a value as a named list; null if it is none. */
export function asNamedList(field: string, value: Json): NamedList | null {
  return isList(value) ? namedList(field, value) : null;
}

function selector(key: string, name: string): string {
  return `[${key}=${/^[\w./:-]+$/.test(name) ? name : JSON.stringify(name)}]`;
}
