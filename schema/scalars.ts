/** The scalars: RFC 3339 times, and free-form JSON. */
import { builder } from './builder.ts';
import { publicError } from './errors.ts';

const rfc3339 =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])[Tt]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

export const DateTime = builder.scalarType('DateTime', {
  description:
    'A point in time in RFC 3339 format, such as `2026-03-01T12:00:00Z`. Arguments may have fractions of a second.',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/date-time.html',
  serialize: (value) => value,
  parseValue: (value) => {
    if (typeof value !== 'string' || !isDateTime(value)) {
      throw publicError('BAD_FILTER', 'A DateTime must be in RFC 3339 format, such as 2026-03-01T12:00:00Z.');
    }
    return Date.parse(value);
  },
});

export const Json = builder.scalarType('JSON', {
  description: 'Any JSON value, as CMF sent it.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc8259',
  serialize: (value) => value,
});

/** Returns the number if GraphQL's `Int` can hold it, else null. */
export function int32(number: number | null): number | null {
  return number !== null && Number.isInteger(number) && Math.abs(number) < 2 ** 31 ? number : null;
}

/**
 * Returns the text if it is a valid time, else null: some fields of CMF can contain other text (contract section 6).
 */
export function dateTime(text: string | null): string | null {
  return text !== null && isDateTime(text) ? text : null;
}

/** The time of an observation; null if it is unknown. */
export function observedTime(observation: { readonly observedAt: number | null } | undefined): string | null {
  return observation?.observedAt == null ? null : new Date(observation.observedAt).toISOString();
}

/** Epoch milliseconds of the text, for comparisons; null if it is not a valid time. */
export function instant(text: string | null): number | null {
  return text !== null && isDateTime(text) ? Date.parse(text) : null;
}

function isDateTime(text: string): boolean {
  return rfc3339.test(text) && isInCalendar(text);
}

/** Rejects days that a month does not have: `Date.parse` reads February 30 as March 2. */
function isInCalendar(text: string): boolean {
  // Fast path: every month has these days, and a page shows hundreds of times.
  if (Number(text.slice(8, 10)) <= 28) return true;
  const day = text.slice(0, 10);
  return new Date(day).toISOString().startsWith(day);
}
