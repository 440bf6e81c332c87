/**
 * The mirror, restricted to the rights of one viewer. All viewers share the copy of CMF. This module returns only
 * resources that CMF grants the viewer. Callers whose rights CMF decides read the mirror only through it.
 *
 * For a resource that the caller named, a 403 of CMF is thrown and a 404 is null. A resource that the gateway
 * found itself (by lists, counts, ids, UIDs, changes) and that the viewer may not see is absent. The result and
 * the work are then the same as for a resource that does not exist. The verdict of CMF is read before the mirror.
 */
import type { CmfError } from '../cmf/errors.ts';
import type { Application } from '../cmf/resources/application.ts';
import type { Savepoint } from '../cmf/resources/savepoint.ts';
import type { Transition } from '../live/transition.ts';
import { type MaybePromise, mapMaybe } from '../maybe-promise.ts';
import type { Observed, ReadOptions, Reads } from '../mirror/reads-interface.ts';
import { asGateway } from './as-gateway.ts';
import type { Verdict, Viewer, VisibleApplications } from './viewer.ts';
import { seesEnvironment, subjectOfJobState, visibleUpdates } from './visible-updates.ts';

export function scopedMirror(mirror: Reads, viewer: Viewer): Reads {
  /** All names, visible or not. First checks with CMF that the credentials of the viewer are valid. */
  const environmentNames = (read?: ReadOptions): MaybePromise<readonly string[]> =>
    mapMaybe(viewer.environments(), () =>
      mapMaybe(asGateway(mirror.environments(read)), ({ value }) => [...value.keys()]),
    );

  /** If CMF refuses the list of environments, each environment is checked. */
  const visibleEnvironments = (): MaybePromise<ReadonlySet<string>> =>
    mapMaybe(viewer.environments(), (list) => {
      if (!list.refusal) return list.granted;
      return mapMaybe(environmentNames(), async (names) => {
        const verdicts = await Promise.all(names.map(async (name) => viewer.environment(name)));
        return new Set(names.filter((_, index) => verdicts[index]?.refusal === undefined));
      });
    });

  /** The visible applications of each environment that has any. */
  const visibleByEnvironment = async (
    names: readonly string[],
  ): Promise<ReadonlyMap<string, VisibleApplications>> => {
    const verdicts = await Promise.all(
      names.map(async (name) => ({ name, verdict: await viewer.applications(name) })),
    );
    return new Map(
      verdicts.flatMap(({ name, verdict }): [string, VisibleApplications][] =>
        verdict.refusal || isNone(verdict.granted) ? [] : [[name, verdict.granted]],
      ),
    );
  };

  /** The verdict on an application that the gateway found: by the list of CMF, else by its name. */
  const verdictOn = (environment: string, name: string): MaybePromise<Verdict<true>> =>
    mapMaybe(viewer.applications(environment), (list) =>
      isGranted(list, name) ? { granted: true } : viewer.application(environment, name),
    );

  const ifVisible = <T>(of: Application, read: () => MaybePromise<T>): MaybePromise<T> =>
    mapMaybe(verdictOn(of.environment, of.name), ({ refusal }) => {
      if (refusal) throw refusal;
      return asGateway(read());
    });

  /**
   * A savepoint may be newer than the verdict and therefore missing from it. In this case the verdict is
   * requested again.
   */
  const visibleDetached = async (read?: ReadOptions): Promise<Observed<readonly Savepoint[]>> => {
    const first = await viewer.detachedSavepoints();
    if (first.refusal) return noDetached(first.refusal, read);
    const observed = await asGateway(mirror.detachedSavepoints(read));
    const isSeen = observed.value.every(({ name }) => first.granted.has(name));
    if (isSeen) return observed;
    const { refusal, granted } = await viewer.detachedSavepoints(observed.observedAt);
    if (refusal) return noDetached(refusal, read);
    return { ...observed, value: observed.value.filter(({ name }) => granted.has(name)) };
  };

  /**
   * A subscription to a refused environment fails. A subscription to all environments contains the granted ones.
   */
  const assertSees = async (environment: string | null): Promise<void> => {
    if (environment === null) {
      await viewer.environments();
      return;
    }
    const { refusal } = await viewer.applications(environment);
    if (refusal?.status === 403) throw refusal;
  };

  return {
    environments: (read) =>
      mapMaybe(visibleEnvironments(), (visible) =>
        mapMaybe(asGateway(mirror.environments(read)), (environments) => pick(environments, visible)),
      ),

    environment: (name, read) =>
      mapMaybe(viewer.environments(), (list) => {
        if (isGranted(list, name)) return asGateway(mirror.environment(name, read));
        if (read?.unnamed && !list.refusal) return null;
        return mapMaybe(viewer.environment(name), ({ refusal }) =>
          refusal ? refused(refusal, read) : asGateway(mirror.environment(name, read)),
        );
      }),

    applicationEnvironments: async (name, read) => {
      const names = name === null ? await environmentNames(read) : [name];
      return [...(await visibleByEnvironment(names)).keys()];
    },

    applications: (environment, read) =>
      mapMaybe(viewer.applications(environment), ({ refusal, granted }) => {
        if (refusal) return refused(refusal, read);
        return mapMaybe(
          asGateway(mirror.applications(environment, read)),
          (applications) => applications && pick(applications, granted),
        );
      }),

    application: (environment, name, read) =>
      mapMaybe(viewer.applications(environment), (list) => {
        if (isGranted(list, name)) return asGateway(mirror.application(environment, name, read));
        if (read?.unnamed) return null;
        return mapMaybe(viewer.application(environment, name), ({ refusal }) =>
          refusal ? refused(refusal, read) : asGateway(mirror.application(environment, name, read)),
        );
      }),

    instances: (of, read) => ifVisible(of, () => mirror.instances(of, read)),
    instance: (of, uid, read) => ifVisible(of, () => mirror.instance(of, uid, read)),
    knownInstances(of) {
      const list = viewer.cachedApplications(of.environment);
      return list && isGranted(list, of.name) ? mirror.knownInstances(of) : undefined;
    },
    knownInstance(of, uid, read) {
      const list = viewer.cachedApplications(of.environment);
      return list && isGranted(list, of.name) ? mirror.knownInstance(of, uid, read) : undefined;
    },
    events: (of, read) => ifVisible(of, () => mirror.events(of, read)),
    savepoints: (of, read) => ifVisible(of, () => mirror.savepoints(of, read)),
    detachedSavepoints: (read) => visibleDetached(read),
    recall: (of) =>
      mapMaybe(
        ifVisible(of, () => mirror.recall(of)),
        (memory) =>
          // The document of the environment may be used for fields of its applications.
          mapMaybe(seesEnvironment(viewer, of.environment), (sees) =>
            sees ? memory : { ...memory, documents: [] },
          ),
      ),

    async locateInstance(uid, read) {
      const visible = await visibleByEnvironment(await environmentNames({ signal: read?.signal }));
      if (visible.size === 0) return null;
      const location = await asGateway(mirror.locateInstance(uid, read));
      if (!location) return null;
      if (includes(visible.get(location.environment), location.application)) return location;
      // The same work as for a UID that does not exist.
      await asGateway(mirror.locateInstance(uid.replaceAll(/[\da-f]/gi, 'f'), read));
      return null;
    },

    async jobStates(environment) {
      if (environment !== null) {
        const { refusal } = await viewer.applications(environment);
        if (refusal?.status === 403) throw refusal;
      }
      const visible = await visibleByEnvironment(
        environment === null ? await environmentNames() : [environment],
      );
      const snapshot = await asGateway(mirror.jobStates(environment));
      return { ...snapshot, states: snapshot.states.filter((state) => isAmong(visible, state)) };
    },

    async updates(request) {
      const { environment, matches } = request;
      await assertSees(environment);
      const updates = await mirror.updates({
        ...request,
        // Updates that are known to be refused must not fill the queue of a slow reader.
        matches: (transition) =>
          matches(transition) && viewer.cachedApplications(transition.environment)?.refusal === undefined,
      });
      return visibleUpdates(updates, viewer, subjectOfJobState);
    },

    async visible(environment, feed, subjectOf) {
      await assertSees(environment);
      return visibleUpdates(feed, viewer, subjectOf);
    },
  };
}

