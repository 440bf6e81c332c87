/**
 * The states of all applications in Prometheus' text format. It reads the view and never CMF, so a scrape causes no
 * calls to CMF, and all replicas return the same values. Applications are bounded: the first by environment and name.
 */
import type { Application } from '../cmf/resources/application.ts';
import { jobStates } from '../cmf/resources/states.ts';
import { environmentProblems } from '../problems/environment-problems.ts';
import type { Store } from '../store/store.ts';
import {
  environmentApplications,
  info,
  jobState,
  omitted,
  problem,
  restarts,
  upgradePending,
} from './definitions.ts';
import { createPendingUpgrades } from './pending-upgrades.ts';
import type { FleetProblems } from './problems.ts';
import { createRestartCounts } from './restarts.ts';
import { headOf, lineOf } from './text.ts';

export interface FleetMetrics extends Disposable {
  readonly contentType: string;
  text(): Promise<string>;
}

export interface FleetMetricsOptions {
  readonly store: Pick<Store, 'view' | 'onCommit'>;
  readonly problems: FleetProblems;
  /**
   * The id of a worker, if several share the port. Workers count separately, because a scrape reaches any of them.
   */
  readonly worker?: number | undefined;
  readonly maxApplications?: number;
  readonly now?: () => number;
}

/** The lines that depend only on one application. */
interface OwnLines {
  readonly jobState: string;
  readonly info: string;
}

export function createFleetMetrics(options: FleetMetricsOptions): FleetMetrics {
  const { store, problems, worker, maxApplications = 10_000, now = Date.now } = options;
  const counts = createRestartCounts();
  const upgrades = createPendingUpgrades(now);
  const commits = store.onCommit((committed) => {
    counts.observe(committed);
    upgrades.observe(committed);
  });
  const kept = new WeakMap<Application, OwnLines>();
  const linesOf = (application: Application): OwnLines => {
    let lines = kept.get(application);
    if (!lines) kept.set(application, (lines = ownLines(application)));
    return lines;
  };
  const workerLabel = worker === undefined ? {} : { worker };

  return {
    contentType: 'text/plain; version=0.0.4; charset=utf-8',
    async text() {
      const { view } = store;
      const environments = [...view.environments.environments.keys()].toSorted();
      const all = environments.flatMap((name) => applicationsOf(view.environment(name).applications));
      const shown = all.slice(0, maxApplications);
      const lines = shown.map(linesOf);
      const known = await problems(shown);
      const ofEnvironments = environments.flatMap((name) =>
        environmentProblems(name, view.environments.environments.get(name) ?? null, null),
      );
      return [
        headOf(jobState),
        ...lines.map((each) => each.jobState),
        headOf(info),
        ...lines.map((each) => each.info),
        headOf(upgradePending),
        ...shown.map((application) => {
          const since = upgrades.since(application);
          return since === null ? '' : lineOf(upgradePending, labelsOf(application), (now() - since) / 1_000);
        }),
        headOf(restarts),
        ...shown.map((application) => {
          const count = counts.of(application.environment, application.name);
          return lineOf(restarts, { ...labelsOf(application), ...workerLabel }, count);
        }),
        headOf(problem),
        ...[...ofEnvironments, ...known].map(({ environment, application, kind, severity }) =>
          lineOf(problem, { environment, application: application ?? '', kind, severity }, 1),
        ),
        headOf(environmentApplications),
        ...environmentLines(environments, all),
        headOf(omitted),
        lineOf(omitted, {}, all.length - shown.length),
      ].join('');
    },
    [Symbol.dispose]: () => commits[Symbol.dispose](),
  };
}

function applicationsOf(
  applications: ReadonlyMap<string, { readonly application: Application }>,
): readonly Application[] {
  return [...applications.values()]
    .map(({ application }) => application)
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function labelsOf({ environment, name: application }: Application) {
  return { environment, application };
}

function ownLines(application: Application): OwnLines {
  const labels = labelsOf(application);
  const { jobState: current, flinkVersion, parallelism, currentInstance } = application;
  return {
    jobState: jobStates
      .map((state) => lineOf(jobState, { ...labels, state }, Number(current?.state === state)))
      .join(''),
    info: lineOf(
      info,
      {
        ...labels,
        version: flinkVersion ?? '',
        parallelism: parallelism ?? '',
        instance: currentInstance ?? '',
      },
      1,
    ),
  };
}

function environmentLines(
  environments: readonly string[],
  applications: readonly Application[],
): readonly string[] {
  const byEnvironment = Map.groupBy(applications, ({ environment }) => environment);
  return environments.flatMap((environment) => {
    const byState = Map.groupBy(
      byEnvironment.get(environment) ?? [],
      (application) => application.jobState?.state ?? 'NONE',
    );
    return [...jobStates, 'NONE' as const].map((state) =>
      lineOf(environmentApplications, { environment, state }, byState.get(state)?.length ?? 0),
    );
  });
}
