/**
 * The archive: what the gateway remembers of each application beyond what CMF keeps of it (rule 29, 100 events).
 *
 * It is fed by what is read and committed anyway, and asks CMF for nothing itself. An application is remembered by
 * its names and its creation time together, so one that is created anew under the same names shares nothing with
 * the old one (rule 30). Memory is no truth: it never fails, and what was not seen is not in it.
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
  type Notes,
} from './storage.ts';

export interface Archive {
  recall(application: Application): MaybePromise<Memory>;
  locate(uid: string): MaybePromise<InstanceLocation | null>;
  /** Somebody reads this application's events: for some time they are worth reading after each of its moves. */
  follow(application: Application): void;
  isFollowed(application: Application): boolean;
  /** `defaultsOf`: an environment's `flinkApplicationDefaults` as known now. */
  committed(committed: Committed, defaultsOf: (environment: string) => JsonObject | null): void;
  /** As read of CMF: newest first. */
  sawInstances(application: Application, instances: readonly Instance[]): void;
  /** As read of CMF: newest first. */
  sawEvents(application: Application, events: readonly ApplicationEvent[]): void;
}

const followMs = 10 * 60_000;
/** CMF gets a call for each move of these, so they are few. */
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
        const told = transitions.get(JSON.stringify([subject.environment, subject.name])) ?? [];
        const environment = defaultsOf(subject.environment);
        if (previous && next && isSameApplication(previous, next)) {
          // An environment's edit is no commit of its applications: its defaults meet the spec of before first.
          if (!isDeepStrictEqual(previous.spec, next.spec))
            storage.note(previous, { documents: { application: previous.spec, environment } });
          storage.note(next, { ...seenOn(next, environment), transitions: told });
          continue;
        }
        // A new one of the same name is told as one transition; to each of the two it is a beginning or an end.
        if (previous)
          storage.note(previous, { transitions: told.map((transition) => ({ ...transition, to: null })) });
        if (next) {
          const begun = told.map((transition) => (previous ? { ...transition, from: null } : transition));
          storage.note(next, { ...seenOn(next, environment), transitions: begun });
        }
      }
    },

    sawInstances: (application, instances) =>
      storage.note(application, { instances: instances.toReversed() }),
    sawEvents: (application, events) => storage.note(application, { events: events.toReversed() }),
  };
}

/** What an application itself tells of its deployed instance (rule 23) and of the documents. */
function seenOn(application: Application, environment: JsonObject | null): Notes {
  const { currentInstance: uid, jobState, jobId, spec } = application;
  const documents = { application: spec, environment };
  if (uid === null) return { documents };
  const instance = { uid, createdAt: null, updatedAt: null, jobState, jobId, effectiveSpec: null };
  return { documents, deployed: [uid], instances: [instance] };
}
