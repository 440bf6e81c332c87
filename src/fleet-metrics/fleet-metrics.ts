/**
 * The states of all applications in Prometheus' text format. It reads the view and never CMF, so a scrape causes no calls
 * to CMF, except for checkpoints if they are enabled, and all replicas return the same values. Problems are found between
 * scrapes, so a scrape does not wait for the archive. Applications are bounded: the first by environment and name.
 */
import { environmentProblems } from '../problems/environment-problems.ts';
import type { Store } from '../store/store.ts';
import type { FleetCheckpoints, JobCheckpoints } from './checkpoints.ts';
import {
  checkpointAge,
  checkpoints as checkpointCounts,
  environmentApplications,
  info,
  jobState,
  omitted,
  problem,
  restarts,
  upgradePending,
} from './definitions.ts';
import { countLines, createFleetLines, type EnvironmentLines } from './environment-lines.ts';
import { createPendingUpgrades } from './pending-upgrades.ts';
import type { FleetProblems } from './problems.ts';
import { createRepeatedCheck } from './repeated-check.ts';
import { createRestartCounts } from './restarts.ts';
import { headOf, lineOf } from './text.ts';

export interface FleetMetrics extends Disposable {
  readonly contentType: string;
  text(): Promise<string>;
  /** Finds the problems and reads the counts, so that the first scrape need not wait for them. */
  prepare(): Promise<void>;
}

export interface FleetMetricsOptions {
  readonly store: Pick<Store, 'view' | 'onCommit' | 'journal' | 'cache'>;
  readonly problems: FleetProblems;
  /** Undefined: without the checkpoints of jobs. */
  readonly checkpoints?: FleetCheckpoints | undefined;
  readonly maxApplications?: number;
  readonly now?: () => number;
}

const checkEveryMs = 1_000;
/** Of the last scrape. Prometheus holds a series for as long after its last sample. */
const idleAfterMs = 5 * 60_000;

export function createFleetMetrics(options: FleetMetricsOptions): FleetMetrics {
  const { store, problems, checkpoints, maxApplications = 10_000, now = Date.now } = options;
  const counts = createRestartCounts({ journal: store.journal, cache: store.cache, now });
  const upgrades = createPendingUpgrades(now);
  const commits = store.onCommit((committed) => {
    counts.observe(committed);
    upgrades.observe(committed);
    problems.observe(committed);
  });
  const lines = createFleetLines();

  /** The first `maxApplications` applications. */
  const withinBound = (all: readonly EnvironmentLines[]): readonly EnvironmentLines[] => {
    let left = maxApplications;
    return all.map((environment) => {
      const { applications } = environment;
      const room = Math.max(0, left);
      left -= applications.length;
      return applications.length <= room ? environment : lines.ofApplications(applications.slice(0, room));
    });
  };

  const collect = () => {
    const { view } = store;
    const names = [...view.environments.environments.keys()].toSorted();
    const all = names.map((name) => lines.ofEnvironment(view.environment(name).applications));
    const environments = withinBound(all);
    return { view, names, all, environments, shown: environments.flatMap((each) => each.applications) };
  };

  const checks = createRepeatedCheck({
    check: async () => {
      await Promise.all([problems.check(collect().shown), counts.share()]);
    },
    everyMs: checkEveryMs,
    idleAfterMs,
    now,
  });

  return {
    contentType: 'text/plain; version=0.0.4; charset=utf-8',
    async prepare() {
      await Promise.all([checks.use(), counts.read()]);
    },
    async text() {
      const [restartsOf] = await Promise.all([counts.read(), checks.use()]);
      const { view, names, all, environments, shown } = collect();
      const total = all.reduce((sum, { applications }) => sum + applications.length, 0);
      const jobs = checkpoints?.read(shown) ?? [];
      const known = [
        ...names.flatMap((name) =>
          environmentProblems(name, view.environments.environments.get(name) ?? null, null),
        ),
        ...shown.flatMap(problems.of),
        ...jobs.flatMap((job) => job.problems.map((each) => ({ ...job, ...each }))),
      ];
      return [
        headOf(jobState),
        ...environments.map((each) => each.jobState),
        headOf(info),
        ...environments.map((each) => each.info),
        headOf(upgradePending),
        ...shown.map((application) => {
          const since = upgrades.since(application);
          if (since === null) return '';
          return `${upgradePending.name}${lines.labelsOf(application)} ${(now() - since) / 1_000}\n`;
        }),
        headOf(restarts),
        ...shown.map((application) => {
          const count = restartsOf?.(application.environment, application.name);
          return count === undefined ? '' : `${restarts.name}${lines.labelsOf(application)} ${count}\n`;
        }),
        ...(checkpoints ? checkpointLines(jobs, now()) : []),
        headOf(problem),
        ...known.map(({ environment, application, kind, severity }) =>
          lineOf(problem, { environment, application: application ?? '', kind, severity }, 1),
        ),
        headOf(environmentApplications),
        ...names.map((name, index) => countLines(name, all[index]?.applications ?? [])),
        headOf(omitted),
        lineOf(omitted, {}, total - shown.length),
      ].join('');
    },
    [Symbol.dispose]() {
      checks[Symbol.dispose]();
      commits[Symbol.dispose]();
    },
  };
}

function checkpointLines(jobs: readonly JobCheckpoints[], now: number): readonly string[] {
  const labelsOf = ({ environment, application }: JobCheckpoints) => ({ environment, application });
  return [
    headOf(checkpointAge),
    ...jobs.map((job) => {
      if (job.completedAt === null) return '';
      return lineOf(checkpointAge, labelsOf(job), Math.max(0, now - job.completedAt) / 1_000);
    }),
    headOf(checkpointCounts),
    ...jobs.flatMap((job) =>
      (['completed', 'failed'] as const).map((outcome) => {
        const count = job[outcome];
        return count === null ? '' : lineOf(checkpointCounts, { ...labelsOf(job), outcome }, count);
      }),
    ),
  ];
}
