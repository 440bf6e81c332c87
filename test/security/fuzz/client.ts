/** A client that sends any input over HTTP and WebSocket, and fails when the gateway does not respond. */
import { once } from 'node:events';
import { parse, validate } from 'graphql';
import WebSocket from 'ws';
import { schema } from '../../../schema/index.ts';
import type { Random } from '../../../src/emulator/random.ts';
import type { TestGateway } from '../../support/gateway.ts';
import { type Result, responseLimitMs, runs } from './fixtures.ts';
import type { Operation, Pool } from './operations.ts';

export const fleet = { environments: 3, applications: 8, instances: 3 };

export const share = (part: number) => Math.ceil(runs * part);

export const timeout = 30_000 + runs * 60;

export const newPool = (): Pool => ({ strings: ['env-001', 'env-002', 'app-001', 'app-002', 'RUNNING'] });

/** A request that must have a response, which may be any HTTP response. */
export async function send(url: string, init: RequestInit): Promise<Result | null> {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(responseLimitMs) });
  if (response.headers.get('content-type')?.startsWith('text/event-stream')) {
    await response.body?.cancel();
    return null;
  }
  const text = await response.text();
  if (response.status === 500) throw new Error(`500: ${text}`);
  return response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : null;
}

export function sendOverHttp(
  url: string,
  operation: Operation,
  random: Random,
  headers: Readonly<Record<string, string>> = {},
) {
  const accept = random.pick(['application/json', 'application/graphql-response+json']);
  if (random.chance(0.2)) {
    const target = new URL(url);
    target.searchParams.set('query', operation.query);
    target.searchParams.set('variables', JSON.stringify(operation.variables));
    if (target.href.length < 8_000) return send(target.href, { headers: { accept, ...headers } });
  }
  return send(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept, ...headers },
    body: JSON.stringify(operation),
  });
}

/** Odd strings are escaped as JSON does it, which GraphQL does not always read. */
export function fits({ query }: Operation): boolean {
  try {
    return validate(schema, parse(query)).length === 0;
  } catch {
    return false;
  }
}

export const isSubscription = ({ query }: Operation) => query.startsWith('subscription');

/** How long a subscription may be silent before the client completes it. */
const silenceMs = 50;

/** The first response to an operation over a WebSocket; null for an open subscription without messages. */
export async function sendOverSocket(url: string, payload: Operation): Promise<Result | null> {
  const socket = new WebSocket(url.replace(/^http/, 'ws'), 'graphql-transport-ws');
  try {
    await once(socket, 'open');
    socket.send(JSON.stringify({ type: 'connection_init' }));
    const answered = Promise.withResolvers<Result | null>();
    const patience = setTimeout(
      () => answered.reject(new Error('no response over the WebSocket')),
      responseLimitMs,
    );
    let silence: NodeJS.Timeout | undefined;
    socket.on('close', (code, reason) =>
      answered.reject(new Error(`closed with ${code}: ${reason.toString()}`)),
    );
    socket.on('message', (text) => {
      const message = JSON.parse((text as Buffer).toString());
      if (message.type === 'connection_ack') {
        socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload }));
        if (isSubscription(payload)) silence = setTimeout(() => socket.send('{"type":"ping"}'), silenceMs);
      }
      if (message.type === 'next') answered.resolve(message.payload);
      if (message.type === 'error') answered.resolve({ errors: message.payload });
      if (message.type === 'complete' || message.type === 'pong') answered.resolve(null);
    });
    return await answered.promise.finally(() => {
      clearTimeout(patience);
      clearTimeout(silence);
    });
  } finally {
    socket.removeAllListeners('close').terminate();
  }
}

export async function isAlive({ url }: TestGateway): Promise<boolean> {
  const result = await send(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ environments { totalCount } }' }),
  });
  return result?.data !== undefined && result.data !== null;
}
