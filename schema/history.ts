/**
 * What is known of an application's past, for the fields that tell of it: what CMF keeps together with what the
 * gateway remembers, read once for all the fields that ask at the same time.
 */
import DataLoader from 'dataloader';
import type { Memory } from '../src/archive/storage.ts';
import { isRefused } from '../src/cmf/errors.ts';
import type { Application } from '../src/cmf/resources/application.ts';
import type { ApplicationEvent } from '../src/cmf/resources/event.ts';
import type { Instance } from '../src/cmf/resources/instance.ts';
import { byNewest, isLater } from '../src/cmf/resources/time.ts';
import type { InstanceContext } from '../src/history/role.ts';
import { type TimelineEntry, timeline } from '../src/history/timeline.ts';
import type { ReadOptions, Reads } from '../src/mirror/reads.ts';
import type { InstanceOf, ObservedApplication } from './models.ts';

export interface History extends InstanceContext {
  /** All that CMF keeps, newest first. */
  readonly kept: readonly Instance[];
  /** Seen before and no longer kept, newest first. */
  readonly fallenOff: readonly Instance[];
  /** Both, newest first; without those whose time is not known, which have no place in the order. */
  readonly instances: readonly Instance[];
  readonly memory: Memory;
}

export interface HistoryLoaders {
  readonly history: DataLoader<Application, History>;
  /** Of the whole application, oldest first. */
  readonly timeline: DataLoader<Application, readonly TimelineEntry[]>;
}

export function createHistoryLoaders(mirror: Reads, read: ReadOptions): HistoryLoaders {
  return {
    history: oncePerBatch((application) => readHistory(application, mirror, read)),
    timeline: oncePerBatch(async (application) => {
      const memory = await mirror.recall(application);
      return timeline(memory.transitions, await eventsOf(application, memory, mirror, read));
    }),
  };
}

/** CMF's events and those that it has dropped since; only the remembered ones when CMF does not answer. */
export async function eventsOf(
  application: Application,
  memory: Memory,
  mirror: Reads,
  read: ReadOptions,
): Promise<readonly ApplicationEvent[]> {
  try {
    return [...memory.events, ...((await mirror.events(application, read)) ?? [])];
  } catch (error) {
    if (isRefused(error) || memory.events.length === 0) throw error;
    return memory.events;
  }
}

/** Remembered instances with their specs, as far as those are remembered too. */
export async function withSpecs(
  instances: readonly Instance[],
  memory: Memory,
): Promise<readonly Instance[]> {
  if (instances.length === 0) return instances;
  const specs = await memory.specs(instances.map(({ uid }) => uid));
  return instances.map((instance) => ({ ...instance, effectiveSpec: specs.get(instance.uid) ?? null }));
}

/** An instance of a history, as a parent of fields. */
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
  // One that is newer than the newest in the list was made after the list was read.
  const gone = memory.instances
    .filter((one) => !uids.has(one.uid) && !isLater(one.createdAt, kept[0]?.createdAt ?? null))
    .toSorted((one, other) => byNewest(one.createdAt, other.createdAt));
  const fallenOff = await withSpecs(gone, memory);
  const instances = [...kept, ...fallenOff.filter(({ createdAt }) => createdAt !== null)].toSorted(
    (one, other) => byNewest(one.createdAt, other.createdAt),
  );
  return { application, kept, fallenOff, instances, memory, everDeployed: memory.deployed };
}

/** Like the other loaders it batches and does not cache; whoever asks for the same at the same time shares the answer. */
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
