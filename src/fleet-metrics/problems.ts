/**
 * The problems that are detected without a call to CMF or Flink: from the view, the archive, and instances in memory.
 * They are computed for a scrape and cached for a short time, because there may be several scrapers.
 */
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

const keptMs = 10_000;
/** The archive may be in Redis. */
const concurrency = 100;
const withoutDetails = { wants: () => true, details: false };

export function createFleetProblems(options: FleetProblemsOptions): FleetProblems {
  const { mirror, flink, stuckAfterMs, now = Date.now } = options;
  let found: { readonly at: number; readonly problems: Promise<readonly Problem[]> } | null = null;

  const find = async (applications: readonly Application[]): Promise<readonly Problem[]> => {
    const reads = { mirror, flink, read: {}, stuckAfterMs, now: now() };
    const problems: Problem[] = [];
    for (let next = 0; next < applications.length; next += concurrency) {
      const several = applications.slice(next, next + concurrency);
      const each = await Promise.all(several.map((one) => findProblems(one, withoutDetails, reads)));
      problems.push(...each.flatMap((one) => one.problems));
    }
    return problems;
  };

  return (applications) => {
    if (!found || now() - found.at >= keptMs) {
      found = { at: now(), problems: find(applications) };
      found.problems.catch(() => {
        found = null;
      });
    }
    return found.problems;
  };
}
