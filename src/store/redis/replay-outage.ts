/**
 * Adds what was observed while Redis could not write to the shared journal, once Redis writes again.
 *
 * A sequence is committed when the shared state is still the one that it starts from. The commit refuses a second
 * replica with the same sequence, because the first one has changed the record. A sequence that is neither committed
 * nor journaled by another replica is lost: the journal then starts a new epoch, whose reason `OUTAGE` reaches every
 * subscriber of every replica as a gap before a snapshot.
 */
import { newEpoch } from '../../live/journal.ts';
import type { Position } from '../../live/transition.ts';
import type { Keys } from '../../redis/key-names.ts';
import type { Session } from '../../redis/session.ts';
import { unread } from '../view.ts';
import { type OutageBuffer, remainderOf, type Sequence, startsFrom } from './outage.ts';
import { gapAfter, type Pulled } from './read-changes.ts';
import { type EnvironmentViews, type SharedState, stateAfter } from './shared-state.ts';
import { commitEnvironment, renewEpoch } from './write-commits.ts';

export interface ReplayOptions {
  readonly session: Session;
  readonly keys: Keys;
  readonly journalLength: number;
  readonly buffer: OutageBuffer;
  /** What this process knew before the read `pulled`. */
  readonly known: SharedState;
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
  const { session, keys, buffer, known, position, pullAgain } = options;
  let { pulled } = options;
  for (let attempt = 1; attempt <= maxAttempts; attempt += 1) {
    // Every subscriber receives a gap and a snapshot anyway. An expired position is a gap for those of this process only.
    const gap = gapAfter(position, pulled);
    if (gap && gap !== 'EXPIRED') return pulled;
    const fresh = pulled.entries.filter(({ sequence }) => sequence > position.sequence);
    const missing = buffer.sequences
      .map((sequence) => remainderOf(sequence, fresh))
      .filter(({ transitions }) => transitions.length > 0);
    if (missing.length === 0 && !buffer.isIncomplete) return pulled;
    const shared = stateAfter(known, pulled, ignore).environments;
    const replayable = missing.filter((sequence) => startsFrom(sequence, shared));
    if (replayable.length === 0) break;
    await commitSequences(options, pulled, shared, replayable);
    pulled = await pullAgain();
  }
  await renewEpoch(session, keys, pulled.epoch, newEpoch('OUTAGE'));
  return pullAgain();
}

async function commitSequences(
  { session, keys, journalLength }: ReplayOptions,
  pulled: Pulled,
  shared: EnvironmentViews,
  sequences: readonly Sequence[],
): Promise<void> {
  for (const [environment, ofEnvironment] of Map.groupBy(sequences, (sequence) => sequence.environment)) {
    await commitEnvironment(session, keys, pulled, journalLength, {
      environment,
      base: (shared.get(environment) ?? unread).revision,
      observedAt: Math.max(...ofEnvironment.map(({ observedAt }) => observedAt)),
      complete: false,
      applications: ofEnvironment,
    });
  }
}

/** The caller reports damaged records when it applies the read. */
function ignore(): void {}
