/** Filters and orders: the inputs, and the predicates they become. */
import type { Labels } from '../src/cmf/resources/fields.ts';
import { builder } from './builder.ts';
import { publicError } from './errors.ts';

export const OrderDirection = builder.enumType('OrderDirection', {
  description: 'Which end of an order comes first.',
  values: {
    ASC: { description: 'Smallest, earliest or alphabetically first.' },
    DESC: { description: 'Largest, latest or alphabetically last.' },
  } as const,
});

export const OrderField = builder.enumType('OrderField', {
  description: 'What a list is sorted by.',
  values: {
    NAME: { description: 'By name, character by character.' },
    CREATED: { description: 'By creation time; items without one count as oldest.' },
    UPDATED: {
      description:
        'By the time of the last change; items without one count as oldest. Items move while they change, so a walk over many pages can meet one twice.',
    },
  } as const,
});

export const LabelFilter = builder.inputType('LabelFilter', {
  description: 'Keeps what carries a label.',
  fields: (t) => ({
    key: t.string({ required: true, description: 'The label.' }),
    values: t.stringList({ description: 'Any of these values; any value at all when absent.' }),
  }),
});

/** Matches a name against a pattern in which `*` stands for any run of characters; everything when there is none. */
export function nameMatcher(pattern: string | null | undefined): (name: string) => boolean {
  if (pattern == null) return () => true;
  if (pattern === '') throw publicError('BAD_FILTER', 'A name to look for can not be empty.');
  const parts = pattern.split('*');
  const [head = '', ...rest] = parts;
  const tail = rest.pop();
  if (tail === undefined) return (name) => name === pattern;
  return (name) => {
    if (!name.startsWith(head) || !name.endsWith(tail)) return false;
    // Leftmost matches of the middle parts: linear, where a regular expression could be made to explode.
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

/** True when every condition holds. */
export function labelMatcher(conditions: readonly LabelCondition[] | null | undefined) {
  return (labels: Labels): boolean =>
    (conditions ?? []).every(({ key, values }) => {
      if (!Object.hasOwn(labels, key)) return false;
      return values == null || values.includes(labels[key] ?? '');
    });
}

/** True for every value when no wanted ones are given. */
export function memberMatcher<T>(wanted: readonly T[] | null | undefined): (value: T) => boolean {
  if (wanted == null) return () => true;
  const members = new Set(wanted);
  return (value) => members.has(value);
}
