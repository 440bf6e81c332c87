/** One HTTP request on a connection pool. Its signal ends it at once, even while it waits for a connection. */
import type { Dispatcher } from 'undici';

export interface HttpResponse {
  readonly status: number;
  readonly etag: string | null;
  readonly retryAfter: string | null;
  /** `Content-Encoding` of the body as received. */
  readonly contentCoding: string | null;
  readonly body: Buffer;
}

export interface Exchange {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  readonly signal: AbortSignal;
  /**
   * Called before the first byte is written to a connection. If the request ends without this call, no byte was
   * sent.
   */
  readonly onSending?: () => void;
}

/** Rejects with the signal's reason or with undici's error. */
export function exchange(pool: Dispatcher, request: Exchange): Promise<HttpResponse> {
  const { method = 'GET', path, headers, body, signal, onSending } = request;
  return new Promise((resolve, reject) => {
    let running: Dispatcher.DispatchController | null = null;
    const chunks: Buffer[] = [];
    let head: Omit<HttpResponse, 'body'> = { status: 0, etag: null, retryAfter: null, contentCoding: null };

    // undici observes a signal only after the request has a connection.
    const onAbort = () => {
      reject(signal.reason);
      running?.abort(signal.reason);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    const cleanUp = () => signal.removeEventListener('abort', onAbort);

    pool.dispatch(
      { method, path, headers: { ...headers }, body: body ?? null },
      {
        onRequestStart(controller) {
          running = controller;
          if (signal.aborted) controller.abort(signal.reason);
          else onSending?.();
        },
        onResponseStart(_controller, status, received) {
          head = {
            status,
            etag: single(received['etag']),
            retryAfter: single(received['retry-after']),
            contentCoding: joined(received['content-encoding']),
          };
        },
        onResponseData(_controller, chunk) {
          chunks.push(chunk);
        },
        onResponseEnd() {
          cleanUp();
          resolve({ ...head, body: Buffer.concat(chunks) });
        },
        onResponseError(_controller, error) {
          cleanUp();
          reject(error);
        },
      },
    );
  });
}

function single(header: string | string[] | undefined): string | null {
  return (Array.isArray(header) ? header[0] : header) ?? null;
}

/** The lines of a list header (RFC 9110 section 5.3). */
function joined(header: string | string[] | undefined): string | null {
  return (Array.isArray(header) ? header.join(',') : header) ?? null;
}
