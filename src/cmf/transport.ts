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

export interface TransportOptions {
  /** Base URL with an optional path prefix, e.g. `https://proxy.example/flink`. */
  readonly url: string;
  /** PEM contents: the client's certificate and key for mTLS, and the CA to trust instead of the default ones. */
  readonly tls?: {
    readonly cert?: string | undefined;
    readonly key?: string | undefined;
    readonly ca?: string | undefined;
  };
  /** Bound on a whole call, including the wait for a connection, retries and pauses. Default 10 seconds. */
  readonly timeoutMs?: number;
  /** Bound on concurrent requests; further ones are queued. CMF is one pod. Default 16. */
  readonly maxConnections?: number;
  /** How often a failed call is retried. Default 2. */
  readonly maxRetries?: number;
  /** Called at the end of every HTTP request, retries included; null status: no response. */
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

/** No CMF response is longer than this; the bound protects the gateway's memory. */
const maxBodyBytes = 64 * 1024 * 1024;

export function createTransport(options: TransportOptions): Transport {
  const { timeoutMs = 10_000, maxConnections = 16, maxRetries = 2, onCall } = options;
  const { origin, pathname } = new URL(options.url);
  const prefix = pathname.replace(/\/+$/, '');
  const pool = new Pool(origin, {
    connections: maxConnections,
    // With HTTP/1.1 the number of connections bounds the number of concurrent requests.
    allowH2: false,
    connect: { timeout: timeoutMs, ...options.tls },
    // The deadline of the whole call replaces both.
    headersTimeout: 0,
    bodyTimeout: 0,
    maxResponseSize: maxBodyBytes,
  });
  /** The abort functions of the running calls. */
  const running = new Set<() => void>();

  const sendOnce = async (
    { operation, path, headers }: TransportCall,
    signal: AbortSignal,
  ): Promise<HttpResponse> => {
    const startedAt = performance.now();
    const report = (status: number | null, bytes: number) =>
      onCall?.({ operation, status, durationMs: performance.now() - startedAt, bytes });
    const response = await exchange(pool, { path: prefix + path, headers, signal }).catch(
      (error: unknown) => {
        report(null, 0);
        signal.throwIfAborted();
        throw brokenCall(operation, error);
      },
    );
    report(response.status, response.body.length);
    return response;
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
      await pool.destroy();
    },
  };
}

/** Returns an `UNREACHABLE` error, which may be retried, and throws any other. */
function unreachable(error: unknown): CmfError {
  if (error instanceof CmfError && error.failure === 'UNREACHABLE') return error;
  throw error;
}

/** The message contains only the error code; addresses and headers stay in `cause`, for the log. */
function brokenCall(operation: string, cause: unknown): CmfError {
  if (cause instanceof errors.ResponseExceededMaxSizeError) {
    const message = `CMF's response is longer than ${maxBodyBytes} bytes`;
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
