/** Number formatting for reports. */
import type { Spread } from './statistics.ts';

export function whole(value: number): string {
  return Number.isNaN(value) ? '-' : Math.round(value).toLocaleString('en-US');
}

/** Two or three significant digits. */
export function short(value: number): string {
  if (Number.isNaN(value)) return '-';
  return value >= 100 ? whole(value) : String(Number(value.toPrecision(value >= 10 ? 3 : 2)));
}

export function spread({ median, min, max }: Spread, format: (value: number) => string = whole): string {
  return min === max || Number.isNaN(median)
    ? format(median)
    : `${format(median)} (${format(min)}–${format(max)})`;
}
