/** Finds the known word that is closest to a misspelled one. */
import { closest, distance } from 'fastest-levenshtein';

/**
 * The known key with the most common parts; of several, the closest by edit distance. Undefined only if there are no
 * known keys.
 */
export function nearest(key: string, known: readonly string[]): string | undefined {
  const parts = key.split('_');
  const common = (candidate: string) => candidate.split('_').filter((part) => parts.includes(part)).length;
  return known.toSorted((a, b) => common(b) - common(a) || distance(key, a) - distance(key, b))[0];
}

/**
 * The closest of the known words; undefined if it is more than two edits away, or if the word has fewer than six
 * letters.
 */
export function closestWord<Word extends string>(word: string, known: readonly Word[]): Word | undefined {
  // Many other words are within two edits of a short word.
  if (word.length < 6) return undefined;
  const nearest = closest(word, known);
  return known.find((candidate) => candidate === nearest && distance(word, candidate) <= 2);
}
