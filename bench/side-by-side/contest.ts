/** Measures one case: the same query on all contestants at one upstream latency, in alternating rounds. */
import type { Upstream } from '../harness/upstream.ts';
import type { Contestant } from './contestants.ts';
import { measure, type RunLength, type Sample } from './measure.ts';
import type { Query } from './queries.ts';
import { startContestants } from './servers.ts';

export interface Result {
  readonly contestant: Contestant;
  readonly samples: readonly Sample[];
}

export interface Case {
  readonly query: Query;
  readonly latencyMs: number;
  /** Bytes of the response body of the query's first operation. */
  readonly responseBytes: number;
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
  await upstream.send({ kind: 'latency', ms: latencyMs });
  await using servers = await startContestants(contestants, query, upstream.url);
  const samples = new Map(servers.running.map(({ contestant }) => [contestant, [] as Sample[]]));

  await upstream.send({ kind: 'churn', perSecond: query.churn });
  for (let round = 0; round < rounds; round += 1) {
    // Each round starts with another contestant, so that none always follows the same one.
    const shift = (round * Math.ceil(servers.running.length / rounds)) % servers.running.length;
    for (const server of [...servers.running.slice(shift), ...servers.running.slice(0, shift)]) {
      const sample = await measure(server, query, upstream, length);
      samples.get(server.contestant)?.push(sample);
      onSample(server.contestant, sample);
    }
  }
  await upstream.send({ kind: 'churn', perSecond: 0 });

  const results = [...samples].map(([contestant, samples]) => ({ contestant, samples }));
  return { query, latencyMs, responseBytes: servers.responseBytes, results };
}
