/** A GraphQL client for tests: typed documents over HTTP, WebSocket and SSE. */
import { createClient as createWebSocketClient } from 'graphql-ws';
import WebSocket from 'ws';
import type { TypedDocumentString } from '../gql/graphql.ts';

/** Headers of a request that bypasses the mirror. */
export const noCache = { 'cache-control': 'no-cache' };

export interface PublicError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: {
    readonly code: string;
    readonly requestId: string;
    readonly retryable?: boolean;
  };
}

export interface Result<Data> {
  readonly data: Data | null | undefined;
  readonly errors?: readonly PublicError[];
}

export interface TestClient {
  query<Data, Variables>(
    document: Document<Data, Variables>,
    variables?: Variables,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Result<Data>>;
  /** Data of a query that must not have errors. */
  data<Data, Variables>(
    document: Document<Data, Variables>,
    variables?: Variables,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Data>;
  /** A subscription over its own WebSocket. */
  subscribe<Data, Variables>(document: Document<Data, Variables>, variables?: Variables): Stream<Data>;
}

type Document<Data, Variables> = TypedDocumentString<Data, Variables>;

export interface Stream<Data> extends AsyncDisposable {
  /** Everything received so far. */
  readonly received: readonly Data[];
  readonly errors: readonly PublicError[];
  /** How the stream ended. */
  readonly ended: Promise<{ readonly code?: number; readonly reason?: string } | 'complete'>;
}

export function createClient(url: string): TestClient {
  const query: TestClient['query'] = async (document, variables, headers) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
      body: JSON.stringify({ query: String(document), variables }),
    });
    return (await response.json()) as never;
  };

  return {
    query,
    async data(document, variables, headers) {
      const { data, errors } = await query(document, variables, headers);
      if (errors || !data) throw new Error(`${String(document)}\n${JSON.stringify(errors, null, 2)}`);
      return data;
    },
    subscribe: (document, variables) => openStream(url, String(document), variables),
  };
}

function openStream<Data>(url: string, query: string, variables: unknown): Stream<Data> {
  const received: Data[] = [];
  const errors: PublicError[] = [];
  const ended = Promise.withResolvers<{ code?: number; reason?: string } | 'complete'>();
  const client = createWebSocketClient({
    url: url.replace(/^http/, 'ws'),
    webSocketImpl: WebSocket,
    retryAttempts: 0,
  });
  const unsubscribe = client.subscribe<Data>(
    { query, variables: variables as Record<string, unknown> },
    {
      next: (result) => {
        if (result.data) received.push(result.data);
        if (result.errors) errors.push(...(result.errors as never as PublicError[]));
      },
      error: (error) => {
        if (Array.isArray(error)) errors.push(...(error as PublicError[]));
        const { code, reason } = error as { code?: number; reason?: string };
        ended.resolve({ ...(code !== undefined && { code }), ...(reason !== undefined && { reason }) });
      },
      complete: () => ended.resolve('complete'),
    },
  );
  return {
    received,
    errors,
    ended: ended.promise,
    async [Symbol.asyncDispose]() {
      unsubscribe();
      await client.dispose();
    },
  };
}
