/**
 * Requests to one CMF, with a deadline for the whole call. A call without a response rejects with a `CmfError`. A
 * response of any status resolves.
 *
 * GETs share a connection pool, and transient failures are retried. A write is sent at most once. It gets a new
 * connection: CMF may close an idle connection at the moment of the write, and the outcome would then be unknown.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { errors, Pool } from 'undici';
import { at } from '../json.ts';
import { CmfError, CmfWriteError } from './errors.ts';
import { createPools, type Tls } from './http/connection-pools.ts';
import { ContentCodingError, decodeBody } from './http/content-coding.ts';
import { exchange, type HttpResponse } from './http/exchange.ts';
import { isTransient, pauseBeforeRetry } from './retry.ts';

export interface TransportOptions {
  /** Base URL with an optional path prefix, e.g. `https://proxy.example/flink`. */
  readonly url: string;
  /** Read at each call. A different object opens new connections; running calls end on the old ones. */
  readonly tls?: Tls | (() => Tls);
  /** Bound on a whole call: waiting for a connection, repeats and pauses between them included. Default 10 seconds. */
  readonly timeoutMs?: number;
  /** Bound on concurrent GETs; further ones are queued. CMF runs as a single pod. Default 16. */
  readonly maxConnections?: number;
  /** How often a failed call is retried. Default 2. */
  readonly maxRetries?: number;
  /** Longer responses fail, which protects the gateway's memory. Default 64 MB. */
  readonly maxResponseBytes?: number;
  /** Additional headers of each request, such as those of its correlation. */
  readonly callHeaders?: (() => Readonly<Record<string, string>>) | undefined;
  /** Runs the exchange of every HTTP request, retries included. It must return the result of `send`. */
  readonly traceCall?: TraceCall | undefined;
  /** Called after every HTTP request, retries included; the status is null without a response. */
  readonly onCall?: (call: CallReport) => void;
}

export interface CallReport {
  /** The client's method, e.g. `getApplication`. */
  readonly operation: string;
  readonly status: number | null;
  readonly durationMs: number;
  /** Length of the response body as received. */
  readonly bytes: number;
}

export interface TracedCall {
  /** The client's method, e.g. `getApplication`. */
  readonly operation: string;
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Without the query. */
  readonly path: string;
  readonly host: string;
  readonly port: number;
  /** How often the call was sent before. */
  readonly resends: number;
}

export type TraceCall = (call: TracedCall, send: () => Promise<HttpResponse>) => Promise<HttpResponse>;

export interface TransportCall {
  readonly operation: string;
  /** Path and query below the base URL. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
}

export interface TransportWrite extends TransportCall {
  readonly method: 'POST' | 'DELETE';
  readonly body?: string | undefined;
}

export interface Transport {
  get(call: TransportCall): Promise<HttpResponse>;
  /** Never retried. Rejects with a `CmfWriteError` whose outcome states whether the request was sent. */
  write(call: TransportWrite): Promise<HttpResponse>;
  /** The number of calls that wait for a connection. */
  readonly waiting: number;
  /** Ends running calls as `ABORTED` and closes the connections. */
  close(): Promise<void>;
}

/** No CMF response is longer than this, encoded or decoded; the bound protects the gateway's memory. */
const maxBodyBytes = 64 * 1024 * 1024;
/** Bound on concurrent writes; further ones are queued. */
const maxWriteConnections = 4;

