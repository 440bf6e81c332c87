/**
 * Compares two specs. The result can be applied: `applyChanges(a, diffSpecs(a, b))` equals b.
 *
 * Flink configuration is compared key by key (see `configuration.ts`) and named lists of Kubernetes by name (see
 * `named-list.ts`); any other list is one value. The result equals b except for three differences without meaning:
 * the form and key order of the configuration (absent equals empty), the order of named lists that are not ordered
 * (volumes, ports, ...), and the instance annotation, unless `includeNoise` is set.
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
  /**
   * In readable form: `flinkConfiguration["taskmanager.numberOfTaskSlots"]`,
   * `podTemplate.spec.containers[name=main].image`.
   */
  readonly path: string;
  /** For programs: map keys, `[name=main]` for an item of a named list, `[order]` for the order of that list. */
  readonly segments: readonly string[];
  readonly kind: ChangeKind;
  readonly section: SpecSection;
  /**
   * Undefined only if `ADDED`; null is the JSON null. For a configuration key its text, for `[order]` the selectors.
   */
  readonly before: Json | undefined;
  /** Undefined only if `REMOVED`. */
  readonly after: Json | undefined;
}

export interface DiffOptions {
  /** Also reports the instance annotation (rule 9). Default: false. */
  readonly includeNoise?: boolean;
}

const orderSegment = '[order]';

/** The changes from `before` to `after`, in document order. Null is the empty spec. */
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
      const [oldValue, newValue] = [own(before, key), own(after, key)];
      if (
        parent === null &&
        key === 'flinkConfiguration' &&
        isConfiguration(oldValue) &&
        isConfiguration(newValue)
      ) {
        compareConfiguration(step, flatConfiguration(before), flatConfiguration(after));
      } else {
        compare(step, oldValue, newValue, depth);
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
    // Without an order change, remaining items keep their position and new items are appended.
    const defaultOrder = [...before.items.keys()].filter((selector) => after.items.has(selector));
    defaultOrder.push(...[...after.items.keys()].filter((selector) => !before.items.has(selector)));
    const newOrder = [...after.items.keys()];
    if (!sameJson(defaultOrder, newOrder))
      report(item(parent, orderSegment), [...before.items.keys()], newOrder);
  }

  compareMaps(null, left, right, 0);
  return changes;
}

/**
 * Applies `changes` to `before`, which is not modified.
 *
 * @throws Error with the path if a change refers to a list or map that `before` does not have: the changes are then
 * not of this spec.
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

/** The new value at `segments[depth]`; undefined if it is removed. */
function applied(value: Json | undefined, changes: readonly SpecChange[], depth: number): Json | undefined {
  const [first] = changes;
  if (first === undefined) return value;
  if (first.segments.length === depth + 1) return first.after;
  if (isObject(value)) return applyToMap(value, changes, depth + 1);
  const field = first.segments[depth] ?? '';
  const named = value === undefined ? null : asNamedList(field, value);
  if (named === null) throw new Error(`The change of ${first.path} does not apply to this spec.`);
  return applyToNamed(named, changes, depth + 1);
}

function applyToNamed(list: NamedList, changes: readonly SpecChange[], depth: number): readonly Json[] {
  const result = new Map<string, Json>(list.items);
  let order: readonly Json[] | undefined;
  for (const [selector, group] of Map.groupBy(changes, ({ segments }) => segments[depth] ?? '')) {
    const value = selector === orderSegment ? undefined : applied(result.get(selector), group, depth);
    if (value !== undefined) result.set(selector, value);
    else result.delete(selector);
    const newOrder = group[0]?.after;
    if (selector === orderSegment && isList(newOrder)) order = newOrder;
  }
  if (order === undefined) return [...result.values()];
  const indexes = new Map(order.map((selector, index) => [selector, index]));
  return [...result]
    .toSorted(([a], [b]) => (indexes.get(a) ?? Infinity) - (indexes.get(b) ?? Infinity))
    .map(([, value]) => value);
}

/** Absent, null and maps are configurations. Anything else is malformed and compared as one value. */
function isConfiguration(value: Json | undefined): boolean {
  return value === undefined || value === null || isObject(value);
}

const podTemplates = [['podTemplate'], ['jobManager', 'podTemplate'], ['taskManager', 'podTemplate']];

function withoutNoise(spec: JsonObject): JsonObject {
  return podTemplates.reduce(
    (stripped, template) => without(stripped, [...template, 'metadata', 'annotations', instanceAnnotation]),
    spec,
  );
}

/** Removes the value at `path`. Maps on the path stay, even if they become empty. */
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
