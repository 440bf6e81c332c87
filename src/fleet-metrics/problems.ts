/**
 * The problems of applications that are detected without a call to CMF or Flink: from the view, the archive, and instances
 * in memory. They are kept for each application and found again by `check`, so that a scrape only reads them. Each check
 * finds those of the applications that changed since the last one, and of others whose time has come: problems also
 * depend on the time and on the archive, which is in Redis and which other replicas write too.
 */
import { setImmediate } from 'node:timers/promises';
import type { Application } from '../cmf/resources/application.ts';
import type { FlinkJobs } from '../flink/jobs.ts';
import { isSameApplication } from '../live/changes.ts';
import type { Committed } from '../live/committed.ts';
import type { Mirror } from '../mirror/mirror.ts';
import { findProblems } from '../problems/find-problems.ts';
import type { Problem } from '../problems/problem.ts';

export interface FleetProblems {
  /** A changed application keeps its problems until the next check. */
  observe(committed: Pick<Committed, 'applications'>): void;
  /** Finds the problems of those of these applications that are due. */
  check(applications: readonly Application[]): Promise<void>;
  /** As the last check found them. */
  of(application: Application): readonly Problem[];
}

export interface FleetProblemsOptions {
  readonly mirror: Pick<Mirror, 'recall' | 'knownInstances' | 'instances' | 'events' | 'savepoints'>;
  readonly flink: FlinkJobs;
  readonly stuckAfterMs: number;
  readonly now?: () => number;
}

interface Found {
  readonly problems: readonly Problem[];
  /** When they are found again; epoch milliseconds. */
  readonly dueAt: number;
}

/** For an application that does not change. Random within these limits, to spread the reads of the archive. */
const keptUnchangedMs = { least: 30_000, most: 60_000 };
/** Applications whose problems are found at once. Requests are served between two batches. */
const batch = 10;
const withoutDetails = { wants: () => true, details: false };

export function createFleetProblems(options: FleetProblemsOptions): FleetProblems {
  const { mirror, flink, stuckAfterMs, now = Date.now } = options;
  const kept = new WeakMap<Application, Found>();

  const find = async (application: Application): Promise<void> => {
    const reads = { mirror, flink, read: {}, stuckAfterMs, now: now() };
    const { problems } = await findProblems(application, withoutDetails, reads);
    const { least, most } = keptUnchangedMs;
    kept.set(application, { problems, dueAt: now() + least + Math.random() * (most - least) });
  };

  return {
    observe({ applications }) {
      for (const { previous, next } of applications) {
        if (!previous || !next || previous === next || !isSameApplication(previous, next)) continue;
        kept.set(next, { problems: kept.get(previous)?.problems ?? [], dueAt: -Infinity });
      }
    },
    async check(applications) {
      const time = now();
      const due = applications.filter((each) => (kept.get(each)?.dueAt ?? -Infinity) <= time);
      for (let next = 0; next < due.length; next += batch) {
        await Promise.all(due.slice(next, next + batch).map(find));
        await setImmediate();
      }
    },
    of: (application) => kept.get(application)?.problems ?? [],
  };
}
