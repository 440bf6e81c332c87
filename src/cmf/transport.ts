/**
 * GETs to one CMF over one connection pool, with a deadline for the whole call and retries of transient failures.
 * A call without a response rejects with a `CmfError`. A response of any status resolves.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { errors, Pool } from 'undici';
import { at } from '../json.ts';
import { CmfError } from './errors.ts';
import { exchange, type HttpResponse } from './http-get.ts';
import { isTransient, pauseBeforeRetry } from './retry.ts';

/** PEM contents: the client's certificate and key for mTLS, and the authority to trust instead of the usual ones. */
export interface Tls {
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
  readonly ca?: string | undefined;
}

export interface TransportOptions {
  /** Base URL with an optional path prefix, e.g. `https://proxy.example/flink`. */
  readonly url: string;
  /** Read at each call: another object means other connections, while running calls end on the old ones. */
  readonly tls?: Tls | (() => Tls);
  /** Bound on a whole call: waiting for a connection, repeats and pauses between them included. Default 10 seconds. */
  readonly timeoutMs?: number;
  /** Bound on concurrent requests; further ones are queued. CMF is one pod. Default 16. */
  readonly maxConnections?: number;
  /** How often a failed call is retried. Default 2. */
  readonly maxRetries?: number;
  /** Longer responses are refused, which protects the gateway's memory. Default 64 MB. */
  readonly maxResponseBytes?: number;
  /** Further headers of a request that is about to be sent, such as those that tie it to its cause. */
  readonly callHeaders?: (() => Readonly<Record<string, string>>) | undefined;
  /** Told of every HTTP request when it has ended, repeats included; null status: no answer. */
  readonly onCall?: (call: CallReport) => void;
}

export interface CallReport {
  /** The client's method, e.g. `getApplication`. */
  readonly operation: string;
  readonly status: number | null;
  readonly durationMs: number;
  /** Length of the response body. */
  readonly bytes: number;
}

export interface TransportCall {
  readonly operation: string;
  /** Path and query below the base URL. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
}

export interface Transport {
  get(call: TransportCall): Promise<HttpResponse>;
  /** Ends running calls as `ABORTED` and closes the connections. */
  close(): Promise<void>;
}

/** No CMF response is longer than this. */
const maxBodyBytes = 64 * 1024 * 1024;

export function createTransport(options: TransportOptions): Transport {
  const { timeoutMs = 10_000, maxConnections = 16, maxRetries = 2, callHeaders, onCall } = options;
  const { maxResponseBytes = maxBodyBytes } = options;
  const { origin, pathname } = new URL(options.url);
  const prefix = pathname.replace(/\/+$/, '');
  const { tls = {} } = options;
  const tlsNow = typeof tls === 'function' ? tls : () => tls;
  const pools = createPools(
    tlsNow,
    (material) =>
      new Pool(origin, {
        connections: maxConnections,
        // Only HTTP/1.1 makes the number of connections the bound on concurrent requests.
        allowH2: false,
        connect: { timeout: timeoutMs, ...material },
        // The call's own deadline stands for both.
        headersTimeout: 0,
        bodyTimeout: 0,
        maxResponseSize: maxResponseBytes,
      }),
  );
  /** How to end each call that is under way. */
  const running = new Set<() => void>();

  const sendOnce = async (
    { operation, path, headers }: TransportCall,
    signal: AbortSignal,
  ): Promise<HttpResponse> => {
    const startedAt = performance.now();
    const report = (status: number | null, bytes: number) =>
      onCall?.({ operation, status, durationMs: performance.now() - startedAt, bytes });
    const answer = await exchange(pools.current(), {
      path: prefix + path,
      headers: { ...callHeaders?.(), ...headers },
      signal,
    }).catch((error: unknown) => {
      report(null, 0);
      signal.throwIfAborted();
      throw brokenCall(operation, error, maxResponseBytes);
    });
    report(answer.status, answer.body.length);
    return answer;
  };

  const sendWithRetries = async (call: TransportCall, signal: AbortSignal): Promise<HttpResponse> => {
    const deadline = performance.now() + timeoutMs;
    for (let attempt = 0; ; attempt++) {
      const result = await sendOnce(call, signal).catch(unreachable);
      if (!(result instanceof CmfError) && !isTransient(result.status)) return result;

      const retryAfter = result instanceof CmfError ? null : result.retryAfter;
      const pause = pauseBeforeRetry({ attempt, retryAfter, random: Math.random(), now: Date.now() });
      // A pause beyond the deadline would replace the real error with a timeout.
      if (attempt >= maxRetries || performance.now() + pause >= deadline) {
        if (result instanceof CmfError) throw result;
        return result;
      }
      await delay(pause, undefined, { signal }).catch(() => signal.throwIfAborted());
    }
  };

  return {
    async get(call) {
      const { operation } = call;
      const ended = new AbortController();
      const abort = () =>
        ended.abort(
          new CmfError({
            operation,
            failure: 'ABORTED',
            retryable: false,
            message: 'The caller aborted the call to CMF',
          }),
        );
      const expire = () =>
        ended.abort(
          new CmfError({
            operation,
            failure: 'TIMEOUT',
            retryable: true,
            message: `CMF did not respond within ${timeoutMs} ms`,
          }),
        );
      if (call.signal?.aborted) abort();
      ended.signal.throwIfAborted();

      const timer = setTimeout(expire, timeoutMs);
      call.signal?.addEventListener('abort', abort, { once: true });
      running.add(abort);
      try {
        return await sendWithRetries(call, ended.signal);
      } finally {
        running.delete(abort);
        call.signal?.removeEventListener('abort', abort);
        clearTimeout(timer);
      }
    },

    async close() {
      for (const abort of running) abort();
      await pools.destroy();
    },
  };
}

/** The pool of the present TLS material, and those before it until their last call has ended. */
function createPools(tls: () => Tls, open: (material: Tls) => Pool) {
  let material = tls();
  let pool = open(material);
  const retired = new Set<Pool>();
  return {
    current(): Pool {
      const latest = tls();
      if (latest !== material) {
        const old = pool;
        retired.add(old);
        // It takes no new calls and ends with its last one, or with the transport.
        void old
          .close()
          .catch(() => undefined)
          .finally(() => retired.delete(old));
        material = latest;
        pool = open(latest);
      }
      return pool;
    },
    async destroy(): Promise<void> {
      await Promise.all([pool, ...retired].map((each) => each.destroy()));
    },
  };
}

/** Returns an `UNREACHABLE` error, which may be retried, and throws any other. */
function unreachable(error: unknown): CmfError {
  if (error instanceof CmfError && error.failure === 'UNREACHABLE') return error;
  throw error;
}

/** The message contains only the error code; addresses and headers stay in `cause`, for the log. */
function brokenCall(operation: string, cause: unknown, maxResponseBytes: number): CmfError {
  if (cause instanceof errors.ResponseExceededMaxSizeError) {
    const message = `CMF's response is longer than ${maxResponseBytes} bytes`;
    return new CmfError({ operation, failure: 'MALFORMED', retryable: true, message, cause });
  }
  if (cause instanceof errors.ClientDestroyedError) {
    const message = 'The CMF client was closed';
    return new CmfError({ operation, failure: 'ABORTED', retryable: false, message, cause });
  }
  const code = at(cause, 'code');
  const message = `CMF could not be reached (${typeof code === 'string' ? code : 'connection broken'})`;
  return new CmfError({ operation, failure: 'UNREACHABLE', retryable: true, message, cause });
}
