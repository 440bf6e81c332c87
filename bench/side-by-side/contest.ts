/** One case: the same query to all contestants at one upstream latency, in turn, several times. */
import type { Upstream } from '../harness/upstream.ts';
import type { Contestant } from './contestants.ts';
import { openField } from './field.ts';
import { measure, type RunLength, type Sample } from './measure.ts';
import type { Query } from './queries.ts';

export interface Result {
  readonly contestant: Contestant;
  readonly samples: readonly Sample[];
}

export interface Case {
  readonly query: Query;
  readonly latencyMs: number;
  /** Bytes of one answer's body; of the first operation, of a mix. */
  readonly answerBytes: number;
  readonly results: readonly Result[];
}

export interface ContestOptions {
  readonly query: Query;
  readonly latencyMs: number;
  readonly contestants: readonly Contestant[];
  readonly upstream: Upstream;
  readonly rounds: number;
  readonly length: RunLength;
  readonly onSample: (contestant: Contestant, sample: Sample) => void;
}

export async function contest(options: ContestOptions): Promise<Case> {
  const { query, latencyMs, contestants, upstream, rounds, length, onSample } = options;
  await upstream.order({ kind: 'latency', ms: latencyMs });
  await using field = await openField(contestants, query, upstream.url);
  const samples = new Map(field.entrants.map(({ contestant }) => [contestant, [] as Sample[]]));

  await upstream.order({ kind: 'churn', perSecond: query.churn });
  for (let round = 0; round < rounds; round += 1) {
    // Another begins each round, so that none always follows the same one.
    const shift = (round * Math.ceil(field.entrants.length / rounds)) % field.entrants.length;
    for (const entrant of [...field.entrants.slice(shift), ...field.entrants.slice(0, shift)]) {
      const sample = await measure(entrant, query, upstream, length);
      samples.get(entrant.contestant)?.push(sample);
      onSample(entrant.contestant, sample);
    }
  }
  await upstream.order({ kind: 'churn', perSecond: 0 });

  const results = [...samples].map(([contestant, taken]) => ({ contestant, samples: taken }));
  return { query, latencyMs, answerBytes: field.answerBytes, results };
}
