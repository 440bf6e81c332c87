/**
 * The problems that are detected without a call to CMF or Flink: from the view, the archive, and instances in memory.
 * They are computed for a scrape and cached for a short time, because there may be several scrapers. If the archive in
 * Redis is slow, a scrape returns the previous problems instead of waiting.
 */
import { setImmediate, setTimeout } from 'node:timers/promises';
import type { Application } from '../cmf/resources/application.ts';
import type { FlinkJobs } from '../flink/jobs.ts';
import type { Mirror } from '../mirror/mirror.ts';
import { findProblems } from '../problems/find-problems.ts';
import type { Problem } from '../problems/problem.ts';

export type FleetProblems = (applications: readonly Application[]) => Promise<readonly Problem[]>;

export interface FleetProblemsOptions {
  readonly mirror: Pick<Mirror, 'recall' | 'knownInstances' | 'instances' | 'events' | 'savepoints'>;
  readonly flink: FlinkJobs;
  readonly stuckAfterMs: number;
  readonly now?: () => number;
}

interface Found {
  /** Epoch milliseconds. */
  readonly until: number;
  readonly problems: readonly Problem[];
}

const keptMs = 10_000;
/** For an application that does not change. Random within these limits, to spread the reads of the archive. */
const keptUnchangedMs = { least: 30_000, most: 60_000 };
/** Of the 200 ms that a scrape of 1,000 applications may take. */
const longestWaitMs = 50;
/** The archive may be in Redis. Requests are served between two batches. */
const concurrency = 25;
const withoutDetails = { wants: () => true, details: false };

export function createFleetProblems(options: FleetProblemsOptions): FleetProblems {
  const { mirror, flink, stuckAfterMs, now = Date.now } = options;
  let found: { readonly at: number; readonly problems: Promise<readonly Problem[]> } | null = null;
  let last: readonly Problem[] | null = null;

  const kept = new WeakMap<Application, Found>();

  const findOne = async (application: Application): Promise<void> => {
    const reads = { mirror, flink, read: {}, stuckAfterMs, now: now() };
    const { problems } = await findProblems(application, withoutDetails, reads);
    const { least, most } = keptUnchangedMs;
    kept.set(application, { until: now() + least + Math.random() * (most - least), problems });
  };

  const find = async (applications: readonly Application[]): Promise<readonly Problem[]> => {
    const isKept = (application: Application) => (kept.get(application)?.until ?? -Infinity) > now();
    const due = applications.filter((application) => !isKept(application));
    for (let next = 0; next < due.length; next += concurrency) {
      await Promise.all(due.slice(next, next + concurrency).map(findOne));
      await setImmediate();
    }
    return applications.flatMap((application) => kept.get(application)?.problems ?? []);
  };

  return async (applications) => {
    if (!found || now() - found.at >= keptMs) {
      const finding = find(applications);
      found = { at: now(), problems: finding };
      finding.then(
        (problems) => {
          last = problems;
        },
        () => {
          found = null;
        },
      );
    }
    const { problems } = found;
    return last === null ? problems : Promise.race([problems, setTimeout(longestWaitMs, last)]);
  };
}
