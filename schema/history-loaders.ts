/**
 * Loads the history of an application: combines the data of CMF with the archive. Fields that request it at the same
 * time share one read.
 */
import DataLoader from 'dataloader';
import type { Memory } from '../src/archive/storage.ts';
import { isRefused } from '../src/cmf/errors.ts';
import type { Application } from '../src/cmf/resources/application.ts';
import type { ApplicationEvent } from '../src/cmf/resources/event.ts';
import type { Instance } from '../src/cmf/resources/instance.ts';
import { byNewest, isLater } from '../src/cmf/resources/time.ts';
import type { InstanceContext } from '../src/history/role.ts';
import { timeline } from '../src/history/timeline.ts';
import type { TimelineEntry } from '../src/history/timeline-entry.ts';
import type { ReadOptions, Reads } from '../src/mirror/reads-interface.ts';
import type { InstanceOf, Observation, ObservedApplication, TimelineEntryModel } from './models.ts';

export interface History extends InstanceContext {
  /** The instances that CMF keeps, newest first. */
  readonly kept: readonly Instance[];
  /** Archived instances that CMF no longer keeps, newest first. */
  readonly fallenOff: readonly Instance[];
  /** Both, newest first. Instances without a creation time are left out, because they cannot be ordered. */
  readonly instances: readonly Instance[];
  readonly memory: Memory;
}

export interface HistoryLoaders {
  /** The archive alone: no call to CMF. */
  readonly memory: DataLoader<Application, Memory>;
  readonly history: DataLoader<Application, History>;
  /** The timeline of the whole application. */
  readonly timeline: DataLoader<Application, Timeline>;
}

export interface Timeline {
  /** Oldest first. */
  readonly entries: readonly TimelineEntryModel[];
  /** The read of CMF's events; null where CMF has none (before 2.0). */
  readonly eventsRead: Observation | null;
}

interface EventHistory {
  readonly events: readonly ApplicationEvent[];
  readonly eventsRead: Observation | null;
}

export function createHistoryLoaders(mirror: Reads, read: ReadOptions): HistoryLoaders {
  return {
    memory: oncePerBatch(async (application) => mirror.recall(application)),
    history: oncePerBatch((application) => readHistory(application, mirror, read)),
    timeline: oncePerBatch(async (application) => {
      const memory = await mirror.recall(application);
      const { events, eventsRead } = await eventsOf(application, memory, mirror, read);
      const entries = timeline(memory.transitions, events, [...memory.causes.values()]);
      return { entries: entries.map((entry) => withCause(entry, memory)), eventsRead };
    }),
  };
}

/** A write in the timeline contains the caller that requested it. */
function withCause(entry: TimelineEntry, { causes }: Memory): TimelineEntryModel {
  const cause = entry.kind === 'WRITE' && entry.instance !== null ? causes.get(entry.instance) : undefined;
  return { ...entry, cause: cause ?? null };
}

/** The events of CMF and archived events that CMF has dropped; only archived events if CMF does not respond. */
export async function eventsOf(
  application: Application,
  memory: Memory,
  mirror: Reads,
  read: ReadOptions,
): Promise<EventHistory> {
  try {
    const listed = await mirror.events(application, read);
    return { events: [...memory.events, ...(listed?.value ?? [])], eventsRead: listed };
  } catch (error) {
    if (isRefused(error) || memory.events.length === 0) throw error;
    return { events: memory.events, eventsRead: { observedAt: null, stale: true } };
  }
}

/** The observation time of a timeline: the older read of the application and its events. */
export function observationOf(
  { observedAt, stale }: ObservedApplication,
  { eventsRead }: Timeline,
): Observation {
  if (eventsRead === null) return { observedAt, stale };
  return {
    observedAt: eventsRead.observedAt === null ? null : Math.min(observedAt, eventsRead.observedAt),
    stale: stale || eventsRead.stale,
  };
}

/** Adds the archived specs to archived instances; null where a spec was not archived. */
export async function withSpecs(
  instances: readonly Instance[],
  memory: Memory,
): Promise<readonly Instance[]> {
  if (instances.length === 0) return instances;
  const specs = await memory.specs(instances.map(({ uid }) => uid));
  return instances.map((instance) => ({ ...instance, effectiveSpec: specs.get(instance.uid) ?? null }));
}

/** The parent value of an instance of a history. */
export function inHistory(
  application: ObservedApplication,
  instance: Instance,
  { kept }: History,
): InstanceOf {
  return { application, instance, expired: !kept.some(({ uid }) => uid === instance.uid) };
}

async function readHistory(application: Application, mirror: Reads, read: ReadOptions): Promise<History> {
  const kept = await mirror.instances(application, read);
  const memory = await mirror.recall(application);
  const uids = new Set(kept.map(({ uid }) => uid));
  // An instance newer than the newest in the list was created after the list was read.
  const expired = memory.instances
    .filter(({ uid, createdAt }) => !uids.has(uid) && !isLater(createdAt, kept[0]?.createdAt ?? null))
    .toSorted((a, b) => byNewest(a.createdAt, b.createdAt));
  const fallenOff = await withSpecs(expired, memory);
  const instances = [...kept, ...fallenOff.filter(({ createdAt }) => createdAt !== null)].toSorted((a, b) =>
    byNewest(a.createdAt, b.createdAt),
  );
  return { application, kept, fallenOff, instances, memory, everDeployed: memory.deployed };
}

/** A DataLoader that batches and does not cache. Concurrent loads of the same key share one read. */
function oncePerBatch<Key, Value>(load: (key: Key) => Promise<Value>): DataLoader<Key, Value> {
  return new DataLoader(
    (keys) => {
      const loading = new Map<Key, Promise<Value | Error>>();
      for (const key of new Set(keys)) loading.set(key, load(key).catch(asError));
      return Promise.all(keys.map((key) => loading.get(key) ?? load(key)));
    },
    { cache: false },
  );
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
