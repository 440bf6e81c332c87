/** Suggests corrections for misspelt words. */

/** The closest known word within an edit distance of two, or undefined. Short words get no suggestion: all are close. */
export function closestWord<Word extends string>(word: string, known: readonly Word[]): Word | undefined {
  if (word.length < 6) return undefined;
  return known
    .map((candidate) => ({ candidate, distance: editDistance(word, candidate) }))
    .filter(({ distance }) => distance <= 2)
    .toSorted((one, other) => one.distance - other.distance)[0]?.candidate;
}

/** Levenshtein distance: the number of insertions, deletions and substitutions between two words. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let index = 0; index < from.length; index++) {
    const next = [index + 1];
    for (let column = 0; column < to.length; column++) {
      const substituted = (row[column] ?? 0) + (from[index] === to[column] ? 0 : 1);
      next.push(Math.min((next[column] ?? 0) + 1, (row[column + 1] ?? 0) + 1, substituted));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
