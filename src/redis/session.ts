/**
 * A session is one lifetime of the connections to Redis: from both being open until either is lost. A lost session is
 * replaced by a new one, so that a reconnect takes the same steps as a start.
 *
 * Correctness does not depend on pub/sub messages, because all state can be read again. A heartbeat covers the whole
 * path (published on one connection, received on the other, then a read), so that half-open connections are detected.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as elapsed } from 'node:timers/promises';
import { type Clients, createClients } from './connect.ts';
import type { Keys } from './key-names.ts';

export interface Session {
  /** Runs a command. Rejects at once when the session is lost; Redis may still have run the command. */
  run<T>(command: (redis: Clients['commands']) => Promise<T>): Promise<T>;
  /** Resolves with the reason when the session has ended. */
  readonly lost: Promise<Error>;
  /** Ends the session. */
  abandon(reason: Error): void;
}

export interface SessionOptions {
  readonly url: string;
  /** The authorities in PEM for a URL with TLS; undefined: those of Node. */
  readonly ca?: string | undefined;
  readonly keys: Keys;
  /** Interval of heartbeats, and how long Redis may be silent while a reply is pending, in milliseconds. */
  readonly heartbeatMs: number;
  readonly connectTimeoutMs: number;
  /** Called when a commit is announced. */
  readonly onWake: (session: Session, message: string) => void;
  readonly onHeartbeat: (session: Session) => Promise<void>;
}

export async function openSession(options: SessionOptions): Promise<Session> {
  const { keys, ca, heartbeatMs, connectTimeoutMs } = options;
  const { commands, subscriber } = createClients(options.url, {
    ca,
    connectTimeoutMs,
    silenceMs: heartbeatMs,
  });
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
  let echo = Promise.withResolvers<void>();
  subscriber.on('message', (channel: string, message: string) => {
    if (channel === echoChannel) echo.resolve();
    else if (!ended.signal.aborted) options.onWake(session, message);
  });

  const beat = async () => {
    echo = Promise.withResolvers();
    await session.run((redis) => redis.publish(echoChannel, ''));
    await within(heartbeatMs, 'Redis did not deliver a heartbeat', echo.promise);
    await options.onHeartbeat(session);
  };
  const heartbeatLoop = async () => {
    for (;;) {
      await elapsed(heartbeatMs, undefined, { signal: ended.signal });
      await beat();
    }
  };

  try {
    // Subscribes before any read, so that no commit between the two is missed.
    const opening = Promise.all([...clients].map((client) => client.connect())).then(() =>
      subscriber.subscribe(keys.wake, echoChannel),
    );
    await within(connectTimeoutMs, 'Redis did not accept the connections', Promise.race([opening, failed]));
  } catch (error) {
    abandon(reasonOf(error));
    throw await lost.promise;
  }
  heartbeatLoop().catch((error: unknown) => abandon(reasonOf(error)));
  return session;
}

async function within<T>(ms: number, failure: string, work: Promise<T>): Promise<T> {
  const timer = new AbortController();
  const late = elapsed(ms, undefined, { signal: timer.signal }).then(() => {
    throw new Error(`${failure} within ${ms} ms.`);
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
