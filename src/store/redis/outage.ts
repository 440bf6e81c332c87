/**
 * Buffers the observations of this process while Redis cannot write: per application the sequence of transitions,
 * from the last shared state to the newest one. When Redis writes again, `replayOutage` adds the sequences to the
 * shared journal.
 *
 * All sequences together hold at most as many transitions as the journal. Beyond this bound the buffer
 * `isIncomplete`. It then keeps only the newest read of each application, which the gap must include.
 */
import type { Application } from '../../cmf/resources/application.ts';
import { observedJob } from '../../live/changes.ts';
import type { ObservedJob, Transition } from '../../live/transition.ts';
import type { ApplicationCommit } from '../store.ts';

export interface Sequence {
  readonly environment: string;
  readonly name: string;
  /** The state before the first transition; null when there was no application. */
  readonly start: ObservedJob | null;
  /** The newest read; null when the application is gone. */
  readonly application: Application | null;
  readonly observedAt: number;
  /** Oldest first, without a gap. */
  readonly transitions: readonly Transition[];
}

export interface OutageBuffer {
  /**
   * Adds the transitions of a commit and the documents that it wrote. `isShared` is false while this process has never
   * read the shared state: its first read of an application is then the start of a sequence and not a transition.
   */
  record(
    environment: string,
    observedAt: number,
    applications: readonly ApplicationCommit[],
    isShared: boolean,
  ): void;
  readonly sequences: readonly Sequence[];
  /** True when transitions were dropped because of the bound. */
  readonly isIncomplete: boolean;
  /** The number of transitions in all sequences. */
  readonly length: number;
  /** Changes with each record; 0 for an empty buffer. */
  readonly version: number;
  clear(): void;
}

export function createOutageBuffer(maxTransitions: number): OutageBuffer {
  const sequences = new Map<string, Sequence>();
  let length = 0;
  let isIncomplete = false;
  let version = 0;

  const truncate = () => {
    isIncomplete = true;
    for (const [key, sequence] of sequences) sequences.set(key, { ...sequence, transitions: [] });
  };

  return {
    record(environment, observedAt, applications, isShared) {
      version += 1;
      for (const { name, application, transitions } of applications) {
        const key = JSON.stringify([environment, name]);
        const known = sequences.get(key);
        const [first] = transitions;
        if (!known && !first) continue;
        const start = isShared ? (first?.from ?? null) : application && observedJob(application);
        const added = known || isShared ? transitions : [];
        sequences.set(key, {
          environment,
          name,
          start: known ? known.start : start,
          application,
          observedAt,
          transitions: isIncomplete ? [] : [...(known?.transitions ?? []), ...added],
        });
        length += added.length;
        if (length > maxTransitions && !isIncomplete) truncate();
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
