/**
 * One life of the connections to Redis: from both being open until either is lost. It never comes back; a new
 * session is opened instead, so that what follows a reconnect is the same as what follows a start.
 *
 * Nothing depends on what pub/sub carries, because everything can be read again. A heartbeat goes the whole way (published
 * by one connection, heard on the other, then a read), so that a connection which is open at this end only is noticed.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as elapsed } from 'node:timers/promises';
import { type Clients, createClients } from './connect.ts';
import type { Keys } from './keys.ts';

export interface Session {
  /** Runs a command; rejects at once when the session is lost, whatever became of the command. */
  run<T>(command: (redis: Clients['commands']) => Promise<T>): Promise<T>;
  /** Ends with the reason when the session has ended. */
  readonly lost: Promise<Error>;
  /** Ends the session. */
  abandon(reason: Error): void;
}

export interface SessionOptions {
  readonly url: string;
  readonly keys: Keys;
  /** Between two heartbeats, and how long Redis may be silent while it is asked for something, in milliseconds. */
  readonly heartbeatMs: number;
  readonly connectTimeoutMs: number;
  /** A commit was announced. */
  readonly onWake: (session: Session, message: string) => void;
  readonly onHeartbeat: (session: Session) => Promise<void>;
}

export async function openSession(options: SessionOptions): Promise<Session> {
  const { keys, heartbeatMs, connectTimeoutMs } = options;
  const { commands, subscriber } = createClients(options.url, { connectTimeoutMs, silenceMs: heartbeatMs });
  const clients = new Set([commands, subscriber]);
  const lost = Promise.withResolvers<Error>();
  const ended = new AbortController();

  let lastError = new Error('The connection to Redis was closed.');
  const abandon = (reason: Error) => {
    if (ended.signal.aborted) return;
    ended.abort();
    lost.resolve(reason);
    for (const client of clients) client.disconnect();
  };
  for (const client of clients) {
    client.on('error', (error: Error) => {
      lastError = error;
    });
    client.on('end', () => abandon(lastError));
  }

  const session: Session = {
    run: async (command) => Promise.race([command(commands), failed]),
    lost: lost.promise,
    abandon,
  };
  const failed = lost.promise.then((reason) => Promise.reject(reason));
  failed.catch(() => undefined);

  const echoChannel = keys.echo(randomUUID());
  let heard = Promise.withResolvers<void>();
  subscriber.on('message', (channel: string, message: string) => {
    if (channel === echoChannel) heard.resolve();
    else if (!ended.signal.aborted) options.onWake(session, message);
  });

  const beat = async () => {
    heard = Promise.withResolvers();
    await session.run((redis) => redis.publish(echoChannel, ''));
    await within(heartbeatMs, 'to what was published', heard.promise);
    await options.onHeartbeat(session);
  };
  const goOnBeating = async () => {
    for (;;) {
      await elapsed(heartbeatMs, undefined, { signal: ended.signal });
      await beat();
    }
  };

  try {
    // Subscribed before anything is read, so that no commit falls between the two.
    const opening = Promise.all([...clients].map((client) => client.connect())).then(() =>
      subscriber.subscribe(keys.wake, echoChannel),
    );
    await within(connectTimeoutMs, 'to being called', Promise.race([opening, failed]));
  } catch (error) {
    abandon(reasonOf(error));
    throw await lost.promise;
  }
  goOnBeating().catch((error: unknown) => abandon(reasonOf(error)));
  return session;
}

async function within<T>(ms: number, what: string, work: Promise<T>): Promise<T> {
  const timer = new AbortController();
  const late = elapsed(ms, undefined, { signal: timer.signal }).then(() => {
    throw new Error(`Redis did not answer ${what} within ${ms} ms.`);
  });
  late.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    timer.abort();
  }
}

export function reasonOf(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
