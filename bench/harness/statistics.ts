/** Median, minimum and maximum of a few measurements. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** For at least one value. The median of an even number of values is the lower middle one. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((one, other) => one - other);
  const at = (index: number) => sorted[index] ?? Number.NaN;
  return { median: at((sorted.length - 1) >> 1), min: at(0), max: at(sorted.length - 1) };
}

export function medianOf(values: readonly number[]): number {
  return spreadOf(values).median;
}

/**
 * The 95 % confidence interval of the median, by the binomial distribution of ranks in its normal approximation. For at
 * least six values; fewer give the least and the most.
 */
export function medianIntervalOf(values: readonly number[]): { readonly low: number; readonly high: number } {
  const sorted = values.toSorted((one, other) => one - other);
  const rank = Math.max(0, Math.floor(values.length / 2 - 0.98 * Math.sqrt(values.length)) - 1);
  const at = (index: number) => sorted[index] ?? Number.NaN;
  return { low: at(rank), high: at(sorted.length - 1 - rank) };
}
