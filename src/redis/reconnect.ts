/** Keeps a session with Redis: opens one, and after its loss the next, for as long as it takes. */
import { setTimeout as elapsed } from 'node:timers/promises';
import { reasonOf, type Session } from './session.ts';

export interface Link extends AsyncDisposable {
  /** The session in use; null while Redis is away. */
  readonly session: Session | null;
  /** Ends when Redis was reached or not, for the first time. */
  readonly firstAttempt: Promise<void>;
}

export interface LinkOptions {
  readonly open: () => Promise<Session>;
  /** Brings this process to the state of Redis; the session is used by others only when this has succeeded. */
  readonly attach: (session: Session) => Promise<void>;
  readonly onAttached: () => void;
  readonly onLost: (reason: Error) => void;
}

const minDelayMs = 50;
const maxDelayMs = 2_000;

export function createLink({ open, attach, onAttached, onLost }: LinkOptions): Link {
  const closing = new AbortController();
  const firstAttempt = Promise.withResolvers<void>();
  let opened: Session | null = null;
  let session: Session | null = null;

  const live = async () => {
    opened = await open();
    if (closing.signal.aborted) opened.abandon(new Error('The store was closed.'));
    try {
      await attach(opened);
    } catch (error) {
      opened.abandon(reasonOf(error));
      throw error;
    }
    session = opened;
    void opened.lost.then(() => {
      session = null;
    });
    onAttached();
    firstAttempt.resolve();
    throw await opened.lost;
  };

  const keep = async () => {
    let delayMs = minDelayMs;
    while (!closing.signal.aborted) {
      const began = performance.now();
      await live().catch((error: unknown) => {
        if (!closing.signal.aborted) onLost(reasonOf(error));
      });
      firstAttempt.resolve();
      delayMs = performance.now() - began > maxDelayMs ? minDelayMs : Math.min(delayMs * 2, maxDelayMs);
      // Jitter, so that the replicas of a restarted Redis do not all come at once.
      await elapsed(delayMs * (0.5 + Math.random() / 2), undefined, { signal: closing.signal }).catch(
        () => {},
      );
    }
  };
  const kept = keep();

  return {
    get session() {
      return session;
    },
    firstAttempt: firstAttempt.promise,
    async [Symbol.asyncDispose]() {
      closing.abort();
      opened?.abandon(new Error('The store was closed.'));
      await kept;
    },
  };
}
