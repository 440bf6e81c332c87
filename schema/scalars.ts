/** The scalars: RFC 3339 times, and free-form JSON. */
import { builder } from './builder.ts';
import { publicError } from './errors.ts';

const rfc3339 = /^\d{4}-\d{2}-\d{2}[Tt]([01]\d|2[0-3]):\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})$/;

export const DateTime = builder.scalarType('DateTime', {
  description:
    'A moment, as RFC 3339 text such as `2026-03-01T12:00:00Z`. As an argument, with or without fractions of a second.',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/date-time.html',
  serialize: (value) => value,
  parseValue: (value) => {
    if (typeof value !== 'string' || !isDateTime(value)) {
      throw publicError('BAD_FILTER', 'A DateTime is RFC 3339 text such as 2026-03-01T12:00:00Z.');
    }
    return Date.parse(value);
  },
});

export const Json = builder.scalarType('JSON', {
  description: 'Any JSON value, as CMF sent it.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc8259',
  serialize: (value) => value,
});

/** CMF's text when it is a time; null when it is not, because CMF is known to send other text (contract section 6). */
export function dateTime(text: string | null): string | null {
  return text !== null && isDateTime(text) ? text : null;
}

/** Epoch milliseconds of CMF's text, for comparing; null when it is no time. */
export function instant(text: string | null): number | null {
  return text !== null && isDateTime(text) ? Date.parse(text) : null;
}

function isDateTime(text: string): boolean {
  return rfc3339.test(text) && !Number.isNaN(Date.parse(text)) && isInCalendar(text.slice(0, 10));
}

/** `Date.parse` takes the 30th of February for the 2nd of March. */
function isInCalendar(day: string): boolean {
  return new Date(day).toISOString().startsWith(day);
}
