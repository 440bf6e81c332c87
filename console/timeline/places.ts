/** The places of marks in the drawing, and the way of the arrow keys between them. */
import type { Cluster } from './marks.ts';

export interface Place {
  readonly lane: number;
  readonly mark: number;
}

/** The newest mark of the first lane that has one. */
export function firstPlace(clusters: readonly (readonly Cluster[])[]): Place | null {
  const lane = clusters.findIndex((marks) => marks.length > 0);
  return lane < 0 ? null : { lane, mark: (clusters[lane]?.length ?? 1) - 1 };
}

/** The mark that a key leads to: the next one in the lane, or the nearest one in time in the lane above or below. */
export function targetOf(
  key: string,
  { lane, mark }: Place,
  clusters: readonly (readonly Cluster[])[],
): Place | null {
  const marks = clusters[lane] ?? [];
  const index = { ArrowLeft: mark - 1, ArrowRight: mark + 1, Home: 0, End: marks.length - 1 }[key];
  if (index !== undefined) return marks[index] ? { lane, mark: index } : null;
  const step = { ArrowUp: -1, ArrowDown: 1 }[key];
  const at = marks[mark]?.at;
  if (step === undefined || at === undefined) return null;
  for (let other = lane + step; other >= 0 && other < clusters.length; other += step) {
    const found = nearest(clusters[other] ?? [], at);
    if (found !== null) return { lane: other, mark: found };
  }
  return null;
}

function nearest(marks: readonly Cluster[], at: number): number | null {
  let best: number | null = null;
  for (const [index, mark] of marks.entries()) {
    if (best === null || Math.abs(mark.at - at) < Math.abs((marks[best]?.at ?? Infinity) - at)) best = index;
  }
  return best;
}
