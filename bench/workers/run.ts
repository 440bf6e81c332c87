/**
 * Measures gateways with different numbers of workers on the same query, in alternating rounds. The others are paused.
 */
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startRedis } from '../../test/support/redis.ts';
import { freePort } from '../harness/ports.ts';
import { runLoad } from '../harness/run-load.ts';
import type { Upstream } from '../harness/upstream.ts';
import { ours } from '../side-by-side/dialect.ts';
import { connections, type RunLength } from '../side-by-side/measure.ts';
import { queries } from '../side-by-side/queries.ts';
import { bodyOf } from '../side-by-side/responses.ts';
import { type ProcessGroup, startProcessGroup } from './group.ts';

export interface WorkersResult {
  readonly kind: 'cached' | 'executed';
  readonly workers: number;
  readonly samples: readonly Sample[];
}

export interface Sample {
  readonly requestsPerSecond: number;
  readonly p99Ms: number;
  /** Total CPU of all processes of the gateway, as a share of one core. */
  readonly cpu: number;
  readonly rssBytes: number;
  readonly callsPerMinute: number;
  readonly failures: number;
}

export interface WorkersOptions {
  readonly kind: WorkersResult['kind'];
  readonly counts: readonly number[];
  readonly rounds: number;
  readonly length: RunLength;
  readonly upstream: Upstream;
}

interface Contestant {
  readonly workers: number;
  readonly gateway: ProcessGroup;
  readonly port: number;
  readonly samples: Sample[];
}

const root = join(import.meta.dirname, '../..');

export async function compare(options: WorkersOptions): Promise<readonly WorkersResult[]> {
  const { kind, counts, rounds, length, upstream } = options;
  await using opening = new AsyncDisposableStack();
  const start = async (workers: number): Promise<Contestant> => {
    // A separate Redis for each gateway, so that none takes over another's polls.
    const redis = opening.use(await startRedis());
    const port = await freePort();
    const gateway = opening.use(
      startProcessGroup(`${workers} workers`, root, {
        PORT: String(port),
        WORKERS: String(workers),
        CMF_URL: upstream.url,
        REDIS_URL: redis.url,
        LOG_LEVEL: 'error',
        ...(kind === 'executed' && { RESPONSE_CACHE_MB: '0' }),
      }),
    );
    await Promise.race([isReady(port), gateway.failed]);
    gateway.pause();
    return { workers, gateway, port, samples: [] };
  };
  const contestants = await Promise.all(counts.map(start));
  for (let round = 0; round < rounds; round += 1) {
    for (const contestant of round % 2 === 0 ? contestants : contestants.toReversed()) {
      contestant.samples.push(await measure(contestant, upstream, length));
    }
  }
  return contestants.map(({ workers, samples }) => ({ kind, workers, samples }));
}

async function measure(
  { gateway, port }: Contestant,
  upstream: Upstream,
  length: RunLength,
): Promise<Sample> {
  const snapshot = async () => ({
    ...gateway.usage,
    calls: (await upstream.totals()).calls,
    at: performance.now(),
  });
  const bodies = queries
    .filter(({ name }) => name === 'Q2')
    .flatMap((query) => query.operations(ours).map(bodyOf));
  let before = await snapshot();
  gateway.resume();
  const report = await runLoad({ port, bodies, headers: {}, connections, ...length }, async () => {
    before = await snapshot();
  });
  const after = await snapshot();
  gateway.pause();
  const elapsedMs = after.at - before.at;
  return {
    requestsPerSecond: report.requests / report.seconds,
    p99Ms: report.p99Ms,
    cpu: (after.cpuMs - before.cpuMs) / elapsedMs,
    rssBytes: after.rssBytes,
    callsPerMinute: ((after.calls - before.calls) * 60_000) / elapsedMs,
    failures: report.failures,
  };
}

/** Resolves after several consecutive 200 responses of `/ready`. New connections reach different workers. */
async function isReady(port: number): Promise<void> {
  for (let ready = 0; ready < 20; ) {
    const response = await fetch(`http://127.0.0.1:${port}/ready`, {
      headers: { connection: 'close' },
    }).catch(() => null);
    await response?.body?.cancel();
    ready = response?.ok ? ready + 1 : 0;
    if (ready === 0) await delay(50);
  }
}