export function createTransport(options: TransportOptions): Transport {
  const { timeoutMs = 10_000, maxConnections = 16, maxRetries = 2, callHeaders, onCall } = options;
  const { traceCall = (_call, send) => send() } = options;
  const { maxResponseBytes = maxBodyBytes } = options;
  const { origin, pathname, hostname, port, protocol } = new URL(options.url);
  const peer = { host: hostname, port: Number(port || (protocol === 'https:' ? 443 : 80)) };
  const prefix = pathname.replace(/\/+$/, '');
  const { tls = {} } = options;
  const tlsNow = typeof tls === 'function' ? tls : () => tls;
  const open = (settings: Pool.Options) => (material: Tls) =>
    new Pool(origin, {
      // Only HTTP/1.1 makes the number of connections the bound on concurrent requests.
      allowH2: false,
      connect: { timeout: timeoutMs, ...material },
      // The deadline of the call replaces both.
      headersTimeout: 0,
      bodyTimeout: 0,
      maxResponseSize: maxResponseBytes,
      ...settings,
    });
  const pools = createPools(tlsNow, open({ connections: maxConnections }));
  // Without pipelining a connection closes after its response.
  const writePools = createPools(tlsNow, open({ connections: maxWriteConnections, pipelining: 0 }));
  /** How to end each call that is under way. */
  const running = new Set<() => void>();

  const send = async (
    pool: Pool,
    { operation, path, headers, ...request }: TransportCall & Partial<TransportWrite>,
    signal: AbortSignal,
    onSending?: () => void,
  ): Promise<HttpResponse> => {
    const startedAt = performance.now();
    const report = (status: number | null, bytes: number) =>
      onCall?.({ operation, status, durationMs: performance.now() - startedAt, bytes });
    const answer = await exchange(pool, {
      method: request.method ?? 'GET',
      path: prefix + path,
      headers: { 'accept-encoding': 'gzip', ...callHeaders?.(), ...headers },
      body: request.body,
      signal,
      ...(onSending && { onSending }),
    }).catch((error: unknown) => {
      report(null, 0);
      signal.throwIfAborted();
      throw brokenCall(operation, error, maxResponseBytes);
    });
    report(answer.status, answer.body.length);
    return decoded(operation, answer, maxResponseBytes);
  };

  const sendTraced = (
    pool: Pool,
    call: TransportCall & Partial<TransportWrite>,
    signal: AbortSignal,
    { resends = 0, onSending }: { readonly resends?: number; readonly onSending?: () => void } = {},
  ): Promise<HttpResponse> => {
    const { operation, method = 'GET' } = call;
    const [path = ''] = (prefix + call.path).split('?', 1);
    return traceCall({ operation, method, path, ...peer, resends }, () =>
      send(pool, call, signal, onSending),
    );
  };

  const sendWithRetries = async (call: TransportCall, signal: AbortSignal): Promise<HttpResponse> => {
    const deadline = performance.now() + timeoutMs;
    for (let attempt = 0; ; attempt++) {
      const result = await sendTraced(pools.current(), call, signal, { resends: attempt }).catch(unreachable);
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

  /** Runs `work` with a signal that aborts at the deadline, with the caller's signal, and when the transport closes. */
  const bounded = async <T>(
    { operation, signal }: TransportCall,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> => {
    const ended = new AbortController();
    const abort = () => ended.abort(aborted(operation));
    const expire = () => ended.abort(expired(operation, timeoutMs));
    if (signal?.aborted) abort();
    ended.signal.throwIfAborted();

    const timer = setTimeout(expire, timeoutMs);
    signal?.addEventListener('abort', abort, { once: true });
    running.add(abort);
    try {
      return await work(ended.signal);
    } finally {
      running.delete(abort);
      signal?.removeEventListener('abort', abort);
      clearTimeout(timer);
    }
  };

  return {
    get: (call) => bounded(call, (signal) => sendWithRetries(call, signal)),

    async write(call) {
      let hasLeft = false;
      const onSending = () => {
        hasLeft = true;
      };
      try {
        return await bounded(call, (signal) => sendTraced(writePools.current(), call, signal, { onSending }));
      } catch (error) {
        if (!(error instanceof CmfError)) throw error;
        throw CmfWriteError.from(error, hasLeft ? 'UNKNOWN' : 'NOT_SENT');
      }
    },

    get waiting() {
      return pools.waiting + writePools.waiting;
    },
    async close() {
      for (const abort of running) abort();
      await Promise.all([pools.destroy(), writePools.destroy()]);
    },
  };
}

function aborted(operation: string): CmfError {
  const message = 'The caller aborted the call to CMF';
  return new CmfError({ operation, failure: 'ABORTED', retryable: false, message });
}

function expired(operation: string, timeoutMs: number): CmfError {
  const message = `CMF did not respond within ${timeoutMs} ms`;
  return new CmfError({ operation, failure: 'TIMEOUT', retryable: true, message });
}

/**
 * The response with its body decoded, up to `maxBytes`. An error status is returned even if its body cannot be
 * decoded.
 */
async function decoded(operation: string, response: HttpResponse, maxBytes: number): Promise<HttpResponse> {
  const { status, contentCoding } = response;
  const body = await decodeBody(response.body, contentCoding, maxBytes).catch((cause: unknown) => {
    if (!(cause instanceof ContentCodingError)) throw cause;
    if (status >= 400) return Buffer.alloc(0);
    const message = `CMF's response ${cause.message}`;
    // The message already contains that of the `ContentCodingError`; the log appends that of zlib.
    throw new CmfError({
      operation,
      failure: 'MALFORMED',
      status,
      retryable: true,
      message,
      cause: cause.cause,
    });
  });
  return { ...response, body };
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
