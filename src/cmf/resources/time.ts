/** Reads CMF's timestamps, and compares them as instants (contract section 6). */

const rfc3339 =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/i;

/**
 * Other accepted formats: a space instead of the `T`, Java's `2025-08-05T12:00Z` and `+0000`, no zone (UTC, as
 * all times of CMF), and Go's `2025-08-05 12:00:00.5 +0000 UTC`, where the name of the zone is ignored because it
 * repeats the offset. The name of many zones is their offset: `2025-08-05 12:00:00 -0300 -03`.
 */
const readable =
  /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d)?(\.\d{1,9})?(?: ?(?:Z|UTC)| ?([+-]\d\d):?(\d\d)(?: (?:[A-Z]{2,5}|[+-]\d\d(?:\d\d)?))?)?(?: m=[+-][\d.]+)?$/i;

/** Epoch milliseconds, which some fields of CMF use. */
const epochMilliseconds = /^\d{12,15}$/;

/** The time in RFC 3339 format; null for text that is not a time. RFC 3339 text is returned as CMF sent it. */
export function readTime(text: string): string | null {
  // Fast path: nearly all times are RFC 3339, and every month has these days.
  if (rfc3339.test(text) && Number(text.slice(8, 10)) <= 28) return text;
  if (epochMilliseconds.test(text)) return new Date(Number(text)).toISOString();
  const [, date, minutes, seconds = ':00', fraction = '', hoursOff, minutesOff] = readable.exec(text) ?? [];
  if (date === undefined || !isInCalendar(date)) return null;
  if (rfc3339.test(text)) return text;
  const offset = hoursOff === undefined ? '+00:00' : `${hoursOff}:${minutesOff}`;
  const zone = offset === '+00:00' ? 'Z' : offset;
  const time = `${date}T${minutes}${seconds}${fraction}${zone}`;
  return rfc3339.test(time) ? time : null;
}

/** Rejects days that a month does not have: `Date.parse` reads February 30 as March 2. */
function isInCalendar(date: string): boolean {
  const midnight = Date.parse(date);
  return !Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(date);
}

/** The fields of a resource, among those whose names end with `At`, that do not contain a time. */
export function unreadableTimes(resource: object): readonly string[] {
  return Object.entries(resource)
    .filter(([field, value]) => field.endsWith('At') && typeof value === 'string' && readTime(value) === null)
    .map(([field]) => field);
}

interface Instant {
  /** Epoch seconds. */
  readonly seconds: number;
  readonly nanoseconds: number;
}

const timestamp = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)?$/i;

/** Null for text that `readTime` could not convert to RFC 3339. */
function instantOf(text: string | null): Instant | null {
  const [, date, time, fraction = '', zone = 'Z'] = timestamp.exec(text ?? '') ?? [];
  const milliseconds = Date.parse(`${date}T${time}${zone}`);
  if (Number.isNaN(milliseconds)) return null;
  return { seconds: milliseconds / 1000, nanoseconds: Number(fraction.padEnd(9, '0')) };
}

/** Orders by time, newest first; unreadable times come last. */
export function byNewest(a: string | null, b: string | null): number {
  const left = instantOf(a);
  const right = instantOf(b);
  if (!left || !right) return Number(left === null) - Number(right === null);
  return right.seconds - left.seconds || right.nanoseconds - left.nanoseconds;
}

/** False also when either time is unreadable. */
export function isLater(time: string | null, than: string | null): boolean {
  return instantOf(time) !== null && instantOf(than) !== null && byNewest(time, than) < 0;
}
