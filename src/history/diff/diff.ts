/**
 * What differs between two specs, and the way back: `applyChanges(a, diffSpecs(a, b))` is b.
 *
 * Flink configuration is compared key by key (see `configuration.ts`) and Kubernetes' named lists by name (see
 * `named-list.ts`); any other list is one value. So the result is b up to three things that mean nothing: the form
 * and key order of the configuration (absent is as good as empty), the order of named lists whose order means nothing
 * (volumes, ports, ...), and the annotation that every instance differs in, unless `includeNoise` is set.
 */
import { isObject, type Json, type JsonObject } from '../../json.ts';
import { flatConfiguration } from '../configuration.ts';
import { instanceAnnotation } from '../logs/annotation.ts';
import { asNamedList, type NamedList } from './named-list.ts';
import { child, item, locate, type Step } from './path.ts';
import { isList, maxDepth, own, sameJson } from './tree.ts';

export type ChangeKind = 'ADDED' | 'REMOVED' | 'CHANGED';
export type SpecSection = 'CONFIGURATION' | 'JOB' | 'IMAGE' | 'RESOURCES' | 'POD_TEMPLATE' | 'OTHER';

export interface SpecChange {
  /** For people: `flinkConfiguration["taskmanager.numberOfTaskSlots"]`, `podTemplate.spec.containers[name=main].image`. */
  readonly path: string;
  /** For programs: map keys, `[name=main]` for an item of a named list, `[order]` for that list's order. */
  readonly segments: readonly string[];
  readonly kind: ChangeKind;
  readonly section: SpecSection;
  /** Undefined exactly when `ADDED`; null is JSON's null. Of a configuration key: its text. Of `[order]`: the selectors. */
  readonly before: Json | undefined;
  /** Undefined exactly when `REMOVED`. */
  readonly after: Json | undefined;
}

export interface DiffOptions {
  /** Also report the instance annotation (rule 9). Off unless set. */
  readonly includeNoise?: boolean;
}

const orderSegment = '[order]';

/** The changes that lead from `before` to `after`, in document order. Null is the empty spec. */
export function diffSpecs(
  before: JsonObject | null,
  after: JsonObject | null,
  { includeNoise = false }: DiffOptions = {},
): readonly SpecChange[] {
  const left = includeNoise ? (before ?? {}) : withoutNoise(before ?? {});
  const right = includeNoise ? (after ?? {}) : withoutNoise(after ?? {});
  const changes: SpecChange[] = [];

  function report(step: Step, before: Json | undefined, after: Json | undefined): void {
    const kind = before === undefined ? 'ADDED' : after === undefined ? 'REMOVED' : 'CHANGED';
    const { path, segments } = locate(step);
    changes.push({ path, segments, kind, section: sectionOf(segments), before, after });
  }

  function compare(step: Step, before: Json | undefined, after: Json | undefined, depth: number): void {
    if (before === after) return;
    if (before !== undefined && after !== undefined && depth < maxDepth) {
      if (isObject(before) && isObject(after)) return compareMaps(step, before, after, depth + 1);
      const beforeItems = asNamedList(step.segment, before);
      const afterItems = asNamedList(step.segment, after);
      if (beforeItems !== null && afterItems !== null)
        return compareNamed(step, beforeItems, afterItems, depth + 1);
    }
    if (!sameJson(before, after)) report(step, before, after);
  }

  function compareMaps(parent: Step | null, before: JsonObject, after: JsonObject, depth: number): void {
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
      const step = child(parent, key);
      const [old, fresh] = [own(before, key), own(after, key)];
      if (parent === null && key === 'flinkConfiguration' && isConfiguration(old) && isConfiguration(fresh)) {
        compareConfiguration(step, flatConfiguration(before), flatConfiguration(after));
      } else {
        compare(step, old, fresh, depth);
      }
    }
  }

  function compareConfiguration(
    parent: Step,
    before: ReadonlyMap<string, string>,
    after: ReadonlyMap<string, string>,
  ): void {
    for (const key of new Set([...before.keys(), ...after.keys()])) {
      compare(child(parent, key), before.get(key), after.get(key), 0);
    }
  }

  function compareNamed(parent: Step, before: NamedList, after: NamedList, depth: number): void {
    for (const selector of new Set([...before.items.keys(), ...after.items.keys()])) {
      compare(item(parent, selector), before.items.get(selector), after.items.get(selector), depth);
    }
    if (!before.ordered) return;
    // Applied without a word on order, what stays keeps its place and what is new comes last.
    const natural = [...before.items.keys()].filter((selector) => after.items.has(selector));
    natural.push(...[...after.items.keys()].filter((selector) => !before.items.has(selector)));
    const wanted = [...after.items.keys()];
    if (!sameJson(natural, wanted)) report(item(parent, orderSegment), [...before.items.keys()], wanted);
  }

  compareMaps(null, left, right, 0);
  return changes;
}

