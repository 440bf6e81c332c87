/**
 * Keeps the local copy up to date with Redis while a session lasts: a read of the changes for each wake-up, one at a time,
 * or none where the message of a commit is that commit.
 */

import type { Keys } from '../../redis/key-names.ts';
import { reasonOf, type Session } from '../../redis/session.ts';
import { coalesce } from './coalesce.ts';
import type { Copy } from './local-copy.ts';
import { gapAfter, isNext, parseCommitMessage, pull } from './read-changes.ts';
import { replayOutage } from './replay-outage.ts';
import { seed } from './restore-emptied.ts';
import type { SharedState } from './shared-state.ts';
import { renewEpoch } from './write-commits.ts';

export interface FollowChangesOptions {
  readonly keys: Keys;
  /** Entries that the journal keeps. */
  readonly journalLength: number;
  readonly copy: Copy;
  readonly onDamaged: (what: string) => void;
}

export interface FollowChanges {
  /** Follows this session from now on. Resolves after the first read. */
  attach(session: Session): Promise<void>;
  /** Reads the changes. False when that failed, which ends the session, and for a session that is not followed. */
  read(session: Session): Promise<boolean>;
  /** A pub/sub message arrived. */
  wake(session: Session, message: string): void;
}

export function createFollowChanges(options: FollowChangesOptions): FollowChanges {
  const { keys, journalLength, copy, onDamaged } = options;
  let isReading = false;
  let following: { readonly session: Session; readonly follow: () => Promise<void> } | null = null;

  const readShared = async (session: Session) => {
    isReading = true;
    try {
      await readAndApply(session);
    } finally {
      isReading = false;
    }
  };

  const readAndApply = async (session: Session) => {
    const pullSince = (known: SharedState | null) => pull(session, keys, known, onDamaged);
    let pulled = await pullSince(copy.shared);
    // The epoch is the same but lacks the newest entry of this process: Redis lost its last writes.
    const { position } = copy.journal;
    if (pulled.epoch === position.epoch && gapAfter(position, pulled) === 'EPOCH_CHANGED') {
      await renewEpoch(session, keys, pulled.epoch);
      pulled = await pullSince(null);
    }
    // In an epoch that continues, subscribers have not received unshared commits.
    const isSameEpoch = pulled.epoch === position.epoch;
    const known = { view: isSameEpoch ? copy.announced : copy.view, epoch: position.epoch };
    if (pulled.whole && (await seed(session, keys, journalLength, pulled, known))) {
      pulled = await pullSince(null);
    }
    const { shared, outage } = copy;
    // A poll may add to the buffer while it is replayed.
    for (let replayed = 0; outage.version !== replayed; ) {
      replayed = outage.version;
      const pullAgain = () => pullSince(shared);
      pulled = await replayOutage({
        session,
        keys,
        journalLength,
        buffer: outage,
        known: shared,
        position,
        pulled,
        pullAgain,
      });
    }
    copy.apply(pulled);
  };

  const read = async (session: Session): Promise<boolean> => {
    if (following?.session !== session) return false;
    try {
      await following.follow();
      return true;
    } catch (error) {
      session.abandon(reasonOf(error));
      return false;
    }
  };

  /** True when the message made a read unnecessary. */
  const takeOver = (session: Session, message: string): boolean => {
    const { shared } = copy;
    // A running read may return an older state and would undo the message. Only a read replays the outage buffer.
    if (!shared || isReading || copy.outage.version > 0 || following?.session !== session) return false;
    const { clock, carried } = parseCommitMessage(message);
    if (clock === shared.revision) return true;
    if (!carried || !isNext(carried, shared)) return false;
    try {
      copy.apply(carried.pulled);
    } catch (error) {
      session.abandon(reasonOf(error));
    }
    return true;
  };

  return {
    async attach(session) {
      following = { session, follow: coalesce(() => readShared(session)) };
      await following.follow();
    },
    read,
    wake(session, message) {
      if (!takeOver(session, message)) void read(session);
    },
  };
}
