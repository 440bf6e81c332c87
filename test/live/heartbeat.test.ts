/** The gateway pings each connection every twelve seconds. The test advances the clock of that interval. */
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import WebSocket from 'ws';
import { startGateway, still } from '../support/gateway.ts';

const query = 'subscription Heartbeats { jobStateChanged { cursor } }';
const twelveSeconds = 12_000;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
});
afterEach(() => {
  vi.useRealTimers();
});

async function openWebSocket(url: string, { autoPong }: { autoPong: boolean }): Promise<WebSocket> {
  const socket = new WebSocket(url.replace(/^http/, 'ws'), 'graphql-transport-ws', { autoPong });
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init' }));
  await once(socket, 'message');
  return socket;
}

/** Resolves when the gateway has read everything that the socket sent. */
async function readByGateway(socket: WebSocket): Promise<void> {
  socket.send(JSON.stringify({ type: 'ping' }));
  const [message] = await once(socket, 'message');
  expect(JSON.parse(String(message))).toEqual({ type: 'pong' });
}

describe('the heartbeat', () => {
  test('ends a WebSocket that does not reply to pings, and keeps one that does', async () => {
    await using gateway = await startGateway({ env: still });
    const mute = await openWebSocket(gateway.url, { autoPong: false });
    const live = await openWebSocket(gateway.url, { autoPong: true });
    const pinged = Promise.all([once(mute, 'ping'), once(live, 'ping')]);
    vi.advanceTimersByTime(twelveSeconds);
    await pinged;
    await readByGateway(live);
    expect(mute.readyState).toBe(WebSocket.OPEN);

    const closed = once(mute, 'close');
    const requested = once(live, 'ping');
    vi.advanceTimersByTime(twelveSeconds);
    // Without a closing handshake, which the client would not complete.
    expect(await closed).toEqual([1006, Buffer.alloc(0)]);
    await requested;
    await readByGateway(live);
    expect(live.readyState).toBe(WebSocket.OPEN);
    live.terminate();
  });

  test('prevents that a stream of server-sent events is closed as idle', async () => {
    await using gateway = await startGateway({ cmf: { fleet: 'empty' }, env: still });
    const response = await fetch(gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query }),
    });
    const pings: string[] = [];
    for await (const chunk of response.body ?? []) {
      pings.push(Buffer.from(chunk).toString());
      if (pings.length === 2) break;
      vi.advanceTimersByTime(twelveSeconds);
    }
    expect(pings).toEqual(['retry: 1000\n\n', ':\n\n']);
  });
});
