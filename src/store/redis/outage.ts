/**
 * What this process observes while Redis cannot write: per application the sequence of transitions, from the last
 * shared state to the newest one. When Redis writes again, `replayOutage` adds the sequences to the shared journal.
 *
 * All sequences together hold at most as many transitions as the journal; past that bound the buffer is empty and `isIncomplete`.
 */
import type { Application } from '../../cmf/resources/application.ts';
import { isSameJob, observedJob } from '../../live/changes.ts';
import type { ObservedJob, Transition } from '../../live/transition.ts';
import type { ApplicationCommit } from '../store.ts';
import type { ChainedEntry } from './read-changes.ts';
import type { EnvironmentViews } from './shared-state.ts';

export interface Sequence {
  readonly environment: string;
  readonly name: string;
  /** The newest read; null when the application is gone. */
  readonly application: Application | null;
  readonly observedAt: number;
  /** Oldest first, without a gap. */
  readonly transitions: readonly Transition[];
}

export interface OutageBuffer {
  /** Adds the transitions of a commit and the documents that it wrote. */
  record(environment: string, observedAt: number, applications: readonly ApplicationCommit[]): void;
  readonly sequences: readonly Sequence[];
  /** True when transitions were dropped because of the bound. */
  readonly isIncomplete: boolean;
  /** The number of transitions in all sequences. */
  readonly length: number;
  /** Changes with each record. */
  readonly version: number;
  clear(): void;
}

export function createOutageBuffer(maxTransitions: number): OutageBuffer {
  const sequences = new Map<string, Sequence>();
  let length = 0;
  let isIncomplete = false;
  let version = 0;

  return {
    record(environment, observedAt, applications) {
      version += 1;
      for (const { name, application, transitions } of applications) {
        const key = JSON.stringify([environment, name]);
        const known = sequences.get(key);
        if (isIncomplete || (!known && transitions.length === 0)) continue;
        length += transitions.length;
        sequences.set(key, {
          environment,
          name,
          application,
          observedAt,
          transitions: known ? [...known.transitions, ...transitions] : transitions,
        });
        if (length <= maxTransitions) continue;
        isIncomplete = true;
        sequences.clear();
        length = 0;
      }
    },
    get sequences() {
      return [...sequences.values()];
    },
    get isIncomplete() {
      return isIncomplete;
    },
    get length() {
      return length;
    },
    get version() {
      return version;
    },
    clear() {
      version = 0;
      sequences.clear();
      length = 0;
      isIncomplete = false;
    },
  };
}

/**
 * The part of a sequence that these journal entries do not contain. They may contain all of it, in order, because
 * another replica observed the same, or because a write succeeded whose response was lost.
 */
export function remainderOf(sequence: Sequence, entries: readonly ChainedEntry[]): Sequence {
  const { environment, name, transitions } = sequence;
  let next = 0;
  for (const { transition } of entries) {
    const expected = transitions[next];
    if (!expected) break;
    if (transition.environment !== environment || transition.application !== name) continue;
    if (isSameState(transition.to, expected.to)) next += 1;
  }
  return next === 0 ? sequence : { ...sequence, transitions: transitions.slice(next) };
}

/** True when the shared state is the one that the sequence starts from. */
export function startsFrom({ environment, name, transitions }: Sequence, shared: EnvironmentViews): boolean {
  const [first] = transitions;
  const present = shared.get(environment)?.applications.get(name)?.application ?? null;
  return first !== undefined && isSameState(first.from, present && observedJob(present));
}

function isSameState(a: ObservedJob | null, b: ObservedJob | null): boolean {
  return a && b ? isSameJob(a, b) : a === b;
}
