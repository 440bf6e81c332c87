/**
 * The problems that show without a call to CMF or Flink: from the view, the archive, and instances that are in memory. They
 * are found for a scrape and kept for a while, because several may scrape. A scrape does not wait long for them: it shows the
 * last ones when the archive in Redis takes longer.
 */
import { setTimeout } from 'node:timers/promises';
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
/** Of the 200 ms that a scrape of 1,000 applications may take. */
const longestWaitMs = 50;
/** The archive may be in Redis. */
const concurrency = 100;
const withoutDetails = { wants: () => true, details: false };

export function createFleetProblems(options: FleetProblemsOptions): FleetProblems {
  const { mirror, flink, stuckAfterMs, now = Date.now } = options;
  let found: { readonly at: number; readonly problems: Promise<readonly Problem[]> } | null = null;
  let last: readonly Problem[] | null = null;

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
