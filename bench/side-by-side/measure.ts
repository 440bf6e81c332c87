/** One run of the load against one contestant. */
import { generate } from '../harness/generate.ts';
import type { Upstream } from '../harness/upstream.ts';
import { bodyOf } from './answers.ts';
import type { Entrant } from './field.ts';
import type { Query } from './queries.ts';

export interface Sample {
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Of one core. */
  readonly cpu: number;
  readonly rssBytes: number;
  readonly callsPerRequest: number;
  /** Of headers and body. */
  readonly bytesPerAnswer: number;
  readonly failures: number;
}

export interface RunLength {
  readonly warmUpMs: number;
  readonly measuredMs: number;
}

/** As many clients wait for an answer at any time. */
export const connections = 32;

export async function measure(
  { contestant, server, port }: Entrant,
  query: Query,
  upstream: Upstream,
  length: RunLength,
): Promise<Sample> {
  const standing = async () => {
    const { calls } = await upstream.totals();
    return { calls, at: performance.now(), ...server.usage };
  };
  let before = await standing();
  server.resume();
  const report = await generate(
    {
      port,
      bodies: query.operations(contestant.dialect).map(bodyOf),
      headers: contestant.headers,
      connections,
      ...length,
    },
    async () => {
      before = await standing();
    },
  );
  const after = await standing();
  server.pause();
  return {
    requestsPerSecond: report.requests / report.seconds,
    p50Ms: report.p50Ms,
    p99Ms: report.p99Ms,
    cpu: (after.cpuMs - before.cpuMs) / (after.at - before.at),
    rssBytes: after.rssBytes,
    callsPerRequest: (after.calls - before.calls) / report.requests,
    bytesPerAnswer: report.bytes / report.requests,
    failures: report.failures,
  };
}
