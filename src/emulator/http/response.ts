/** A response before it is sent, and the error bodies of CMF and of proxies in front of it. */
import type { JsonObject } from '../../json.ts';
import type { ErrorBody } from '../faults.ts';
import { WorldError } from '../world.ts';

export interface RestResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export function json(
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): RestResponse {
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(value),
  };
}

export function noContent(status: 204 | 304, headers: Readonly<Record<string, string>> = {}): RestResponse {
  return { status, headers, body: '' };
}

/** The contract's `RestError`, which lists all messages. */
export function restError(status: number, ...messages: readonly string[]): RestResponse {
  return json(status, { errors: messages.map((message) => ({ message })) });
}

export function errorResponse(error: unknown): RestResponse {
  if (error instanceof WorldError) return restError(error.status, ...error.messages);
  return restError(500, 'Internal server error');
}

/** Spring's response for an unknown path. */
export function frameworkError(status: number, path: string): RestResponse {
  return json(status, {
    timestamp: new Date().toISOString(),
    status,
    error: reasons[status] ?? 'Error',
    path,
  } satisfies JsonObject);
}

/** The same error in each form of contract section 2. */
export const errorBodies: Readonly<
  Record<ErrorBody, (status: number, message: string, path: string) => RestResponse>
> = {
  'rest-error': (status, message) => restError(status, message),
  'plain-text': (status, message) => ({
    status,
    headers: { 'content-type': 'text/plain' },
    body: `${message}\n`,
  }),
  empty: (status) => ({ status, headers: {}, body: '' }),
  html: (status) => ({
    status,
    headers: { 'content-type': 'text/html' },
    body: `<html><head><title>${status}</title></head><body><h1>${reasons[status] ?? 'Error'}</h1></body></html>\n`,
  }),
  framework: (status, _message, path) => frameworkError(status, path),
};

const reasons: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};
