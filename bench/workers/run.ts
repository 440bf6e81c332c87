/** The same question to gateways of so many workers, in turn; while one is on turn, the others stand still. */
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startRedis } from '../../test/support/redis.ts';
import { generate } from '../harness/generate.ts';
import { freePort } from '../harness/ports.ts';
import type { Upstream } from '../harness/upstream.ts';
import { bodyOf } from '../side-by-side/answers.ts';
import { ours } from '../side-by-side/dialect.ts';
import { connections, type RunLength } from '../side-by-side/measure.ts';
import { queries } from '../side-by-side/queries.ts';
import { type Group, startGroup } from './group.ts';

export interface WorkersResult {
  readonly kind: 'kept' | 'executed';
  readonly workers: number;
  readonly samples: readonly Sample[];
}

export interface Sample {
  readonly requestsPerSecond: number;
  readonly p99Ms: number;
  /** Of one core, of all processes of the gateway. */
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

interface Entrant {
  readonly workers: number;
  readonly gateway: Group;
  readonly port: number;
  readonly samples: Sample[];
}

const root = join(import.meta.dirname, '../..');

export async function compare(options: WorkersOptions): Promise<readonly WorkersResult[]> {
  const { kind, counts, rounds, length, upstream } = options;
  await using opening = new AsyncDisposableStack();
  const entrants: Entrant[] = [];
  for (const workers of counts) {
    // One of its own, so that none takes over the polls of another.
    const redis = opening.use(await startRedis());
    const port = await freePort();
    const gateway = opening.use(
      startGroup(`${workers} workers`, root, {
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
    entrants.push({ workers, gateway, port, samples: [] });
  }
  for (let round = 0; round < rounds; round += 1) {
    for (const entrant of round % 2 === 0 ? entrants : entrants.toReversed()) {
      entrant.samples.push(await measure(entrant, upstream, length));
    }
  }
  return entrants.map(({ workers, samples }) => ({ kind, workers, samples }));
}

async function measure({ gateway, port }: Entrant, upstream: Upstream, length: RunLength): Promise<Sample> {
  const standing = async () => ({
    ...gateway.usage,
    calls: (await upstream.totals()).calls,
    at: performance.now(),
  });
  const bodies = queries
    .filter(({ name }) => name === 'Q2')
    .flatMap((query) => query.operations(ours).map(bodyOf));
  let before = await standing();
  gateway.resume();
  const report = await generate({ port, bodies, headers: {}, connections, ...length }, async () => {
    before = await standing();
  });
  const after = await standing();
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

/** Ends when several answers in a row, over new connections and so of all workers, say that all is in the mirror. */
async function isReady(port: number): Promise<void> {
  for (let ready = 0; ready < 20; ) {
    const answer = await fetch(`http://127.0.0.1:${port}/ready`, { headers: { connection: 'close' } }).catch(
      () => null,
    );
    await answer?.body?.cancel();
    ready = answer?.ok ? ready + 1 : 0;
    if (ready === 0) await delay(50);
  }
}
