/** Spelling: the known word that a misspelt one is closest to. */
import { closest, distance } from 'fastest-levenshtein';

/** The closest of the known words, or undefined if it is more than two edits away. No word of fewer than six letters has one. */
export function meant<Word extends string>(word: string, known: readonly Word[]): Word | undefined {
  // Two edits turn a short word into many others.
  if (word.length < 6) return undefined;
  const nearest = closest(word, known);
  return known.find((candidate) => candidate === nearest && distance(word, candidate) <= 2);
}