/** Like `refused`, for the list of detached savepoints: CMF before 2.1 responds with 404. */
function noDetached(refusal: CmfError, read?: ReadOptions): Observed<readonly Savepoint[]> {
  return refused(refusal, read) ?? { value: [], observedAt: Date.now(), stale: false };
}

/** Converts a refusal of CMF to the result of a read: null for 404, else it throws. */
function refused(refusal: CmfError, read?: ReadOptions): null {
  if (refusal.status === 404 || read?.unnamed) return null;
  throw refusal;
}

function isGranted(list: Verdict<VisibleApplications>, name: string): boolean {
  return !list.refusal && includes(list.granted, name);
}

function includes(visible: VisibleApplications | undefined, name: string): boolean {
  return visible !== undefined && (visible === 'ALL' || visible.has(name));
}

function isNone(visible: VisibleApplications): boolean {
  return visible !== 'ALL' && visible.size === 0;
}

function isAmong(
  visible: ReadonlyMap<string, VisibleApplications>,
  { environment, application }: Transition,
) {
  return includes(visible.get(environment), application);
}

interface Selection {
  readonly of: ReadonlyMap<string, unknown>;
  readonly selected: ReadonlyMap<string, unknown>;
}

const selections = new WeakMap<ReadonlySet<string>, Selection>();

/**
 * Picks the entries of the visible names. Returns the same map while both inputs stay the same, so that callers can
 * cache by identity.
 */
function pick<T>(
  observed: Observed<ReadonlyMap<string, T>>,
  visible: VisibleApplications,
): Observed<ReadonlyMap<string, T>> {
  if (visible === 'ALL') return observed;
  const { value } = observed;
  let selection = selections.get(visible);
  if (selection?.of !== value) {
    selection = { of: value, selected: new Map([...value].filter(([name]) => visible.has(name))) };
    selections.set(visible, selection);
  }
  return { ...observed, value: selection.selected as ReadonlyMap<string, T> };
}
