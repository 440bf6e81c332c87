/**
 * Adds the transitions that were observed during an outage of Redis to the shared journal, once Redis accepts writes
 * again.
 *
 * Where a sequence cannot be added and is not in the journal already, the journal starts a new epoch, whose reason
 * `OUTAGE` reaches every subscriber of every replica as a gap before a snapshot. The states of that snapshot are at
 * least as new as what this process observed.
 */
import { newEpoch } from '../../live/journal.ts';
import type { Position } from '../../live/transition.ts';
import type { Keys } from '../../redis/key-names.ts';
import type { Session } from '../../redis/session.ts';
import type { ApplicationCommit } from '../store.ts';
import { unread } from '../view.ts';
import { classifySequence, type Delivered } from './classify-sequence.ts';
import type { OutageBuffer, Sequence } from './outage.ts';
import type { Pulled } from './read-changes.ts';
import { type EnvironmentViews, type SharedState, stateAfter } from './shared-state.ts';
import { commitEnvironment, renewEpoch } from './write-commits.ts';

export interface ReplayOptions {
  readonly session: Session;
  readonly keys: Keys;
  readonly journalLength: number;
  readonly buffer: OutageBuffer;
  /** The state of this process before the read `pulled`; null when it has never reached Redis. */
  readonly known: SharedState | null;
  /** The position up to which the subscribers of this process have received the journal. */
  readonly position: Position;
  readonly pulled: Pulled;
  /** Reads the shared state again, as changes since `known`. */
  readonly pullAgain: () => Promise<Pulled>;
}

/** A concurrent commit of the same environment refuses a replay; each attempt reads the new state first. */
const maxAttempts = 5;

/** The newest read of the shared state, which includes everything that was replayed. */
export async function replayOutage(options: ReplayOptions): Promise<Pulled> {
  const { session, keys, journalLength, buffer, known, position, pullAgain } = options;
  let { pulled } = options;
  // A process that has never reached Redis cannot determine which entries the subscribers of other replicas have
  // received.
  let knowsSubscribers = known !== null;
  const environments = new Set(buffer.sequences.map(({ environment }) => environment));
  // A newer state restarts the journal, so each environment that has one takes an attempt.
  for (let left = maxAttempts + environments.size; left > 0; left -= 1) {
    const shared = stateAfter(known, pulled, ignore).environments;
    const isSameEpoch = pulled.epoch === position.epoch;
    const judged = judgeAll(buffer, {
      environments: shared,
      entries: pulled.entries.filter(({ sequence }) => !isSameEpoch || sequence > position.sequence),
      sinceGap: knowsSubscribers && !isSameEpoch && pulled.entries.length < journalLength,
      isFirstJoin: known === null,
    });
    const [newest] = judged.newest;
    if (judged.replayable.length > 0) {
      for (const writes of judged.replayable) await commit(options, pulled, shared, writes);
    } else if (newest) {
      const result = await commit(options, pulled, shared, newest, newEpoch('OUTAGE'));
      knowsSubscribers ||= result === 'COMMITTED';
    } else if (judged.isLost) {
      break;
    } else {
      return pulled;
    }
    pulled = await pullAgain();
  }
  await renewEpoch(session, keys, pulled.epoch, newEpoch('OUTAGE'));
  return pullAgain();
}

/** The commit to an environment. */
interface Writes {
  readonly environment: string;
  readonly observedAt: number;
  readonly applications: ApplicationCommit[];
}

interface Judged {
  readonly replayable: readonly Writes[];
  /** States for the snapshot after the gap. */
  readonly newest: readonly Writes[];
  readonly isLost: boolean;
}

function judgeAll({ sequences, isIncomplete }: OutageBuffer, delivered: Delivered): Judged {
  const replayable = new Map<string, Writes>();
  const newest = new Map<string, Writes>();
  let isLost = false;
  for (const sequence of sequences) {
    const sequenceClass = classifySequence(sequence, delivered, isIncomplete);
    isLost ||= sequenceClass.kind === 'LOST';
    if (sequenceClass.kind === 'REPLAYABLE') add(replayable, sequence, sequenceClass.commit);
    else if (sequenceClass.kind === 'LOST' && sequenceClass.newest)
      add(newest, sequence, sequenceClass.newest);
  }
  return { replayable: [...replayable.values()], newest: [...newest.values()], isLost };
}

function add(
  writes: Map<string, Writes>,
  { environment, observedAt }: Sequence,
  application: ApplicationCommit,
): void {
  const known = writes.get(environment);
  writes.set(environment, {
    environment,
    observedAt: Math.max(observedAt, known?.observedAt ?? 0),
    applications: [...(known?.applications ?? []), application],
  });
}

/** With `restart` the journal starts this epoch in the same step. */
function commit(
  { session, keys, journalLength }: ReplayOptions,
  pulled: Pulled,
  shared: EnvironmentViews,
  { environment, observedAt, applications }: Writes,
  restart?: string,
): Promise<unknown> {
  const { revision: base } = shared.get(environment) ?? unread;
  const writes = { environment, base, observedAt, complete: false, applications };
  return commitEnvironment(session, keys, pulled, journalLength, writes, restart);
}

/** The caller reports damaged records when it applies the read. */
function ignore(): void {}
