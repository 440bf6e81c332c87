/** Entries that were read in several pages, oldest first. */
import type { Entry } from './model.ts';

/**
 * `newest` replaces everything from its first entry on, because an entry changes when CMF's event for it arrives. An
 * empty list replaces nothing.
 */
export function mergeEntries(known: readonly Entry[], newest: readonly Entry[]): readonly Entry[] {
  const [first] = newest;
  if (!first) return known;
  const since = Date.parse(first.at);
  return [...known.filter(({ at }) => Date.parse(at) < since), ...newest];
}
