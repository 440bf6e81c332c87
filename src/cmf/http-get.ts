/** One HTTP GET on a pool, ended at once by its signal, also while it waits for a connection. */
import type { Dispatcher } from 'undici';

export interface Answer {
  readonly status: number;
  readonly etag: string | null;
  readonly retryAfter: string | null;
  readonly body: Buffer;
}

export interface Exchange {
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

/** Rejects with the signal's reason, or with what undici says broke. */
export function exchange(pool: Dispatcher, { path, headers, signal }: Exchange): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let running: Dispatcher.DispatchController | null = null;
    const chunks: Buffer[] = [];
    let head = { status: 0, etag: null as string | null, retryAfter: null as string | null };

    // undici itself notices a signal only once the request got a connection.
    const onAbort = () => {
      reject(signal.reason);
      running?.abort(signal.reason);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    const settled = () => signal.removeEventListener('abort', onAbort);

    pool.dispatch(
      { method: 'GET', path, headers: { ...headers } },
      {
        onRequestStart(controller) {
          running = controller;
          if (signal.aborted) controller.abort(signal.reason);
        },
        onResponseStart(_controller, status, received) {
          head = { status, etag: single(received['etag']), retryAfter: single(received['retry-after']) };
        },
        onResponseData(_controller, chunk) {
          chunks.push(chunk);
        },
        onResponseEnd() {
          settled();
          resolve({ ...head, body: Buffer.concat(chunks) });
        },
        onResponseError(_controller, error) {
          settled();
          reject(error);
        },
      },
    );
  });
}

function single(header: string | string[] | undefined): string | null {
  return (Array.isArray(header) ? header[0] : header) ?? null;
}
