/**
 * Classifies a sequence that this process observed during an outage. Pure.
 *
 * The journal contains the path of an application: the state before its first entry, then the state after each. The
 * sequence is delivered when the path contains it in order. It is replayable when the path ends within it, because
 * the rest then continues the journal. Otherwise it is lost, and subscribers need a gap.
 *
 * A gap covers all changes before the snapshot that follows it. So a new epoch covers a sequence only if the states
 * that it started with are not older than the sequence: a replica with an older copy may have filled an emptied
 * Redis.
 *
 * States recur, so the path may end in a later occurrence of a state of the sequence. Replaying would then repeat
 * changes. Two facts exclude this: the poll that observed the last entry of the path is not later than the first
 * transition to replay; and where the journal has no entry, this process has shared its state before, so that its
 * sequence starts in the shared state of that time.
 */
import type { Application } from '../../cmf/resources/application.ts';
import { isLater } from '../../cmf/resources/time.ts';
import { isSameJob, observedJob, transitionBetween } from '../../live/changes.ts';
import type { ObservedJob, Transition } from '../../live/transition.ts';
import type { ApplicationCommit } from '../store.ts';
import { unread } from '../view.ts';
import type { Sequence } from './outage.ts';
import type { ChainedEntry } from './read-changes.ts';
import type { EnvironmentViews } from './shared-state.ts';

/** The entries that subscribers have received, or receive before any later commit. */
export interface Delivered {
  readonly environments: EnvironmentViews;
  /** The entries since the start of the outage that the journal still contains. */
  readonly entries: readonly ChainedEntry[];
  /** True when every subscriber has received a gap since the outage began, and `entries` are all that followed it. */
  readonly sinceGap: boolean;
  /** True for a process that had never reached Redis: its sequences start with its own first read. */
  readonly isFirstJoin: boolean;
}

export type SequenceClass =
  | { readonly kind: 'DELIVERED' }
  | { readonly kind: 'REPLAYABLE'; readonly commit: ApplicationCommit }
  /** `newest` is null when the shared state is as new. */
  | { readonly kind: 'LOST'; readonly newest: ApplicationCommit | null };

/** `isTruncated`: transitions of the sequence were dropped. */
export function classifySequence(
  sequence: Sequence,
  { environments, entries, sinceGap, isFirstJoin }: Delivered,
  isTruncated: boolean,
): SequenceClass {
  const { environment, name, application, start, transitions } = sequence;
  const shared = environments.get(environment) ?? unread;
  const present = shared.applications.get(name);
  const sharedRead: Read = {
    application: present?.application ?? null,
    observedAt: present?.observedAt ?? shared.observedAt,
  };
  const isSharedOlder = isOlder(sharedRead, sequence);
  const presentState = present ? observedJob(present.application) : null;
  const ofApplication = entries
    .map(({ transition }) => transition)
    .filter((transition) => transition.environment === environment && transition.application === name);
  // A replica that fills an emptied Redis journals each application as new.
  const changes = ofApplication[0]?.from === null && sinceGap ? ofApplication.slice(1) : ofApplication;
  if (sinceGap && changes.length === 0 && !isSharedOlder) return { kind: 'DELIVERED' };

  const path = [changes[0] ? changes[0].from : presentState, ...changes.map(({ to }) => to)];
  const observed = [start, ...transitions.map(({ to }) => to)];
  const found = isTruncated ? null : align(observed, path, sinceGap);
  if (found?.count === observed.length) return { kind: 'DELIVERED' };
  const rest = transitions.slice((found?.count ?? 1) - 1);
  const last = changes.at(-1);
  const isSureOfEnd = last ? !isPolledBefore(rest, last) : !isFirstJoin || isSharedOlder;
  if (found?.isAtEnd && isSureOfEnd && isSameState(path.at(-1) ?? null, presentState)) {
    // The shared state can be a later one that equals the one before these transitions.
    const newest = isOlder(sequence, sharedRead) ? sharedRead : sequence;
    const at = new Date(newest.observedAt).toISOString();
    const closing = transitionBetween(application, newest.application, at);
    return {
      kind: 'REPLAYABLE',
      commit: {
        name,
        application: newest.application,
        transitions: closing ? [...rest, closing] : rest,
      },
    };
  }
  return { kind: 'LOST', newest: isSharedOlder ? { name, application, transitions: [] } : null };
}

/**
 * How many observed states the path contains in order, and whether the last of them ends it. With `skips` the path may
 * start within the sequence. Null when the sequence does not start in the path.
 */
function align(
  observed: readonly (ObservedJob | null)[],
  path: readonly (ObservedJob | null)[],
  skips: boolean,
): { readonly count: number; readonly isAtEnd: boolean } | null {
  const starts = skips ? observed : observed.slice(0, 1);
  const placeOf = (state: ObservedJob | null) => starts.findIndex((start) => isSameState(start, state));
  let last = path.findIndex((state) => placeOf(state) >= 0);
  if (last < 0) return null;
  let count = placeOf(path[last] ?? null) + 1;
  for (const [index, state] of path.entries()) {
    const next = observed[count];
    if (index <= last || next === undefined || !isSameState(state, next)) continue;
    count += 1;
    last = index;
  }
  return { count, isAtEnd: last === path.length - 1 };
}

/** By the times of polls: those of events are CMF's, whose clock may differ. */
function isPolledBefore(transitions: readonly Transition[], last: Transition): boolean {
  const polled = transitions.find(({ source }) => source === 'POLL');
  if (!polled || last.source !== 'POLL') return false;
  return Date.parse(polled.observedAt) < Date.parse(last.observedAt);
}

interface Read {
  /** Null when there was no application. */
  readonly application: Application | null;
  readonly observedAt: number;
}

/** By CMF's own times where both reads have one: the clocks of replicas may differ. */
function isOlder(one: Read, other: Read): boolean {
  const [a, b] = [one.application?.updatedAt ?? null, other.application?.updatedAt ?? null];
  return a !== null && b !== null ? isLater(b, a) : one.observedAt < other.observedAt;
}

function isSameState(a: ObservedJob | null, b: ObservedJob | null): boolean {
  return a && b ? isSameJob(a, b) : a === b;
}
