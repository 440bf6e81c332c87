/**
 * The WebSocket of the page: one connection for all subscriptions, which reconnects until the page closes. It is
 * replaced when the session has a new token, because the gateway closes a connection when its token expires.
 */
import { createClient } from 'graphql-ws';
import { connection } from '../live/connection.ts';
import { nextAccessToken, tokenAccepted, tokenRejected } from '../sign-in/session.ts';
import { onSessionChange, session } from '../sign-in/session-state.ts';
import { forbiddenCode, terminatedCode, unauthorizedCode } from './close-codes.ts';
import { endpoint } from './request.ts';

const maxPauseMs = 5_000;

/** Of the connection, or of the next one. */
let token: string | null = null;
let isConnected = false;
/** The connection was closed to be replaced: it is not lost. */
let isReplaced = false;

export const socket = createClient({
  async url() {
    // Not in `connectionParams`: the gateway closes a connection that waits for its token.
    token = await nextAccessToken();
    return new URL(endpoint, location.href.replace(/^http/, 'ws')).href;
  },
  connectionParams: () => (token === null ? {} : { authorization: `Bearer ${token}` }),
  retryAttempts: Infinity,
  shouldRetry: () => true,
  // The default doubles the pause without limit.
  retryWait: (retries) =>
    isReplaced ? Promise.resolve() : pauseOrOnline(Math.min(maxPauseMs, 250 * 2 ** retries)),
  keepAlive: 10_000,
  on: {
    connected() {
      isConnected = true;
      isReplaced = false;
      tokenAccepted(token);
      connection.connected();
      replaceIfOutdated();
    },
    closed(event) {
      const { code, reason } = event as CloseEvent;
      isConnected = false;
      if (code === terminatedCode) return;
      isReplaced = false;
      if (code === unauthorizedCode) tokenRejected(token, reason.replace(/^Unauthorized: /, ''));
      else if (code === forbiddenCode) connection.refused(reason.replace(/^Forbidden: /, ''));
      else connection.closed();
    },
  },
});

/** The subscriptions resume on the next connection after their last message, so no change is lost. */
function replaceIfOutdated(): void {
  if (!isConnected || session().phase !== 'signed-in') return;
  void nextAccessToken().then((next) => {
    if (!isConnected || next === token) return;
    isReplaced = true;
    socket.terminate();
  });
}
onSessionChange(replaceIfOutdated);

/** Resolves early when the browser is online again. */
function pauseOrOnline(milliseconds: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const done = () => {
    clearTimeout(timer);
    removeEventListener('online', done);
    resolve();
  };
  const timer = setTimeout(done, milliseconds);
  addEventListener('online', done);
  return promise;
}
