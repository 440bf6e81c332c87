/** The `sort` parameter: `property,(asc|desc)`, repeatable, ascending by default (contract section 3). */
import { WorldError } from '../../world.ts';

/** The sortable properties, each with a function that returns the string to compare. */
export type SortKeys<Item> = Readonly<Record<string, (item: Item) => string>>;

export function parseSort<Item>(
  parameters: readonly string[],
  keys: SortKeys<Item>,
): ((one: Item, other: Item) => number) | null {
  if (parameters.length === 0) return null;
  const orders = parameters.map((parameter) => {
    const [property = '', direction = 'asc', ...rest] = parameter.split(',').map((part) => part.trim());
    const key = Object.hasOwn(keys, property) ? keys[property] : undefined;
    if (!key) throw new WorldError(400, `Unsupported sort property: '${property}'.`);
    const sign = { asc: 1, desc: -1 }[direction.toLowerCase()];
    if (sign === undefined || rest.length > 0) throw new WorldError(400, `Invalid sort: '${parameter}'.`);
    return { key, sign };
  });
  return (one, other) => {
    for (const { key, sign } of orders) {
      const [left, right] = [key(one), key(other)];
      if (left !== right) return left < right ? -sign : sign;
    }
    return 0;
  };
}
