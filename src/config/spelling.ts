/** Spelling: the known word that a misspelt one is closest to. */
import { closest, distance } from 'fastest-levenshtein';

/** The known key with the most parts in common, and of these the closest; undefined only when none is known. */
export function nearest(key: string, known: readonly string[]): string | undefined {
  const parts = key.split('_');
  const common = (candidate: string) => candidate.split('_').filter((part) => parts.includes(part)).length;
  return known.toSorted((a, b) => common(b) - common(a) || distance(key, a) - distance(key, b))[0];
}

/** The closest of the known words, or undefined if it is more than two edits away. No word of fewer than six letters has one. */
export function meant<Word extends string>(word: string, known: readonly Word[]): Word | undefined {
  // Two edits turn a short word into many others.
  if (word.length < 6) return undefined;
  const nearest = closest(word, known);
  return known.find((candidate) => candidate === nearest && distance(word, candidate) <= 2);
}
