/** Converts timestamps: CMF sends RFC 3339 with 0 to 9 fractional digits (contract section 6). */

const beyondMilliseconds = /\.\d{3}(\d+)/;

/**
 * Milliseconds since the epoch. Digits beyond milliseconds are kept as a fraction, so that events of the same
 * millisecond keep their order. Null for null and for text that is not a time.
 */
export function instant(time: string | null): number | null {
  if (time === null) return null;
  const milliseconds = Date.parse(time);
  if (Number.isNaN(milliseconds)) return null;
  const rest = beyondMilliseconds.exec(time)?.[1];
  return rest === undefined ? milliseconds : milliseconds + Number(`0.${rest}`);
}
