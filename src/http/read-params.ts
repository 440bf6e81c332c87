/**
 * Reads the parameters of a GraphQL operation from an HTTP request: from the query string of a GET, from the JSON
 * body of a POST.
 *
 * It accepts no other content type. A web page can send forms and plain text to any site without a CORS preflight, so
 * accepting them would allow cross-site requests into the network of the user.
 */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { GraphQLError } from 'graphql';
import { publicError } from '../../schema/errors.ts';
import type { Params } from '../graphql/params.ts';
import { isObject } from '../json.ts';
import type { MaybePromise } from '../maybe-promise.ts';
import { isRead } from './exchange.ts';

/**
 * `body` is called only for a supported content type. Throws `BAD_REQUEST`, `UNSUPPORTED_MEDIA_TYPE` or
 * `BODY_TOO_LARGE`.
 */
export async function readParams(
  request: IncomingMessage,
  body: () => MaybePromise<string> = () => '',
): Promise<Params> {
  if (isRead(request)) return paramsOfQuery(new URL(request.url ?? '/', 'http://gateway').searchParams);
  if (request.method !== 'POST') throw methodNotAllowed();
  if (!isJsonBody(request.headers)) {
    const message =
      'A POST must have `Content-Type: application/json`, in UTF-8 and without a content coding.';
    throw publicError('UNSUPPORTED_MEDIA_TYPE', message);
  }
  const params = parseJson(await body(), 'body');
  if (Array.isArray(params))
    throw publicError('BAD_REQUEST', 'Batching is not supported: send one operation.');
  if (!isObject(params)) throw publicError('BAD_REQUEST', 'The body must be a JSON object.');
  return params;
}

function methodNotAllowed(): GraphQLError {
  const http = { status: 405, headers: { allow: 'GET, HEAD, POST' } };
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

/** True if the headers announce JSON in UTF-8 without a content coding. JSON has no charset but UTF-8 (RFC 8259). */
export function isJsonBody(headers: IncomingHttpHeaders): boolean {
  const { 'content-type': type, 'content-encoding': coding } = headers;
  if (coding !== undefined && coding.toLowerCase() !== 'identity') return false;
  if (type === 'application/json') return true;
  if (type === undefined || !/^application\/json[ \t]*(?:;|$)/i.test(type)) return false;
  const charsets = [...type.matchAll(/;[ \t]*charset[ \t]*=[ \t]*"?([^";\s]*)/gi)];
  return charsets.every(([, charset]) => /^utf-?8$/i.test(charset ?? ''));
}

function parseJson(text: string, source: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw publicError('BAD_REQUEST', `The ${source} is not JSON.`);
  }
}
