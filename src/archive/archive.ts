/**
 * The archive: the history of each application beyond what CMF keeps (rule 29, 100 events).
 *
 * It records reads and commits of the mirror, and never calls CMF. The names and the creation time identify an
 * application. An application that is created again under the same names has a separate history (rule 30). The
 * archive is best effort: its methods never fail, and it is incomplete where nothing was observed.
 */
import { isDeepStrictEqual } from 'node:util';
import { LRUCache } from 'lru-cache';
import type { Application } from '../cmf/resources/application.ts';
import type { ApplicationEvent } from '../cmf/resources/event.ts';
import type { Instance } from '../cmf/resources/instance.ts';
import type { JsonObject } from '../json.ts';
import { isSameApplication } from '../live/changes.ts';
import type { Committed } from '../live/committed.ts';
import { isRestart } from '../live/journal.ts';
import type { MaybePromise } from '../maybe-promise.ts';
import {
  type ArchiveStorage,
  type InstanceLocation,
  identityOf,
  type Memory,
  type Observations,
} from './storage.ts';

export interface Archive {
  recall(application: Application): MaybePromise<Memory>;
  locate(uid: string): MaybePromise<InstanceLocation | null>;
  /**
   * Marks an application whose events callers read. For some time, the mirror then reads the events after each
   * change of the application.
   */
  follow(application: Application): void;
  isFollowed(application: Application): boolean;
  /** `defaultsOf`: an environment's current `flinkApplicationDefaults`. */
  committed(committed: Committed, defaultsOf: (environment: string) => JsonObject | null): void;
  /** In CMF's order: newest first. */
  recordInstances(application: Application, instances: readonly Instance[]): void;
  /** In CMF's order: newest first. */
  recordEvents(application: Application, events: readonly ApplicationEvent[]): void;
}

const followMs = 10 * 60_000;
/** Bounded, because each change of a followed application costs a call to CMF. */
const maxFollowed = 500;

export function createArchive(storage: ArchiveStorage): Archive {
  const followed = new LRUCache<string, true>({ max: maxFollowed, ttl: followMs });

  return {
    recall: (application) => storage.recall(application),
    locate: (uid) => storage.locate(uid),
    follow: (application) => void followed.set(identityOf(application), true),
    isFollowed: (application) => followed.has(identityOf(application)),

    committed({ applications, events }, defaultsOf) {
      const transitions = Map.groupBy(
        events.flatMap((event) => (isRestart(event) ? [] : [event.transition])),
        ({ environment, application }) => JSON.stringify([environment, application]),
      );
      for (const { previous, next } of applications) {
        const subject = next ?? previous;
        if (!subject) continue;
        const ownTransitions = transitions.get(JSON.stringify([subject.environment, subject.name])) ?? [];
        const environment = defaultsOf(subject.environment);
        if (previous && next && isSameApplication(previous, next)) {
          // An edit of an environment commits no application. So the new defaults are first recorded with the old spec.
          if (!isDeepStrictEqual(previous.spec, next.spec))
            storage.record(previous, { documents: { application: previous.spec, environment } });
          storage.record(next, { ...observedOn(next, environment), transitions: ownTransitions });
          continue;
        }
        // A replacement under the same name is one transition: it ends the old application and starts the new
        // one.
        if (previous) {
          const ended = ownTransitions.map((transition) => ({ ...transition, to: null }));
          storage.record(previous, { transitions: ended });
        }
        if (next) {
          const begun = ownTransitions.map((each) => (previous ? { ...each, from: null } : each));
          storage.record(next, { ...observedOn(next, environment), transitions: begun });
        }
      }
    },

    recordInstances: (application, instances) =>
      storage.record(application, { instances: instances.toReversed() }),
    recordEvents: (application, events) => storage.record(application, { events: events.toReversed() }),
  };
}

/**
 * The status of the deployed instance (rule 23) and the documents, as far as the application itself contains
 * them.
 */
function observedOn(application: Application, environment: JsonObject | null): Observations {
  const { currentInstance: uid, jobState, jobId, spec } = application;
  const documents = { application: spec, environment };
  if (uid === null) return { documents };
  const instance = { uid, createdAt: null, updatedAt: null, jobState, jobId, effectiveSpec: null };
  return { documents, deployed: [uid], instances: [instance] };
}