/**
 * The spec that `changes` make of `before`, which is left as it is.
 *
 * @throws Error naming the path when a change leads into a list or map that `before` does not have: these are then
 *   not changes of this spec.
 */
export function applyChanges(before: JsonObject | null, changes: readonly SpecChange[]): JsonObject {
  const spec = before ?? {};
  const isKey = ({ segments }: SpecChange): boolean =>
    segments[0] === 'flinkConfiguration' && segments.length === 2;
  const keys = changes.filter(isKey);
  const result = applyToMap(
    spec,
    changes.filter((change) => !isKey(change)),
    0,
  );
  if (keys.length === 0) return result;
  const flat = Object.fromEntries(flatConfiguration(spec));
  return { ...result, flinkConfiguration: applyToMap(flat, keys, 1) };
}

function applyToMap(map: JsonObject, changes: readonly SpecChange[], depth: number): JsonObject {
  const result = new Map(Object.entries(map));
  for (const [key, group] of Map.groupBy(changes, ({ segments }) => segments[depth] ?? '')) {
    const value = applied(result.get(key), group, depth);
    if (value === undefined) result.delete(key);
    else result.set(key, value);
  }
  return Object.fromEntries(result);
}

/** What becomes of the value at `segments[depth]`; undefined when it is removed. */
function applied(value: Json | undefined, changes: readonly SpecChange[], depth: number): Json | undefined {
  const [first] = changes;
  if (first === undefined) return value;
  if (first.segments.length === depth + 1) return first.after;
  if (isObject(value)) return applyToMap(value, changes, depth + 1);
  const field = first.segments[depth] ?? '';
  const named = value === undefined ? null : asNamedList(field, value);
  if (named === null)
    throw new Error(`There is nothing in this spec that ${first.path} could be changed in.`);
  return applyToNamed(named, changes, depth + 1);
}

function applyToNamed(list: NamedList, changes: readonly SpecChange[], depth: number): readonly Json[] {
  const result = new Map<string, Json>(list.items);
  let order: readonly Json[] | undefined;
  for (const [selector, group] of Map.groupBy(changes, ({ segments }) => segments[depth] ?? '')) {
    const value = selector === orderSegment ? undefined : applied(result.get(selector), group, depth);
    if (value !== undefined) result.set(selector, value);
    else result.delete(selector);
    const wanted = group[0]?.after;
    if (selector === orderSegment && isList(wanted)) order = wanted;
  }
  if (order === undefined) return [...result.values()];
  const place = new Map(order.map((selector, index) => [selector, index]));
  return [...result]
    .toSorted(([one], [other]) => (place.get(one) ?? Infinity) - (place.get(other) ?? Infinity))
    .map(([, value]) => value);
}

/** Absent, null and a map are configurations. Anything else is malformed and compared as the value that it is. */
function isConfiguration(value: Json | undefined): boolean {
  return value === undefined || value === null || isObject(value);
}

const podTemplates = [['podTemplate'], ['jobManager', 'podTemplate'], ['taskManager', 'podTemplate']];

function withoutNoise(spec: JsonObject): JsonObject {
  return podTemplates.reduce(
    (slim, template) => without(slim, [...template, 'metadata', 'annotations', instanceAnnotation]),
    spec,
  );
}

/** Without the value at `path`. The maps that lead to it stay, also when they are empty then. */
function without(map: JsonObject, [key, ...rest]: readonly string[]): JsonObject {
  const value = key === undefined ? undefined : own(map, key);
  if (key === undefined || value === undefined) return map;
  if (rest.length === 0) return Object.fromEntries(Object.entries(map).filter(([name]) => name !== key));
  return isObject(value) ? { ...map, [key]: without(value, rest) } : map;
}

const sections: ReadonlyMap<string | undefined, SpecSection> = new Map([
  ['flinkConfiguration', 'CONFIGURATION'],
  ['job', 'JOB'],
  ['image', 'IMAGE'],
  ['imagePullPolicy', 'IMAGE'],
  ['flinkVersion', 'IMAGE'],
  ['jobManager', 'RESOURCES'],
  ['taskManager', 'RESOURCES'],
  ['podTemplate', 'POD_TEMPLATE'],
]);

function sectionOf([root, second]: readonly string[]): SpecSection {
  const section = sections.get(root) ?? 'OTHER';
  return section === 'RESOURCES' && second === 'podTemplate' ? 'POD_TEMPLATE' : section;
}
