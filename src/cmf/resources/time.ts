/** Compares CMF's timestamps as instants (contract section 6). */

const timestamp = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)?$/i;

interface Instant {
  /** Epoch seconds. */
  readonly seconds: number;
  readonly nanoseconds: number;
}

/** Null for text that is not an RFC 3339 time. A time without a zone is UTC, as all times of CMF. */
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
