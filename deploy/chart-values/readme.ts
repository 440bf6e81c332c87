/** The table of values in the chart's README, from `values.yaml` and the comments above its values. */
import { isCollection, isMap, isScalar, type Pair, parseDocument, type YAMLMap } from 'yaml';

export interface Value {
  /** As in `--set`: `image.tag`. */
  readonly path: string;
  /** The default as JSON; undefined for an object whose own values follow. */
  readonly default: string | undefined;
  readonly description: string;
}

/** Every value. An object is one value, unless values in it have comments of their own. */
export function valuesIn(yaml: string): readonly Value[] {
  const { contents } = parseDocument(yaml);
  if (!isMap(contents)) throw new Error('The values are not an object.');
  return walk(contents, '');
}

export function valuesTable(yaml: string): string {
  const rows = valuesIn(yaml).map(
    ({ path, default: value, description }) =>
      `| \`${path}\` | ${value === undefined ? '-' : `\`${value}\``} | ${description} |`,
  );
  return ['| Value | Default | Meaning |', '| --- | --- | --- |', ...rows].join('\n');
}

function walk(map: YAMLMap, above: string): readonly Value[] {
  return map.items.flatMap((pair, index) => {
    const path = `${above}${keyOf(pair)}`;
    // The parser gives the comment above the first value of an object to the object.
    const description = comment(index === 0 ? (map.commentBefore ?? comments(pair.key)) : comments(pair.key));
    const { value } = pair;
    if (isMap(value) && value.items.length > 0 && isDocumented(value)) {
      const own = description === '' ? [] : [{ path, default: undefined, description }];
      return [...own, ...walk(value, `${path}.`)];
    }
    return [{ path, default: JSON.stringify(toJson(value)), description }];
  });
}

function isDocumented(map: YAMLMap): boolean {
  return (
    map.commentBefore != null ||
    map.items.some(({ key, value }) => comments(key) !== undefined || (isMap(value) && isDocumented(value)))
  );
}

function comments(key: unknown): string | undefined {
  return isScalar(key) ? (key.commentBefore ?? undefined) : undefined;
}

/** Its last paragraph: an empty line separates it from other comments. */
function comment(text: string | undefined): string {
  const [last = ''] = (text ?? '').split(/\n\s*\n/).slice(-1);
  return last
    .split('\n')
    .map((line) => line.trim())
    .join(' ');
}

function keyOf({ key }: Pair): string {
  return isScalar(key) ? String(key.value) : '';
}

function toJson(value: unknown): unknown {
  if (isScalar(value)) return value.value;
  return isCollection(value) ? value.toJSON() : value;
}
