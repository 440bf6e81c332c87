/** Timestamps as instants: CMF's are RFC 3339 with 0 to 9 fractional digits (contract section 6). */

const beyondMilliseconds = /\.\d{3}(\d+)/;

/**
 * Milliseconds since the epoch, with what `Date` drops kept as a fraction, so that events of one millisecond keep
 * their order. Null for no time and for text that is none.
 */
export function instant(time: string | null): number | null {
  if (time === null) return null;
  const milliseconds = Date.parse(time);
  if (Number.isNaN(milliseconds)) return null;
  const rest = beyondMilliseconds.exec(time)?.[1];
  return rest === undefined ? milliseconds : milliseconds + Number(`0.${rest}`);
}
