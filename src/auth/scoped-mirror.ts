/**
 * The mirror as one viewer may see it. The copy is shared by all; what leaves it here is what CMF grants this viewer,
 * and nothing else: this is the only way from the mirror to a caller whom CMF judges.
 *
 * By name, CMF's own word is passed on: its 403 is thrown, its 404 is null. What the gateway found by itself (lists,
 * counts, ids, UIDs, changes) and the viewer may not see is not there, in the same way and after the same work as what
 * does not exist. CMF is asked for its verdict before the mirror is.
 */
import { CmfError, isRefused } from '../cmf/errors.ts';
import type { Application } from '../cmf/resources/application.ts';
import type { Transition } from '../live/transition.ts';
import { type MaybePromise, mapMaybe } from '../maybe-promise.ts';
import type { Observed, ReadOptions, Reads } from '../mirror/reads.ts';
import type { Verdict, Viewer, VisibleApplications } from './viewer.ts';
import { visibleUpdates } from './visible-updates.ts';

export function scopedMirror(mirror: Reads, viewer: Viewer): Reads {
  /** All there are, visible or not. CMF is asked first whether it knows the viewer at all. */
  const environmentNames = (read?: ReadOptions): MaybePromise<readonly string[]> =>
    mapMaybe(viewer.environments(), () =>
      mapMaybe(own(mirror.environments(read)), ({ value }) => [...value.keys()]),
    );

  /** Where CMF refuses its list of environments as a whole, it is asked for each. */
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

  /** Whether an environment's own document may be looked into for what is asked of its applications. */
  const seesEnvironment = (name: string): MaybePromise<boolean> =>
    mapMaybe(viewer.environments(), (list) => {
      if (!list.refusal) return list.granted.has(name);
      return mapMaybe(viewer.environment(name), ({ refusal }) => refusal === undefined);
    });

  /** Of an application that was found already: by CMF's list, else by its name. */
  const verdictOn = (environment: string, name: string): MaybePromise<Verdict<true>> =>
    mapMaybe(viewer.applications(environment), (list) =>
      isGranted(list, name) ? { granted: true } : viewer.application(environment, name),
    );

  const whenSeen = <T>(of: Application, answer: () => MaybePromise<T>): MaybePromise<T> =>
    mapMaybe(verdictOn(of.environment, of.name), ({ refusal }) => {
      if (refusal) throw refusal;
      return own(answer());
    });

  return {
    environments: (read) =>
      mapMaybe(visibleEnvironments(), (visible) =>
        mapMaybe(own(mirror.environments(read)), (environments) => only(environments, visible)),
      ),

    environment: (name, read) =>
      mapMaybe(viewer.environments(), (list) => {
        if (isGranted(list, name)) return own(mirror.environment(name, read));
        if (read?.unnamed && !list.refusal) return null;
        return mapMaybe(viewer.environment(name), ({ refusal }) =>
          refusal ? refused(refusal, read) : own(mirror.environment(name, read)),
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
          own(mirror.applications(environment, read)),
          (applications) => applications && only(applications, granted),
        );
      }),

    application: (environment, name, read) =>
      mapMaybe(viewer.applications(environment), (list) => {
        if (isGranted(list, name)) return own(mirror.application(environment, name, read));
        if (read?.unnamed) return null;
        return mapMaybe(viewer.application(environment, name), ({ refusal }) =>
          refusal ? refused(refusal, read) : own(mirror.application(environment, name, read)),
        );
      }),

    instances: (of, read) => whenSeen(of, () => mirror.instances(of, read)),
    instance: (of, uid, read) => whenSeen(of, () => mirror.instance(of, uid, read)),
    knownInstance(of, uid, read) {
      const list = viewer.knownApplications(of.environment);
      return list && isGranted(list, of.name) ? mirror.knownInstance(of, uid, read) : undefined;
    },
    events: (of, read) => whenSeen(of, () => mirror.events(of, read)),
    recall: (of) =>
      mapMaybe(
        whenSeen(of, () => mirror.recall(of)),
        (memory) =>
          mapMaybe(seesEnvironment(of.environment), (sees) => (sees ? memory : { ...memory, documents: [] })),
      ),

    async locateInstance(uid, read) {
      const visible = await visibleByEnvironment(await environmentNames({ signal: read?.signal }));
      if (visible.size === 0) return null;
      const location = await own(mirror.locateInstance(uid, read));
      if (!location) return null;
      if (includes(visible.get(location.environment), location.application)) return location;
      // As long as for one that does not exist.
      await own(mirror.locateInstance(uid.replaceAll(/[\da-f]/gi, 'f'), read));
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
      const snapshot = await own(mirror.jobStates(environment));
      return { ...snapshot, states: snapshot.states.filter((state) => isAmong(visible, state)) };
    },

    async updates(request) {
      const { environment, matches } = request;
      if (environment === null) await viewer.environments();
      else {
        const { refusal } = await viewer.applications(environment);
        if (refusal?.status === 403) throw refusal;
      }
      const updates = await mirror.updates({
        ...request,
        // What is known to be refused does not fill the queue of who reads slowly.
        matches: (transition) =>
          matches(transition) && viewer.knownApplications(transition.environment)?.refusal === undefined,
      });
      return visibleUpdates(updates, viewer);
    },
  };
}

/** CMF's word to a viewer about what it may not see. */
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

/** The entries of these names; the same map as long as both stay, so that what is made of it can be kept by identity. */
function only<T>(
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

/** CMF refusing the gateway's own identity says nothing about this viewer. */
function own<T>(reading: MaybePromise<T>): MaybePromise<T> {
  if (!(reading instanceof Promise)) return reading;
  return reading.catch((error: unknown) => {
    if (!(error instanceof CmfError && isRefused(error))) throw error;
    const { operation } = error;
    const message = 'CMF refuses the gateway itself.';
    throw new CmfError({ operation, failure: 'STATUS', retryable: true, message, cause: error });
  });
}
