/** Filters and orders: the input types, and the predicates for them. */
import type { Labels } from '../src/cmf/resources/fields.ts';
import { builder } from './builder.ts';
import { publicError } from './errors.ts';

export const OrderDirection = builder.enumType('OrderDirection', {
  description: 'The direction of a sort order.',
  values: {
    ASC: { description: 'Smallest, earliest or alphabetically first.' },
    DESC: { description: 'Largest, latest or alphabetically last.' },
  } as const,
});

export const OrderField = builder.enumType('OrderField', {
  description: 'The field that a list is sorted by.',
  values: {
    NAME: { description: 'By name, character by character.' },
    CREATED: { description: 'By creation time; items without one sort as oldest.' },
    UPDATED: {
      description:
        'By the time of the last change; items without one sort as oldest. A changed item moves, so it can appear on more than one page.',
    },
  } as const,
});

export const LabelFilter = builder.inputType('LabelFilter', {
  description: 'Selects items with a label.',
  fields: (t) => ({
    key: t.string({ required: true, description: 'The key of the label.' }),
    values: t.stringList({ description: 'The accepted values; any value if absent.' }),
  }),
});

/** Matches names against a pattern in which `*` matches any characters. Without a pattern every name matches. */
export function nameMatcher(pattern: string | null | undefined): (name: string) => boolean {
  if (pattern == null) return () => true;
  if (pattern === '') throw publicError('BAD_FILTER', 'A name filter must not be empty.');
  const parts = pattern.split('*');
  const [head = '', ...rest] = parts;
  const tail = rest.pop();
  if (tail === undefined) return (name) => name === pattern;
  return (name) => {
    if (!name.startsWith(head) || !name.endsWith(tail)) return false;
    // Finds the leftmost match of each middle part. This takes linear time, unlike a regular expression with
    // backtracking.
    let from = head.length;
    for (const part of rest) {
      const found = name.indexOf(part, from);
      if (found === -1) return false;
      from = found + part.length;
    }
    return from <= name.length - tail.length;
  };
}

export interface LabelCondition {
  readonly key: string;
  readonly values?: readonly string[] | null | undefined;
}

/** Returns a predicate that is true if every condition matches. */
export function labelMatcher(conditions: readonly LabelCondition[] | null | undefined) {
  return (labels: Labels): boolean =>
    (conditions ?? []).every(({ key, values }) => {
      if (!Object.hasOwn(labels, key)) return false;
      return values == null || values.includes(labels[key] ?? '');
    });
}

/** Returns a predicate that is true for members of `accepted`, or for every value if there is no list. */
export function memberMatcher<T>(accepted: readonly T[] | null | undefined): (value: T) => boolean {
  if (accepted == null) return () => true;
  const members = new Set(accepted);
  return (value) => members.has(value);
}
