/** Spelling: which known word a misspelt one most likely meant. */

/** The known word within two letters of `word`, or undefined. Short words are two letters away from anything: none. */
export function meant<Word extends string>(word: string, known: readonly Word[]): Word | undefined {
  if (word.length < 6) return undefined;
  return known
    .map((candidate) => ({ candidate, distance: editDistance(word, candidate) }))
    .filter(({ distance }) => distance <= 2)
    .toSorted((one, other) => one.distance - other.distance)[0]?.candidate;
}

/** Levenshtein: how many letters to add, drop or exchange to get from one word to the other. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let line = 0; line < from.length; line++) {
    const next = [line + 1];
    for (let column = 0; column < to.length; column++) {
      const exchanged = (row[column] ?? 0) + (from[line] === to[column] ? 0 : 1);
      next.push(Math.min((next[column] ?? 0) + 1, (row[column + 1] ?? 0) + 1, exchanged));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
