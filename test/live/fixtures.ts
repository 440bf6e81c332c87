/** Values for tests of stores and journals: applications, reads of CMF, transitions. */
import type { Application } from '../../src/cmf/resources/application.ts';
import type { Environment } from '../../src/cmf/resources/environment.ts';
import { jobStates, open } from '../../src/cmf/resources/states.ts';
import { transitionBetween } from '../../src/live/changes.ts';
import type { Transition } from '../../src/live/transition.ts';
import type { ApplicationCommit, CommitResult, EnvironmentCommit, Store } from '../../src/store/store.ts';
import type { EnvironmentView } from '../../src/store/view.ts';

export const dev = 'dev';

export function environment(name: string): Environment {
  return {
    name,
    kubernetesNamespace: null,
    kubernetesCluster: null,
    kubernetesClusterState: null,
    createdAt: null,
    updatedAt: null,
    labels: {},
    annotations: {},
    applicationDefaults: null,
  };
}

export function application(
  name: string,
  state = 'RUNNING',
  labels: Record<string, string> = {},
): Application {
  return {
    environment: dev,
    name,
    createdAt: '2026-01-01T00:00:00Z',
    updatedAt: null,
    jobState: open(jobStates, state),
    jobId: 'a'.repeat(32),
    lifecycleState: null,
    currentInstance: `${name}-1`,
    labels,
    annotations: {},
    desiredState: null,
    upgradeMode: null,
    image: null,
    flinkVersion: null,
    parallelism: 1,
    error: null,
    spec: { flinkConfiguration: { 'a.b': '1' } },
    status: null,
  };
}

export function transition(
  name: string,
  from: string | null,
  to: string | null,
  environmentName = dev,
): Transition {
  const job = (state: string | null) =>
    state === null ? null : { jobState: open(jobStates, state), jobId: null, instance: null };
  return {
    environment: environmentName,
    application: name,
    from: job(from),
    to: job(to),
    observedAt: '2026-01-01T00:00:00Z',
    source: 'POLL',
  };
}

/** Job states in CMF by application. Null for a deleted application. */
export type StatesByName = Readonly<Record<string, string | null>>;

/** The commit of a refresh: CMF's states against the view at the start of the read. */
export function read(
  before: EnvironmentView,
  states: StatesByName,
  { complete = true, observedAt = 1_000 } = {},
): EnvironmentCommit {
  const applications = Object.entries(states).map(([name, state]): ApplicationCommit => {
    const previous = before.applications.get(name)?.application ?? null;
    const next = state === null ? null : application(name, state);
    const found = transitionBetween(previous, next, '2026-01-01T00:00:00Z');
    return { name, application: next, transitions: found ? [found] : [] };
  });
  return { environment: dev, base: before.revision, observedAt, complete, applications };
}

/** Reads and commits, with nothing between the two. */
export function refresh(store: Store, states: StatesByName, options = {}): Promise<CommitResult> {
  return store.commit(read(store.view.environment(dev), states, options));
}

/** State by application. */
export function states({ applications }: EnvironmentView): StatesByName {
  const pairs = [...applications].map(([name, known]): [string, string | null] => [
    name,
    known.application.jobState?.raw ?? null,
  ]);
  return Object.fromEntries(pairs.toSorted(([a], [b]) => a.localeCompare(b)));
}

/** As `a: RUNNING -> FAILED`. */
export function describeTransition({ application: name, from, to }: Transition): string {
  return `${name}: ${from?.jobState?.raw ?? 'none'} -> ${to?.jobState?.raw ?? 'gone'}`;
}

/** The whole journal from its beginning, as one process reads it. */
export async function journal(
  store: Store,
  after: Awaited<ReturnType<Store['journal']['tail']>>,
): Promise<string[]> {
  const found = await store.journal.read(after);
  return found.gap === undefined
    ? found.entries.map((entry) => describeTransition(entry.transition))
    : [found.gap];
}
