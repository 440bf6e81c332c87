/**
 * The store of a gateway with replicas. Redis holds the truth; each process holds a copy to read from, and follows
 * Redis by re-reading what changed: when woken, after each reconnect, and with each heartbeat. What a wake-up carries
 * spares the read where it is the very next thing.
 *
 * While Redis is away a process goes on alone: what it reads of CMF is in its `view` but is neither shared nor
 * journaled, and its subscribers hear nothing. When Redis is back, its state counts again, so that the next read is
 * compared with what subscribers were told last. A process that never saw Redis yet has nobody to agree with, and
 * journals alone. `docs/reliability.md` says why.
 */
import { randomUUID } from 'node:crypto';
import { createMemoryArchive } from '../../archive/memory.ts';
import { createRedisArchive } from '../../archive/redis/storage.ts';
import { type Journal, JournalUnavailableError } from '../../live/journal.ts';
import type { Position } from '../../live/transition.ts';
import type { Logger } from '../../observability/log.ts';
import { createKeys } from '../../redis/keys.ts';
import { createLink } from '../../redis/reconnect.ts';
import { openSession, reasonOf, type Session } from '../../redis/session.ts';
import type { CommitResult, Store, StoreHealth } from '../store.ts';
import { coalesce } from './coalesce.ts';
import { commitEnvironment, commitList, renewEpoch } from './commands.ts';
import { createLeases } from './lease.ts';
import { createCopy } from './local-copy.ts';
import { gapAfter, isNext, parseNews, pull } from './pull.ts';
import { replayOutage } from './replay-outage.ts';
import { seed } from './seed.ts';
import { createRedisCache } from './shared-cache.ts';
import type { SharedState } from './shared-state.ts';

export interface RedisStore extends Store {
  readonly health: RedisHealth;
}

export interface RedisHealth extends StoreHealth {
  /** How often Redis was joined. */
  readonly connections: number;
  /** How often something was found in Redis that the gateway did not write. */
  readonly damaged: number;
}

export interface RedisStoreOptions {
  /** See `connect.ts` for its forms. A function is asked for each new session, as the password may be rotated. */
  readonly url: string | (() => string);
  /** Of all keys. */
  readonly prefix: string;
  /** Entries that the journal keeps. */
  readonly journalLength: number;
  /** Transitions, and again events, that the archive keeps of one application. */
  readonly timelineLength?: number;
  readonly heartbeatMs?: number;
  readonly connectTimeoutMs?: number;
  readonly log?: Logger;
}

