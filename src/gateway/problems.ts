/** The board of problems and the feeds of its subscribers. The board works only while there are subscribers. */
import type { Application } from '../cmf/resources/application.ts';
import type { Config } from '../config/config.ts';
import type { FlinkJobs } from '../flink/jobs.ts';
import type { Mirror } from '../mirror/mirror.ts';
import type { Logger } from '../observability/log.ts';
import { createProblemBoard } from '../problems/board.ts';
import { createProblemFeed, type ProblemFeed } from '../problems/problem-updates.ts';
import type { Store } from '../store/store.ts';

export interface Problems {
  readonly updates: ProblemFeed;
  /** Reports a new archive record of this application. */
  recheck(application: Application): void;
}

export interface ProblemsParts {
  readonly config: Config;
  readonly mirror: Mirror;
  readonly store: Store;
  readonly flink: FlinkJobs;
  readonly log: Logger;
}

/** The interval of checks of time-dependent problems; the active refresh interval is used if it is longer. */
const minCheckMs = 250;

export function openProblems({ config, mirror, store, flink, log }: ProblemsParts): Problems {
  const { maxAgeMs, refresh, upgradeStuckAfterMs } = config;
  const board = createProblemBoard({
    mirror,
    store,
    flink,
    stuckAfterMs: upgradeStuckAfterMs,
    checkMs: Math.max(minCheckMs, refresh.activeMs),
    // An environment without subscribers is read at the idle interval.
    staleAfterMs: { unreachable: maxAgeMs + refresh.activeMs, always: maxAgeMs + 2 * refresh.idleMs },
    onFailure: (error) => log.warn({ err: error }, 'could not evaluate problems'),
  });
  return {
    updates: createProblemFeed({ board, journal: store.journal, hub: mirror.hub, watch: mirror.watch }),
    recheck: board.recheck,
  };
}
