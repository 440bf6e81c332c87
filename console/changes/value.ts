/** Values of a spec as text. */

export function textOfValue(value: unknown): string {
  if (typeof value === 'string') return value;
  return JSON.stringify(value, null, value !== null && typeof value === 'object' ? 1 : undefined) ?? '';
}

export interface Leaf {
  readonly path: string;
  readonly value: unknown;
}

/** The values of a spec, each with its path. A list is one value. Sorted by path. */
export function leavesOf(spec: unknown): readonly Leaf[] {
  const leaves: Leaf[] = [];
  const visit = (value: unknown, path: string) => {
    const entries = isObject(value) ? Object.entries(value) : [];
    if (entries.length === 0) leaves.push({ path, value });
    for (const [key, child] of entries) visit(child, path === '' ? key : `${path}.${key}`);
  };
  if (isObject(spec)) visit(spec, '');
  return leaves.filter(({ path }) => path !== '').toSorted((one, other) => compareText(one.path, other.path));
}

/** The values that two specs have in common. */
export function unchangedLeaves(before: unknown, after: unknown): readonly Leaf[] {
  const known = new Map(leavesOf(before).map(({ path, value }) => [path, JSON.stringify(value)]));
  return leavesOf(after).filter(({ path, value }) => known.get(path) === JSON.stringify(value));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