/** Ends when Redis' state is here, or Redis was not reached; never fails because of Redis. */
export async function createRedisStore(options: RedisStoreOptions): Promise<RedisStore> {
  const {
    url,
    prefix,
    journalLength,
    timelineLength = 500,
    heartbeatMs = 2_000,
    connectTimeoutMs = 5_000,
    log,
  } = options;
  const keys = createKeys(prefix);
  let connections = 0;
  let lastFailure: string | null = null;
  let damaged = 0;
  const onDamaged = (what: string) => {
    damaged += 1;
    log?.warn({ what }, 'skipped something in Redis that the gateway did not write');
  };
  const copy = createCopy({ journalLength, onDamaged });

  let isReading = false;
  const readShared = async (session: Session) => {
    isReading = true;
    try {
      await readAndApply(session);
    } finally {
      isReading = false;
    }
  };

  const readAndApply = async (session: Session) => {
    const read = (known: SharedState | null) => pull(session, keys, known, onDamaged);
    let pulled = await read(copy.shared);
    // The same epoch without the entry that was told here last: Redis came back older than it was.
    const { position } = copy.journal;
    if (pulled.epoch === position.epoch && gapAfter(position, pulled) === 'EPOCH_CHANGED') {
      await renewEpoch(session, keys, pulled.epoch);
      pulled = await read(null);
    }
    // What was read alone was never told in an epoch that goes on.
    const isSameEpoch = pulled.epoch === position.epoch;
    const known = { view: isSameEpoch ? copy.announced : copy.view, epoch: position.epoch };
    if (pulled.whole && (await seed(session, keys, journalLength, pulled, known))) {
      pulled = await read(null);
    }
    const { shared, outage } = copy;
    // A poll may add to the buffer while it is replayed.
    for (let replayed = 0; shared && outage.version !== replayed; ) {
      replayed = outage.version;
      const pullAgain = () => read(shared);
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

  let following: { readonly session: Session; readonly follow: () => Promise<void> } | null = null;
  /** Reads what changed; false when that failed, which ends the session. */
  const followed = async (session: Session): Promise<boolean> => {
    if (following?.session !== session) return false;
    try {
      await following.follow();
      return true;
    } catch (error) {
      session.abandon(reasonOf(error));
      return false;
    }
  };

  /** True when what a wake-up says is known now without a read. */
  const takeOver = (session: Session, message: string): boolean => {
    const { shared } = copy;
    // A read that is under way may know less, and would take it back.
    if (!shared || isReading || following?.session !== session) return false;
    const { clock, carried } = parseNews(message);
    if (clock === shared.revision) return true;
    if (!carried || !isNext(carried, shared)) return false;
    try {
      copy.apply(carried.pulled);
    } catch (error) {
      session.abandon(reasonOf(error));
    }
    return true;
  };

  const link = createLink({
    open: () =>
      openSession({
        url: typeof url === 'function' ? url() : url,
        keys,
        heartbeatMs,
        connectTimeoutMs,
        onWake: (session, message) => {
          if (!takeOver(session, message)) void followed(session);
        },
        onHeartbeat: async (session) => void (await followed(session)),
      }),
    attach: async (session) => {
      following = { session, follow: coalesce(() => readShared(session)) };
      await following.follow();
    },
    onAttached: () => {
      connections += 1;
      log?.info('joined Redis');
    },
    onLost: ({ message }) => {
      if (message !== lastFailure) log?.warn({ reason: message }, 'Redis is away');
      lastFailure = message;
    },
  });
  const session = () => link.session;
  const leases = createLeases({ keys, token: randomUUID(), session });

  /** Null when Redis is away, or went away before it answered: then nothing is known of the write. */
  const share = async (
    write: (session: Session, base: SharedState) => Promise<unknown>,
  ): Promise<CommitResult | null> => {
    const { session } = link;
    if (!session || !copy.shared) return null;
    try {
      const result = await write(session, copy.shared);
      // A conflict too means that there is something to read.
      if (!(await followed(session))) return null;
      return result === 'COMMITTED' ? 'COMMITTED' : 'CONFLICT';
    } catch (error) {
      session.abandon(reasonOf(error));
      return null;
    }
  };

  const isAhead = ({ epoch, sequence }: Position): boolean =>
    epoch === copy.journal.position.epoch && sequence > copy.journal.position.sequence;

  const journal: Journal = {
    tail: copy.journal.tail,
    async read(after) {
      if (!copy.journal.reaches(after)) {
        // Handed out by a replica that is ahead of this one, maybe.
        const isCurrent = link.session !== null && (await followed(link.session));
        if (!isCurrent && isAhead(after)) throw new JournalUnavailableError('Redis is away.');
      }
      return copy.journal.read(after);
    },
  };

  await link.firstAttempt;

  return {
    isShared: true,
    journal,
    get view() {
      return copy.view;
    },
    get announced() {
      return copy.announced;
    },
    commit: async (commit) =>
      (await share((to, base) => commitEnvironment(to, keys, base, journalLength, commit))) ??
      copy.commit(commit),
    commitEnvironments: async (commit) =>
      (await share((to, base) => commitList(to, keys, base, commit))) ?? copy.commitEnvironments(commit),
    onCommit: copy.onCommit,
    lease: leases.lease,
    cache: createRedisCache({ keys, session, onDamaged }),
    archive: createRedisArchive({
      keys,
      session,
      own: createMemoryArchive({ timelineLength }),
      timelineLength,
      onDamaged,
    }),
    get health() {
      const reachable = link.session !== null;
      return { reachable, lastFailure: reachable ? null : lastFailure, connections, damaged };
    },
    async [Symbol.asyncDispose]() {
      await leases.release();
      await link[Symbol.asyncDispose]();
      copy.dispose();
    },
  };
}
