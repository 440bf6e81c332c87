/**
 * Reads of environments and applications: from the store's view when it is young enough, otherwise after a refresh.
 */
import { isNotFound } from '../cmf/errors.ts';
import type { Application } from '../cmf/resources/application.ts';
import type { Environment } from '../cmf/resources/environment.ts';
import { type MaybePromise, mapMaybe } from '../maybe-promise.ts';
import type { Store } from '../store/store.ts';
import { type EnvironmentView, environmentNames } from '../store/view.ts';
import type { ApplicationMap, Observed, ReadOptions, Reads } from './reads-interface.ts';
import { type Refresher, waitForRefresh } from './refresh/refresher.ts';

export interface FleetReads
  extends Pick<
    Reads,
    'environments' | 'environment' | 'applicationEnvironments' | 'applications' | 'application'
  > {
  /** Every application that can be read. */
  everyApplication(interest: AbortSignal): Promise<readonly Application[]>;
  /** Resolves when the applications of these environments are as fresh as any read, or their refresh failed. */
  settled(environments: readonly string[], interest?: AbortSignal): Promise<void>;
}

export interface FleetReadsOptions {
  readonly store: Store;
  readonly refresher: Refresher;
  /** Called for each read of an environment. */
  readonly touch: (environment: string) => void;
  /** The oldest acceptable read of CMF, in epoch milliseconds. */
  readonly oldest: (read?: ReadOptions) => number;
  /** How long a read waits for CMF while there is an old copy. */
  readonly patienceMs: number;
}

export function createFleetReads({
  store,
  refresher,
  touch,
  oldest,
  patienceMs,
}: FleetReadsOptions): FleetReads {
  // `since` is computed when the read starts: a slow read does not make its own result stale.
  const observed = <T>(value: T, observedAt: number, since: number): Observed<T> => ({
    value,
    observedAt,
    stale: observedAt < since,
  });

  const environments = (read?: ReadOptions): MaybePromise<Observed<ReadonlyMap<string, Environment>>> => {
    const since = oldest(read);
    const fromView = () =>
      observed(store.view.environments.environments, store.view.environments.observedAt, since);
    const { observedAt, revision } = store.view.environments;
    if (revision > 0 && observedAt >= since) return fromView();
    return waitForRefresh(
      refresher.environments(since, read?.signal),
      revision > 0 && !read?.confirmed,
      patienceMs,
    ).then(fromView);
  };

  const environment = (name: string, read?: ReadOptions): MaybePromise<Observed<Environment> | null> =>
    mapMaybe(environments(read), ({ value, observedAt, stale }) => {
      const found = value.get(name);
      return found ? { value: found, observedAt, stale } : null;
    });

  /** Null when CMF does not list the environment. CMF is not called for unlisted names, since callers can send any. */
  const viewOf = (name: string, read?: ReadOptions): MaybePromise<EnvironmentView | null> =>
    mapMaybe(environment(name, read), (listed) => {
      if (!listed) return null;
      const view = store.view.environment(name);
      const hasCopy = view.completeRevision > 0;
      if (hasCopy && view.observedAt >= oldest(read)) return view;
      const refreshed = refresher.applications(name, oldest(read), read?.signal);
      const reading = waitForRefresh(refreshed, hasCopy && !read?.confirmed, patienceMs);
      return nullWhenNotFound(reading.then(() => store.view.environment(name)));
    });

  const applicationsView = (name: string, read?: ReadOptions): MaybePromise<EnvironmentView | null> => {
    if (store.view.environments.environments.has(name)) touch(name);
    return viewOf(name, read);
  };

  const find = (view: EnvironmentView | null, name: string, since: number): Observed<Application> | null => {
    const found = view?.applications.get(name);
    return view && found
      ? observed(found.application, Math.max(found.observedAt, view.observedAt), since)
      : null;
  };

  const application = (name: string, applicationName: string, read?: ReadOptions) => {
    // A read of one application that needs a newer copy costs CMF one call, not a list.
    const since = oldest(read);
    const known = find(store.view.environment(name), applicationName, since);
    if (known && read?.notBefore !== undefined) {
      if (known.observedAt >= read.notBefore) return known;
      const reading = waitForRefresh(
        refresher.application(name, applicationName, read.notBefore, read.signal),
        !read.confirmed,
        patienceMs,
      );
      return nullWhenNotFound(reading.then(() => find(store.view.environment(name), applicationName, since)));
    }
    return mapMaybe(applicationsView(name, read), (view) => find(view, applicationName, since));
  };

  const settled = async (environments: readonly string[], signal?: AbortSignal): Promise<void> => {
    // `viewOf`, not `applicationsView`: a read of many environments must not speed up the polling of each.
    await Promise.allSettled(environments.map(async (name) => viewOf(name, { signal })));
  };

  return {
    environments,
    environment,
    application,
    applications(name, read) {
      const since = oldest(read);
      return mapMaybe(
        applicationsView(name, read),
        (view) => view && observed(applicationsOf(view), view.observedAt, since),
      );
    },
    async applicationEnvironments(name, read) {
      const { value } = await environments(read);
      return name === null ? [...value.keys()] : value.has(name) ? [name] : [];
    },
    async everyApplication(signal) {
      await environments({ signal });
      await settled(environmentNames(store.view), signal);
      return environmentNames(store.view).flatMap((name) => [
        ...applicationsOf(store.view.environment(name)).values(),
      ]);
    },
    settled,
  };
}

const maps = new WeakMap<EnvironmentView['applications'], ApplicationMap>();

/** The applications of a view; the same map for the same view, so that sorted copies can be cached by identity. */
function applicationsOf(view: EnvironmentView): ApplicationMap {
  let map = maps.get(view.applications);
  if (!map) {
    map = new Map([...view.applications].map(([name, { application }]) => [name, application]));
    maps.set(view.applications, map);
  }
  return map;
}

/** Maps CMF's 404 to null. */
export async function nullWhenNotFound<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading;
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}
