/**
 * The checkpoints of running jobs, read from Flink through CMF with 3 calls for each job. One replica reads them for all,
 * at most once per period, and only while the metrics are scraped. A scrape does not wait and returns the last result.
 */
import pLimit from 'p-limit';
import { z } from 'zod';
import type { Application } from '../cmf/resources/application.ts';
import { FlinkError } from '../flink/errors.ts';
import type { FlinkJobs } from '../flink/jobs.ts';
import type { Checkpoints } from '../flink/resources/checkpoints.ts';
import { findProblems, type ProblemReads } from '../problems/find-problems.ts';
import { flinkKinds, type Problem } from '../problems/problem.ts';
import type { SharedCache } from '../store/shared-cache.ts';

/** The checkpoints of one job. Null where Flink does not report it, and for a job without checkpoints. */
export interface JobCheckpoints {
  readonly environment: string;
  readonly application: string;
  /** When the last one completed, or the start of the job if none has; epoch milliseconds. */
  readonly completedAt: number | null;
  readonly completed: number | null;
  readonly failed: number | null;
  readonly problems: readonly Pick<Problem, 'kind' | 'severity'>[];
}

export interface FleetCheckpoints {
  /** The last result, of jobs that still run, and a new read in the background if that is old. */
  read(applications: readonly Application[]): readonly JobCheckpoints[];
}

export interface FleetCheckpointsOptions extends Omit<ProblemReads, 'read' | 'now'> {
  readonly flink: FlinkJobs;
  readonly cache: SharedCache;
  readonly periodMs?: number;
  readonly now?: () => number;
}

const cacheKey = 'fleet-checkpoints';
const concurrency = 4;

const number = z.number().nullable();
const shared = z.array(
  z.object({
    environment: z.string(),
    application: z.string(),
    completedAt: number,
    completed: number,
    failed: number,
    problems: z.array(
      z.object({
        kind: z.enum(['CHECKPOINTS_FAILING', 'CHECKPOINT_TOO_OLD']),
        severity: z.enum(['CRITICAL', 'WARNING', 'INFO']),
      }),
    ),
  }),
);

export function createFleetCheckpoints(options: FleetCheckpointsOptions): FleetCheckpoints {
  const { flink, mirror, stuckAfterMs, cache, periodMs = 60_000, now = Date.now } = options;
  const limit = pLimit(concurrency);
  let last: readonly JobCheckpoints[] = [];
  let refreshing: Promise<void> | null = null;
  let readAt = -Infinity;

  const readOne = async (application: Application): Promise<JobCheckpoints | null> => {
    try {
      const job = await flink.find(application);
      const checkpoints = await job?.checkpoints();
      if (!job || !checkpoints) return null;
      const wanted = { wants: (kind: Problem['kind']) => flinkKinds.has(kind), details: true };
      const reads = { mirror, flink, read: {}, stuckAfterMs, now: now() };
      const { problems } = await findProblems(application, wanted, reads);
      return {
        environment: application.environment,
        application: application.name,
        ...countsOf(checkpoints, job.details.startedAt),
        problems: problems.map(({ kind, severity }) => ({ kind, severity })),
      };
    } catch (error) {
      // A JobManager that does not respond leaves its job out.
      if (error instanceof FlinkError) return null;
      throw error;
    }
  };

  const refresh = async (running: readonly Application[]): Promise<void> => {
    if (now() - readAt >= periodMs && (await cache.claim(cacheKey, periodMs))) {
      readAt = now();
      const read = await Promise.all(running.map((each) => limit(() => readOne(each))));
      last = read.filter((each) => each !== null);
      await cache.set(cacheKey, JSON.parse(JSON.stringify(last)), 2 * periodMs);
    } else last = shared.safeParse(await cache.get(cacheKey)).data ?? last;
  };

  return {
    read(applications) {
      const running = applications.filter(({ jobState }) => jobState?.state === 'RUNNING');
      refreshing ??= refresh(running)
        .catch(() => undefined)
        .finally(() => {
          refreshing = null;
        });
      const keys = new Set(running.map(({ environment, name }) => keyOf(environment, name)));
      return last.filter(({ environment, application }) => keys.has(keyOf(environment, application)));
    },
  };
}

function countsOf({ latestCompleted, counts }: Checkpoints, startedAt: string | null) {
  const since = latestCompleted?.lastAcknowledgedAt ?? latestCompleted?.triggeredAt ?? startedAt;
  const time = Date.parse(since ?? '');
  // A job that never triggered one has no age of the last one.
  const hasAge = !Number.isNaN(time) && (latestCompleted !== null || (counts.total ?? 0) > 0);
  return { completedAt: hasAge ? time : null, completed: counts.completed, failed: counts.failed };
}

function keyOf(environment: string, application: string): string {
  return JSON.stringify([environment, application]);
}
