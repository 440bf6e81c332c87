/** The archive's storage in this process's memory: lost with the process, and bounded in total. */
import { isDeepStrictEqual } from 'node:util';
import { LRUCache } from 'lru-cache';
import { type ApplicationEvent, isNewerCopy } from '../cmf/resources/event.ts';
import type { Instance } from '../cmf/resources/instance.ts';
import type { JsonObject } from '../json.ts';
import type { Transition } from '../live/transition.ts';
import type { InstanceLocation } from './storage.ts';
import {
  type ArchiveStorage,
  type DocumentPair,
  type InstanceCause,
  type InstanceFailure,
  identityOf,
  type Memory,
  type Observations,
} from './storage.ts';

export interface MemoryArchiveOptions {
  /** Transitions kept per application, and likewise events. */
  readonly timelineLength: number;
  /** Bound on all transitions, events and instances; beyond it the least recently recorded applications are evicted. */
  readonly maxEntries?: number;
  /** Bound on the sum of the instances' specs' JSON lengths. */
  readonly maxSpecBytes?: number;
}

/** Per application. */
const maxInstances = 1_000;
const maxPairs = 8;

interface ApplicationHistory {
  readonly location: InstanceLocation;
  readonly deployed: Set<string>;
  readonly transitions: Transition[];
  readonly events: Map<string, ApplicationEvent>;
  /** Without their specs, which are stored separately and bounded by size. */
  readonly instances: Map<string, Instance>;
  documents: readonly DocumentPair[];
  readonly causes: Map<string, InstanceCause>;
  readonly failures: Map<string, InstanceFailure>;
}

export function createMemoryArchive(options: MemoryArchiveOptions): ArchiveStorage {
  const { timelineLength, maxEntries = 1_000_000, maxSpecBytes = 64 * 1024 * 1024 } = options;
  /** In order of last record, the oldest first. */
  const histories = new Map<string, ApplicationHistory>();
  const owners = new Map<string, ApplicationHistory>();
  const specs = new LRUCache<string, JsonObject>({
    maxSize: maxSpecBytes,
    sizeCalculation: (spec) => JSON.stringify(spec).length,
  });
  let entries = 0;

  const removeInstance = (history: ApplicationHistory, uid: string) => {
    history.instances.delete(uid);
    if (owners.get(uid) !== history) return;
    owners.delete(uid);
    specs.delete(uid);
  };

  const recordInstance = (history: ApplicationHistory, observed: Instance) => {
    const before = history.instances.get(observed.uid);
    history.instances.set(observed.uid, {
      uid: observed.uid,
      createdAt: observed.createdAt ?? before?.createdAt ?? null,
      updatedAt: observed.updatedAt ?? before?.updatedAt ?? null,
      jobState: observed.jobState ?? before?.jobState ?? null,
      jobId: observed.jobId ?? before?.jobId ?? null,
      effectiveSpec: null,
    });
    owners.set(observed.uid, history);
    // A spec never changes (rule 5): the first copy is kept, and measured once.
    if (observed.effectiveSpec && !specs.has(observed.uid)) specs.set(observed.uid, observed.effectiveSpec);
  };

  /** A record that occurred again becomes the newest. */
  const recordEvent = ({ events }: ApplicationHistory, observed: ApplicationEvent) => {
    const known = events.get(observed.uid);
    if (known && !isNewerCopy(observed, known)) return;
    events.delete(observed.uid);
    events.set(observed.uid, observed);
  };

  const write = (history: ApplicationHistory, observations: Observations) => {
    const {
      deployed = [],
      transitions = [],
      events = [],
      instances = [],
      documents,
      causes = [],
      failures = [],
    } = observations;
    for (const uid of deployed) history.deployed.add(uid);
    history.transitions.push(...transitions);
    history.transitions.splice(0, history.transitions.length - timelineLength);
    for (const event of events) recordEvent(history, event);
    for (const instance of instances) recordInstance(history, instance);
    for (const uid of surplus(history.deployed, maxInstances)) history.deployed.delete(uid);
    for (const uid of surplus(history.events, timelineLength)) history.events.delete(uid);
    for (const uid of surplus(history.instances, maxInstances)) removeInstance(history, uid);
    if (documents) history.documents = withPair(history.documents, documents);
    for (const cause of causes) history.causes.set(cause.instance, cause);
    for (const uid of surplus(history.causes, maxInstances)) history.causes.delete(uid);
    for (const failure of failures) history.failures.set(failure.instance, failure);
    for (const uid of surplus(history.failures, maxInstances)) history.failures.delete(uid);
  };

  return {
    record(of, observations) {
      const key = identityOf(of);
      const history =
        histories.get(key) ?? emptyHistory({ environment: of.environment, application: of.name });
      entries -= sizeOf(history);
      write(history, observations);
      entries += sizeOf(history);
      histories.delete(key);
      histories.set(key, history);
      for (const [oldest, evicted] of histories) {
        if (entries <= maxEntries) break;
        histories.delete(oldest);
        entries -= sizeOf(evicted);
        for (const uid of evicted.instances.keys()) removeInstance(evicted, uid);
      }
    },

    recall(of) {
      const history = histories.get(identityOf(of));
      if (!history) return nothing;
      return {
        deployed: new Set(history.deployed),
        transitions: [...history.transitions],
        events: [...history.events.values()],
        instances: [...history.instances.values()],
        documents: history.documents,
        causes: new Map(history.causes),
        failures: new Map(history.failures),
        specs: (uids) => new Map(uids.flatMap((uid) => entryOf(uid, specs.peek(uid)))),
      };
    },

    locate: (uid) => owners.get(uid)?.location ?? null,
  };
}

const nothing: Memory = {
  deployed: new Set(),
  transitions: [],
  events: [],
  instances: [],
  documents: [],
  causes: new Map(),
  failures: new Map(),
  specs: () => new Map(),
};

function entryOf(uid: string, spec: JsonObject | undefined): readonly (readonly [string, JsonObject])[] {
  return spec ? [[uid, spec]] : [];
}

function emptyHistory(location: InstanceLocation): ApplicationHistory {
  return {
    location,
    deployed: new Set(),
    transitions: [],
    events: new Map(),
    instances: new Map(),
    documents: [],
    causes: new Map(),
    failures: new Map(),
  };
}

function sizeOf(history: ApplicationHistory): number {
  const { deployed, transitions, events, instances, causes, failures } = history;
  return 1 + deployed.size + transitions.length + events.size + instances.size + causes.size + failures.size;
}

/** The oldest keys beyond the newest `max`. */
function surplus(from: ReadonlySet<string> | ReadonlyMap<string, unknown>, max: number): readonly string[] {
  return from.size > max ? [...from.keys().take(from.size - max)] : [];
}

/** A pair that occurs again becomes the newest. The later of equal pairs is kept: the mirror references it anyway. */
function withPair(pairs: readonly DocumentPair[], pair: DocumentPair): readonly DocumentPair[] {
  const others = pairs.filter((other) => !isDeepStrictEqual(other, pair));
  return [pair, ...others].slice(0, maxPairs);
}
