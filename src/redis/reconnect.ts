/** Keeps a session with Redis open: opens a new one after each loss, and retries without limit. */
import { setTimeout as elapsed } from 'node:timers/promises';
import { reasonOf, type Session } from './session.ts';

export interface Link extends AsyncDisposable {
  /** The current session; null while Redis is unreachable. */
  readonly session: Session | null;
  /** Resolves when the first attempt to reach Redis has succeeded or failed. */
  readonly firstAttempt: Promise<void>;
}

export interface LinkOptions {
  readonly open: () => Promise<Session>;
  /** Synchronises this process with the state in Redis. `session` is exposed only after this has succeeded. */
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

  const runSession = async () => {
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

  const reconnectLoop = async () => {
    let delayMs = minDelayMs;
    while (!closing.signal.aborted) {
      const began = performance.now();
      await runSession().catch((error: unknown) => {
        if (!closing.signal.aborted) onLost(reasonOf(error));
      });
      firstAttempt.resolve();
      delayMs = performance.now() - began > maxDelayMs ? minDelayMs : Math.min(delayMs * 2, maxDelayMs);
      // Jitter, so that the gateway's replicas do not reconnect to a restarted Redis at the same moment.
      await elapsed(delayMs * (0.5 + Math.random() / 2), undefined, { signal: closing.signal }).catch(
        () => {},
      );
    }
  };
  const loop = reconnectLoop();

  return {
    get session() {
      return session;
    },
    firstAttempt: firstAttempt.promise,
    async [Symbol.asyncDispose]() {
      closing.abort();
      opened?.abandon(new Error('The store was closed.'));
      await loop;
    },
  };
}
