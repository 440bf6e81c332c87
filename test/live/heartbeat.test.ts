/** Connections are asked whether anybody is still there, in real time: every twelve seconds. */
import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import { startGateway, still } from '../support/gateway.ts';

const query = 'subscription Heartbeats { jobStateChanged { cursor } }';
/** Whoever does not answer one ping is ended at the next. */
const timeout = 60_000;

async function openWebSocket(url: string, { autoPong }: { autoPong: boolean }): Promise<WebSocket> {
  const socket = new WebSocket(url.replace(/^http/, 'ws'), 'graphql-transport-ws', { autoPong });
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init' }));
  await once(socket, 'message');
  return socket;
}

describe.concurrent('the heartbeat', { timeout }, () => {
  test('ends a WebSocket that answers no ping, and keeps one that does', async () => {
    await using gateway = await startGateway({ env: still });
    const mute = await openWebSocket(gateway.url, { autoPong: false });
    const live = await openWebSocket(gateway.url, { autoPong: true });
    const asked = once(live, 'ping');
    // Without a closing handshake, which nobody would answer.
    expect(await once(mute, 'close')).toEqual([1006, Buffer.alloc(0)]);
    await asked;
    expect(live.readyState).toBe(WebSocket.OPEN);
    live.terminate();
  });

  test('keeps a stream of server-sent events from being cut as idle', async () => {
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
    }
    expect(pings).toEqual([':\n\n', ':\n\n']);
  });
});
