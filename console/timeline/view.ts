/** The visible time range: a range that ends now and follows it, or a fixed part of the past. */

export const ranges = {
  '1h': 3_600_000,
  '6h': 21_600_000,
  '24h': 86_400_000,
  '7d': 604_800_000,
  '30d': 2_592_000_000,
};
export type Range = keyof typeof ranges;

export type View = { readonly range: Range } | { readonly from: number; readonly to: number };

/** From and to, in milliseconds since the epoch. */
export type Domain = readonly [number, number];

const minWidth = 10_000;
/** Room for the line of the present. */
const ahead = 0.02;

export const rangeNames = Object.keys(ranges).filter(isRange);

export function isRange(text: string | null): text is Range {
  return text !== null && Object.hasOwn(ranges, text);
}

export function domainOf(view: View, now: number): Domain {
  if ('range' in view) return [now - ranges[view.range], now + ranges[view.range] * ahead];
  return [view.from, view.to];
}

/** The smallest range that shows what began at `since`, or all since then if none does; null: unknown. */
export function viewSince(since: number | null, now: number): View {
  const age = since === null ? 0 : now - since;
  const range = rangeNames.find((known) => ranges[known] > age * 1.05);
  if (range !== undefined) return { range };
  const [from, to] = clamped([now - age * 1.05, now + age * ahead], now);
  return { from, to };
}

/** Narrower (`factor` below 1) or wider around the middle, or moved by a part of its width. */
export function zoomed([from, to]: Domain, factor: number, now: number): Domain {
  const middle = (from + to) / 2;
  const half = ((to - from) * factor) / 2;
  return clamped([middle - half, middle + half], now);
}

export function moved([from, to]: Domain, part: number, now: number): Domain {
  const step = (to - from) * part;
  return clamped([from + step, to + step], now);
}

/** Not wider than a year, not narrower than some seconds, and the present does not leave at the left. */
export function clamped([from, to]: Domain, now: number): Domain {
  const width = Math.min(Math.max(to - from, minWidth), 366 * 86_400_000);
  const middle = (from + to) / 2;
  const end = Math.min(middle + width / 2, now + width / 2);
  return [Math.round(end - width), Math.round(end)];
}

/** The view in an address: `range=7d`, or `from` and `to`. Null: it has none. */
export function viewOf(search: string): View | null {
  const parameters = new URLSearchParams(search);
  const range = parameters.get('range');
  if (isRange(range)) return { range };
  const [from, to] = [Date.parse(parameters.get('from') ?? ''), Date.parse(parameters.get('to') ?? '')];
  return to > from ? { from, to } : null;
}

export function searchOfView(view: View): string {
  if ('range' in view) return `?range=${view.range}`;
  return `?from=${new Date(view.from).toISOString()}&to=${new Date(view.to).toISOString()}`;
}
