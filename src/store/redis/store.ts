/**
 * The store of a gateway with replicas. Redis is authoritative; each process reads from a local copy and keeps it up
 * to date by reading changes: on a pub/sub message, after each reconnect, and with each heartbeat. A message that
 * holds the next commit itself saves the read.
 *
 * While Redis does not accept writes, a process continues alone: its reads of CMF update its own `view`, and
 * transitions wait in the outage buffer. When Redis writes again, `replayOutage` journals them. A process that has
 * never reached Redis journals alone. `docs/reliability.md` explains why.
 */
import { randomUUID } from 'node:crypto';
import { createMemoryArchive } from '../../archive/memory.ts';
import { createRedisArchive } from '../../archive/redis/storage.ts';
import { type Journal, JournalUnavailableError } from '../../live/journal.ts';
import type { Position } from '../../live/transition.ts';
import type { Logger } from '../../observability/log.ts';
import type { RedisCommitEnd } from '../../observability/meters/upstream.ts';
import { noTracing, type Tracing } from '../../observability/tracing/tracing.ts';
import { createKeys } from '../../redis/key-names.ts';
import { createLink } from '../../redis/reconnect.ts';
import { openSession, reasonOf, type Session } from '../../redis/session.ts';
import type { CommitResult, Store } from '../store.ts';
import { createFollowChanges } from './follow-changes.ts';
import { createLeases } from './lease.ts';
import { createCopy } from './local-copy.ts';
import { createRedisCache } from './shared-cache.ts';
import type { SharedState } from './shared-state.ts';
import { commitEnvironment, commitList } from './write-commits.ts';
import { createRedisWriteLog } from './write-log.ts';

export interface RedisStoreOptions {
  /**
   * `src/redis/connect.ts` documents the accepted forms. A function is called for each new session, because the password
   * may be rotated.
   */
  readonly url: string | (() => string);
  /** The authorities in PEM that verify the certificate of Redis, for each new session; undefined: those of Node. */
  readonly ca?: () => string | undefined;
  /** The prefix of all keys. */
  readonly prefix: string;
  /** Entries that the journal keeps. */
  readonly journalLength: number;
  /** Transitions, and again events, that the archive keeps of one application. */
  readonly timelineLength?: number;
  readonly heartbeatMs?: number;
  readonly connectTimeoutMs?: number;
  /** A commit to Redis ended. */
  readonly onCommit?: (end: RedisCommitEnd) => void;
  readonly tracing?: Tracing;
  readonly log?: Logger;
}

const startOfCommit = () => ({
  name: 'Redis commit',
  kind: 'client' as const,
  attributes: { 'db.system.name': 'redis', 'db.operation.name': 'EVALSHA' },
});

/** Resolves when the state of Redis was read, or Redis was not reached. Never rejects because of Redis. */
export async function createRedisStore(options: RedisStoreOptions): Promise<Store> {
  const {
    url,
    ca,
    prefix,
    journalLength,
    timelineLength = 500,
    heartbeatMs = 2_000,
    connectTimeoutMs = 5_000,
    onCommit,
    tracing = noTracing,
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
  const changes = createFollowChanges({ keys, journalLength, copy, onDamaged });

  const link = createLink({
    open: () =>
      openSession({
        url: typeof url === 'function' ? url() : url,
        ca: ca?.(),
        keys,
        heartbeatMs,
        connectTimeoutMs,
        onWake: changes.wake,
        onHeartbeat: async (session) => void (await changes.read(session)),
      }),
    attach: changes.attach,
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

  /** Null when Redis is away or the connection was lost: the outcome of the write is then unknown. */
  const share = async (
    write: (session: Session, base: SharedState) => Promise<unknown>,
  ): Promise<CommitResult | null> => {
    const { session } = link;
    if (!session || !copy.shared) return null;
    const startedAt = performance.now();
    const report = (outcome: RedisCommitEnd['outcome']) =>
      onCommit?.({ outcome, durationMs: performance.now() - startedAt });
    try {
      const { shared } = copy;
      const written = async () => write(session, shared);
      const result = await Promise.resolve(tracing.child(startOfCommit, written)).catch((error: unknown) => {
        report('failed');
        throw error;
      });
      report(result === 'COMMITTED' ? 'committed' : 'conflict');
      // After a conflict there are changes to read, too.
      if (!(await changes.read(session))) return null;
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
        // The cursor may come from a replica that is ahead of this one.
        const isCurrent = link.session !== null && (await changes.read(link.session));
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
    writes: createRedisWriteLog({ keys, session, onDamaged }),
    get health() {
      const reachable = link.session !== null;
      return {
        reachable,
        lastFailure: reachable ? null : lastFailure,
        connections,
        damaged,
        unshared: copy.outage.length,
      };
    },
    async [Symbol.asyncDispose]() {
      await leases.release();
      await link[Symbol.asyncDispose]();
      copy.dispose();
    },
  };
}
