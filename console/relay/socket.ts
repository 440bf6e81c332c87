/** The WebSocket of the page: one connection for all subscriptions, which reconnects until the page closes. */
import { createClient } from 'graphql-ws';
import { connection } from '../live/connection.ts';
import { endpoint } from './request.ts';

const maxPauseMs = 5_000;

export const socket = createClient({
  url: () => new URL(endpoint, location.href.replace(/^http/, 'ws')).href,
  retryAttempts: Infinity,
  shouldRetry: () => true,
  // The default doubles the pause without limit.
  retryWait: (retries) => pauseOrOnline(Math.min(maxPauseMs, 250 * 2 ** retries)),
  keepAlive: 10_000,
  on: { connected: connection.connected, closed: connection.closed },
});

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
