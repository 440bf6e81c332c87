/**
 * Redacts credentials in JSON: under keys, in Kubernetes' `{name, value}` pairs, in lists of program arguments, and in
 * texts, including JSON documents within texts (`lastReconciledSpec`, `last-applied-configuration`).
 *
 * Keys are unchanged. A value without a credential is returned as the same object. Null is not a credential.
 */
import { isObject, type Json, type JsonObject } from '../json.ts';
import type { CredentialKeys } from './credential-keys.ts';
import { type Mark, redactText } from './text.ts';

export interface Place {
  /** Keys from the root, joined with dots: Flink's nested configuration is equivalent to its dotted form. */
  readonly path: string;
  /** True within a pod template, where Kubernetes fields that name a secret are not secrets themselves. */
  readonly inPod: boolean;
  /** The key that marks everything here as a credential. */
  readonly under: string | null;
}

export const root: Place = { path: '', inPod: false, under: null };

/** Values nested deeper are redacted whole, so that no document can exhaust the stack. */
const maxDepth = 200;

const kubernetesReferences: ReadonlySet<string> = new Set([
  'automountServiceAccountToken',
  'imagePullSecrets',
  'nodePublishSecretRef',
  'secret',
  'secretKeyRef',
  'secretName',
  'secretRef',
  'serviceAccountToken',
]);

export interface Rules {
  readonly keys: CredentialKeys;
  readonly mark: Mark;
}

/** The place of `key` within a map; `value` is its value, undefined when unknown. */
export function step(place: Place, key: string, value: Json | undefined, keys: CredentialKeys): Place {
  const { inPod, under } = place;
  if (under !== null) return place;
  const inside = inPod || key === 'podTemplate';
  if (inside && kubernetesReferences.has(key) && isReference(key, value))
    return { path: '', inPod: inside, under };
  const path = place.path === '' ? key : `${place.path}.${key}`;
  return { path, inPod: inside, under: keys.isIn(path) ? key : null };
}

/** True for a name in `secretName`, a boolean, or a map that locates the secret: not the secret itself. */
function isReference(key: string, value: Json | undefined): boolean {
  return (
    key === 'secretName' || typeof value === 'boolean' || typeof value === 'object' || value === undefined
  );
}

export function redactJson(value: Json, place: Place, rules: Rules, depth = 0): Json {
  if (value === null) return null;
  if (typeof value === 'object') {
    if (depth >= maxDepth) return rules.mark('', '');
    return isObject(value) ? redactMap(value, place, rules, depth) : redactList(value, place, rules, depth);
  }
  if (place.under !== null) return rules.mark(place.under, String(value));
  return typeof value === 'string' ? redactString(value, rules, depth) : value;
}

function redactMap(map: JsonObject, place: Place, rules: Rules, depth: number): JsonObject {
  const named = nameOf(map);
  let changed = false;
  const entries = Object.entries(map).map(([key, value]): [string, Json] => {
    const inside = step(place, key, value, rules.keys);
    const isNamed = key === 'value' && named !== null && rules.keys.isIn(named) && inside.under === null;
    const redacted = redactJson(value, isNamed ? { ...inside, under: named } : inside, rules, depth + 1);
    changed ||= redacted !== value;
    return [key, redacted];
  });
  return changed ? Object.fromEntries(entries) : map;
}

/** The name of a `{name, value}` or `{key, value}` pair. */
function nameOf(map: JsonObject): string | null {
  const name = Object.hasOwn(map, 'name') ? map['name'] : Object.hasOwn(map, 'key') ? map['key'] : null;
  return typeof name === 'string' ? name : null;
}

function redactList(list: readonly Json[], place: Place, rules: Rules, depth: number): readonly Json[] {
  let flag: string | null = null;
  const items = list.map((item) => {
    const isValue: boolean = flag !== null && typeof item !== 'object' && !String(item).startsWith('--');
    const inside = isValue && place.under === null ? { ...place, under: flag } : place;
    flag = !isValue && isFlag(item, rules.keys) ? item : null;
    return redactJson(item, inside, rules, depth + 1);
  });
  return items.some((item, index) => item !== list[index]) ? items : list;
}

/** `--password`, whose value is the next argument. */
function isFlag(item: Json, keys: CredentialKeys): item is string {
  return typeof item === 'string' && /^-[\w.-]+$/.test(item) && keys.isIn(item);
}

function redactString(text: string, rules: Rules, depth: number): string {
  const embedded = /^\s*[{[]/.test(text) ? parsed(text) : undefined;
  if (embedded === undefined) return redactText(text, rules.keys, rules.mark);
  const redacted = redactJson(embedded, root, rules, depth + 1);
  return redacted === embedded ? text : JSON.stringify(redacted);
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
