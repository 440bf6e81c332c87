/**
 * Reads the parameters of a GraphQL operation from an HTTP request: from the query string of a GET, from the JSON
 * body of a POST.
 *
 * It accepts no other content type. A web page can send forms and plain text to any site without a CORS preflight, so
 * accepting them would allow cross-site requests into the network of the user.
 */
import type { IncomingMessage } from 'node:http';
import { GraphQLError } from 'graphql';
import { publicError } from '../../schema/errors.ts';
import type { Params } from '../graphql/params.ts';
import { isObject } from '../json.ts';
import type { MaybePromise } from '../maybe-promise.ts';

/**
 * `body` is called only for a supported content type. Throws `BAD_REQUEST`, `UNSUPPORTED_MEDIA_TYPE` or
 * `BODY_TOO_LARGE`.
 */
export async function readParams(
  request: IncomingMessage,
  body: () => MaybePromise<string> = () => '',
): Promise<Params> {
  if (request.method === 'GET')
    return paramsOfQuery(new URL(request.url ?? '/', 'http://gateway').searchParams);
  if (request.method !== 'POST') throw methodNotAllowed();
  if (!isJson(request.headers['content-type'])) {
    throw publicError('UNSUPPORTED_MEDIA_TYPE', 'A POST must have `Content-Type: application/json`.');
  }
  const params = parseJson(await body(), 'body');
  if (Array.isArray(params))
    throw publicError('BAD_REQUEST', 'Batching is not supported: send one operation.');
  if (!isObject(params)) throw publicError('BAD_REQUEST', 'The body must be a JSON object.');
  return params;
}

function methodNotAllowed(): GraphQLError {
  const http = { status: 405, headers: { allow: 'GET, POST' } };
  return new GraphQLError('GraphQL only supports GET and POST requests.', {
    extensions: { code: 'BAD_REQUEST', http },
  });
}

function paramsOfQuery(query: URLSearchParams): Params {
  const text = (name: string) => query.get(name) || undefined;
  const json = (name: string) => {
    const value = text(name);
    return value && parseJson(value, name);
  };
  return {
    query: text('query'),
    operationName: text('operationName'),
    documentId: text('documentId'),
    variables: json('variables'),
    extensions: json('extensions'),
  };
}

export function isJson(contentType: string | undefined): boolean {
  if (contentType === 'application/json') return true;
  return contentType !== undefined && /^application\/json *(?:;|$)/i.test(contentType);
}

function parseJson(text: string, source: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw publicError('BAD_REQUEST', `The ${source} is not JSON.`);
  }
}
