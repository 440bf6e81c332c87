/** Sends a GraphQL operation over HTTP. A failure is a `RequestError` whose message is shown to the user. */
import type { GraphQLResponse, RequestParameters, Variables } from 'relay-runtime';
import { documentOf, retriesWithText } from './persisted-documents.ts';

/** The gateway, on the origin that served the page. */
export const endpoint = '/graphql';

/** Longer than any time limit of the gateway: no view waits forever. */
const timeoutMs = 30_000;

export class RequestError extends Error {
  override readonly name = 'RequestError';
  /** The public code of the gateway, `NETWORK` or `HTTP`. */
  readonly code: string;
  readonly requestId: string | null;

  constructor(code: string, message: string, requestId: string | null, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.requestId = requestId;
  }
}

interface Body {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

export async function request(parameters: RequestParameters, variables: Variables): Promise<GraphQLResponse> {
  const document = documentOf(parameters);
  try {
    return await execute(JSON.stringify({ ...document, operationName: parameters.name, variables }));
  } catch (error) {
    if (!(error instanceof RequestError && retriesWithText(document, error.code))) throw error;
    return request(parameters, variables);
  }
}

async function execute(content: string): Promise<GraphQLResponse> {
  const response = await send(content);
  const requestId = response.headers.get('x-request-id');
  const body = await readBody(response, requestId);
  const [error] = body.errors ?? [];
  // Data with errors is a partial result: the fields that failed show it.
  if (!body.data)
    throw new RequestError(
      error?.extensions?.code ?? 'HTTP',
      error?.message ?? `The gateway responded with status ${response.status}.`,
      requestId,
    );
  return body as GraphQLResponse;
}

async function send(body: string): Promise<Response> {
  try {
    return await fetch(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
      body,
      signal: AbortSignal.timeout(timeoutMs),
    });
  } catch (cause) {
    const isTimeout = cause instanceof DOMException && cause.name === 'TimeoutError';
    const message = isTimeout
      ? `The gateway did not respond within ${timeoutMs / 1000} seconds.`
      : 'The gateway could not be reached.';
    throw new RequestError('NETWORK', message, null, { cause });
  }
}

async function readBody(response: Response, requestId: string | null): Promise<Body> {
  try {
    return (await response.json()) as Body;
  } catch (cause) {
    // A proxy's error page.
    throw new RequestError('HTTP', `The gateway responded with status ${response.status}.`, requestId, {
      cause,
    });
  }
}
