/** Measures one load run against one contestant. */
import { runLoad } from '../harness/run-load.ts';
import type { Upstream } from '../harness/upstream.ts';
import type { Query } from './queries.ts';
import { bodyOf } from './responses.ts';
import type { ContestServer } from './servers.ts';

export interface Sample {
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Share of one core. */
  readonly cpu: number;
  readonly rssBytes: number;
  readonly callsPerRequest: number;
  /** Bytes of headers and body. */
  readonly bytesPerResponse: number;
  readonly failures: number;
}

export interface RunLength {
  readonly warmUpMs: number;
  readonly measuredMs: number;
}

/** Number of concurrent connections. Each has one request in flight. */
export const connections = 32;

export async function measure(
  { contestant, server, port }: ContestServer,
  query: Query,
  upstream: Upstream,
  length: RunLength,
): Promise<Sample> {
  const snapshot = async () => {
    const { calls } = await upstream.totals();
    return { calls, at: performance.now(), ...server.usage };
  };
  let before = await snapshot();
  server.resume();
  const report = await runLoad(
    {
      port,
      bodies: query.operations(contestant.dialect).map(bodyOf),
      headers: contestant.headers,
      connections,
      ...length,
    },
    async () => {
      before = await snapshot();
    },
  );
  const after = await snapshot();
  server.pause();
  return {
    requestsPerSecond: report.requests / report.seconds,
    p50Ms: report.p50Ms,
    p99Ms: report.p99Ms,
    cpu: (after.cpuMs - before.cpuMs) / (after.at - before.at),
    rssBytes: after.rssBytes,
    callsPerRequest: (after.calls - before.calls) / report.requests,
    bytesPerResponse: report.bytes / report.requests,
    failures: report.failures,
  };
}
