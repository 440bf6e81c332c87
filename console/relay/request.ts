/**
 * Sends a GraphQL operation over HTTP, with the token of the session. A failure is a `RequestError` whose message is shown
 * to the user.
 */
import type { GraphQLResponse, RequestParameters, Variables } from 'relay-runtime';
import { accessToken, SessionEndedError, tokenAccepted, tokenRejected } from '../sign-in/session.ts';
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
  const { name: operationName, operationKind } = parameters;
  try {
    return await execute(JSON.stringify({ ...document, operationName, variables }), operationKind);
  } catch (error) {
    if (!(error instanceof RequestError && retriesWithText(document, error.code))) throw error;
    return request(parameters, variables);
  }
}

async function execute(content: string, kind: RequestParameters['operationKind']): Promise<GraphQLResponse> {
  let { body, requestId, refusal } = await exchange(content);
  // A write that was partly executed is not sent again.
  if (refusal && (!body.data || kind === 'query')) {
    ({ body, requestId, refusal } = await exchange(content));
  }
  const [error] = body.errors ?? [];
  // Data with errors is a partial result: the fields that failed show it.
  if (!body.data) {
    throw new RequestError(error?.extensions?.code ?? 'HTTP', error?.message ?? '', requestId);
  }
  return body as GraphQLResponse;
}

interface Exchange {
  readonly body: Body;
  readonly requestId: string | null;
  /** The message of the gateway or CMF about a rejected token. */
  readonly refusal: string | undefined;
}

async function exchange(content: string): Promise<Exchange> {
  const token = await accessToken().catch((error: unknown): never => {
    if (!(error instanceof SessionEndedError)) throw error;
    throw new RequestError('UNAUTHENTICATED', error.message, null, { cause: error });
  });
  const response = await send(content, token);
  const requestId = response.headers.get('x-request-id');
  const body = await readBody(response, requestId);
  const refusal = body.errors?.find(({ extensions }) => extensions?.code === 'UNAUTHENTICATED')?.message;
  if (refusal !== undefined) tokenRejected(token, refusal);
  // Every caller may read the facts about the gateway itself.
  else if (Object.keys(body.data ?? {}).some((field) => field !== 'gateway')) tokenAccepted(token);
  return { body, requestId, refusal };
}

async function send(body: string, token: string | null): Promise<Response> {
  try {
    return await fetch(endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json',
        ...(token !== null && { authorization: `Bearer ${token}` }),
      },
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
  const failed = (cause?: unknown) =>
    new RequestError('HTTP', `The gateway responded with status ${response.status}.`, requestId, { cause });
  const body = (await response.json().catch((cause: unknown): never => {
    // A proxy's error page.
    throw failed(cause);
  })) as Body;
  if (!body.data && !body.errors?.length) throw failed();
  return body;
}
