/**
 * A subscriber that moves between replicas: it subscribes at one, stays for a while, disconnects or is cut off, and
 * continues at another after its last cursor. It records every message.
 */
import { setTimeout as elapsed } from 'node:timers/promises';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import type { Random } from '../../src/emulator/random.ts';
import type { Received, SubscriberLog } from './received.ts';

export interface Subscriber extends SubscriberLog, AsyncDisposable {
  /** The last received state by application. */
  readonly states: ReadonlyMap<string, string | null>;
  /** Number of connections so far. */
  readonly sessions: number;
  /** The ends of sessions that this subscriber did not end, by code or message. */
  readonly endings: ReadonlyMap<string, number>;
  /** Connects and stays connected unless it is cut off. */
  settle(): void;
}

export interface SubscriberOptions {
  readonly name: string;
  /** The addresses of the replicas. */
  readonly urls: readonly string[];
  readonly environment: string | null;
  readonly application: string | null;
  readonly random: Random;
  /** The longest pause between two sessions. */
  readonly longestAwayMs: number;
}

const document = /* GraphQL */ `
  subscription Chaos($environment: String, $application: String, $after: String) {
    jobStateChanged(environment: $environment, application: $application, after: $after) {
      __typename
      cursor
      ... on JobStateChange { environmentName applicationName initial fromRaw toRaw jobId source }
      ... on JobStateGap { reason }
    }
  }
`;

interface Message {
  readonly __typename: 'JobStateChange' | 'JobStateGap' | 'JobStateCheckpoint';
  readonly cursor: string;
  readonly reason?: string;
  readonly environmentName: string;
  readonly applicationName: string;
  readonly initial: boolean;
  readonly fromRaw: string | null;
  readonly toRaw: string | null;
  readonly jobId: string | null;
  readonly source: 'POLL' | 'EVENT';
}

const patienceMs = 3_000;
const longestStayMs = 15_000;

export function createSubscriber(options: SubscriberOptions): Subscriber {
  const { name, urls, environment, application, random, longestAwayMs } = options;
  const received: Received[] = [];
  const states = new Map<string, string | null>();
  const endings = new Map<string, number>();
  const leaving = new AbortController();
  const settling = new AbortController();
  let sessions = 0;
  let after: string | null = null;

  const take = (message: Message) => {
    const { cursor, reason, fromRaw: from, toRaw: to, initial, jobId, source } = message;
    after = cursor;
    if (message.__typename === 'JobStateCheckpoint') return;
    if (reason !== undefined) {
      received.push({ kind: 'gap', reason, cursor, at: Date.now() });
      states.clear();
      return;
    }
    const key = `${message.environmentName}/${message.applicationName}`;
    received.push({ kind: 'state', application: key, initial, from, to, jobId, source, cursor });
    states.set(key, to);
  };

  const stay = async (url: string) => {
    sessions += 1;
    const over = Promise.withResolvers<string>();
    let isOver = false;
    const client = createClient({
      url,
      webSocketImpl: PatientWebSocket,
      retryAttempts: 0,
      connectionAckWaitTimeout: patienceMs,
      keepAlive: 1_000,
      on: watchdog(() => over.resolve('no pong')),
    });
    client.subscribe<{ jobStateChanged: Message }>(
      { query: document, variables: { environment, application, after } },
      {
        next({ data, errors }) {
          if (isOver) return;
          if (data) take(data.jobStateChanged);
          for (const error of errors ?? []) over.resolve(wordsOf([error]));
        },
        error: (reason) => over.resolve(wordsOf(reason)),
        complete: () => over.resolve('complete'),
      },
    );
    const left = elapsed(1_000 + random.whole(longestStayMs), 'left').then((end) =>
      settling.signal.aborted ? over.promise : end,
    );
    const stopped = onceAborted(leaving.signal).then(() => 'left');
    const end = await Promise.race([over.promise, left, stopped]);
    isOver = true;
    client.terminate();
    if (end !== 'left') endings.set(end, (endings.get(end) ?? 0) + 1);
  };

  const live = async () => {
    while (!leaving.signal.aborted) {
      await stay(urls[random.whole(urls.length)] ?? '');
      if (random.chance(0.02)) await away(longestAwayMs, settling.signal);
      await away(random.whole(1_000), leaving.signal);
    }
  };
  const living = live();

  return {
    subscriber: name,
    received,
    states,
    endings,
    get sessions() {
      return sessions;
    },
    settle() {
      settling.abort();
    },
    async [Symbol.asyncDispose]() {
      settling.abort();
      leaving.abort();
      await living;
    },
  };
}

/** Times out on a server that accepts the connection but sends nothing. */
class PatientWebSocket extends WebSocket {
  constructor(url: string, protocols: string[]) {
    super(url, protocols, { handshakeTimeout: patienceMs });
    this.on('error', () => {});
  }
}

/** Detects a half-open connection by a ping without a pong. */
function watchdog(onSilence: () => void) {
  let timer: NodeJS.Timeout | undefined;
  return {
    ping(isReceived: boolean) {
      if (isReceived) return;
      clearTimeout(timer);
      timer = setTimeout(onSilence, patienceMs);
    },
    pong: (isReceived: boolean) => {
      if (isReceived) clearTimeout(timer);
    },
    closed: () => clearTimeout(timer),
  };
}

/** Waits this long, or until the signal aborts. */
async function away(ms: number, signal: AbortSignal): Promise<void> {
  await elapsed(ms, undefined, { signal }).catch(() => {});
}

function onceAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

function wordsOf(reason: unknown): string {
  if (Array.isArray(reason)) return reason.map((error) => error?.extensions?.code ?? error?.message).join();
  if (reason instanceof Error) return reason.message;
  // A close event has a code, an error event a message.
  const { code, message } = Object(reason);
  return String(code ?? message);
}
