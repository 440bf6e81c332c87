/**
 * Checks the input of a plan or a write before anything is read or sent: names, types, sizes, and values that must not
 * reach CMF. Every problem has a public error code and its path into the input.
 */

import type { Labels } from '../cmf/resources/fields.ts';
import { maxDepth } from '../history/diff/tree.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { findMasks } from '../redaction/masks.ts';

export interface InputProblem {
  readonly code: 'BAD_USER_INPUT' | 'REDACTED_VALUE' | 'SPEC_TOO_LARGE';
  readonly message: string;
  /** Into the input. */
  readonly path: readonly string[];
}

export interface UncheckedInput {
  readonly name: string;
  readonly spec?: unknown;
  readonly labels?: unknown;
  readonly annotations?: unknown;
}

export interface CheckedInput {
  readonly name: string;
  readonly spec: JsonObject;
  /** Undefined when the input has none; null counts as none. */
  readonly labels: Labels | undefined;
  readonly annotations: Labels | undefined;
}

export type CheckResult =
  | { readonly input: CheckedInput; readonly problems: readonly [] }
  | { readonly input: null; readonly problems: readonly [InputProblem, ...InputProblem[]] };

export const maxSpecBytes = 1_000_000;

export function checkInput({ name, spec, labels, annotations }: UncheckedInput): CheckResult {
  const [first, ...rest] = [
    ...nameProblems(name),
    ...documentProblems(spec),
    ...textMapProblems(labels, 'labels'),
    ...textMapProblems(annotations, 'annotations'),
  ];
  if (first) return { input: null, problems: [first, ...rest] };
  if (!isObject(spec)) throw new TypeError('A spec without problems is an object.');
  return {
    input: { name, spec, labels: textMap(labels), annotations: textMap(annotations) },
    problems: [],
  };
}

/** Contract section 6: what CMF up to 2.3 accepts; newer versions accept less. */
const dnsName = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const [minNameLength, maxNameLength] = [4, 253];

export function nameProblems(name: string, path: readonly string[] = ['name']): readonly InputProblem[] {
  if (name.length < minNameLength || name.length > maxNameLength)
    return [invalid(path, `A name must have ${minNameLength} to ${maxNameLength} characters.`)];
  if (dnsName.test(name)) return [];
  return [
    invalid(
      path,
      'A name must consist of lowercase letters, digits, `-` and `.`, and its parts must start and end with a letter or a digit.',
    ),
  ];
}

/** The problems of a free-form document: a spec, or the defaults of an environment. */
export function documentProblems(
  document: unknown,
  path: readonly string[] = ['spec'],
): readonly InputProblem[] {
  if (!isObject(document)) return [invalid(path, 'This value must be an object.')];
  const unsafe = unsafeProblem(document, path);
  // Only after the check of the depth: the serializer is recursive.
  if (unsafe !== null) return [unsafe];
  const bytes = Buffer.byteLength(JSON.stringify(document));
  if (bytes > maxSpecBytes) {
    const message = `This document has ${bytes} bytes; the maximum is ${maxSpecBytes}.`;
    return [{ code: 'SPEC_TOO_LARGE', message, path }];
  }
  return maskProblems(document, path);
}

export function textMapProblems(map: unknown, field: string): readonly InputProblem[] {
  if (map === undefined || map === null) return [];
  if (!isObject(map)) return [invalid([field], 'This value must be an object.')];
  const unsafe = unsafeProblem(map, [field]);
  if (unsafe !== null) return [unsafe];
  const [key] = Object.entries(map).find(([, value]) => typeof value !== 'string') ?? [];
  if (key !== undefined) return [invalid([field, key], 'The value must be text.')];
  return maskProblems(map, [field]);
}

export function textMap(map: unknown): Labels | undefined {
  if (!isObject(map)) return undefined;
  return Object.fromEntries(
    Object.entries(map).flatMap(([key, value]): [string, string][] =>
      typeof value === 'string' ? [[key, value]] : [],
    ),
  );
}

function maskProblems(document: JsonObject, path: readonly string[]): readonly InputProblem[] {
  return findMasks(document).map((inner) => ({
    code: 'REDACTED_VALUE',
    message:
      'The value contains the marker of redacted credentials. Writing it would overwrite the credential: send the real value.',
    path: [...path, ...inner],
  }));
}

/** The first `__proto__` key, or the first value below the maximum depth. */
function unsafeProblem(document: JsonObject, path: readonly string[]): InputProblem | null {
  const pending: { readonly value: Json; readonly path: readonly string[] }[] = [{ value: document, path }];
  for (let entry = pending.pop(); entry !== undefined; entry = pending.pop()) {
    const { value } = entry;
    if (typeof value !== 'object' || value === null) continue;
    if (entry.path.length - path.length >= maxDepth)
      return invalid(path, `The document nests deeper than ${maxDepth} levels.`);
    const entries = isObject(value) ? Object.entries(value) : [...value.entries()];
    for (const [key, inner] of entries) {
      if (key === '__proto__') return invalid([...entry.path, key], 'The key `__proto__` is not allowed.');
      pending.push({ value: inner, path: [...entry.path, String(key)] });
    }
  }
  return null;
}

function invalid(path: readonly string[], message: string): InputProblem {
  return { code: 'BAD_USER_INPUT', message, path };
}
