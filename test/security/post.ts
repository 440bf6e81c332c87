/** Raw HTTP requests, for tests that send invalid input. */
import type { PublicError } from '../support/client.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: {
    readonly data?: unknown;
    readonly errors?: readonly PublicError[];
    readonly extensions?: { readonly cost?: Cost };
  };
  /** The code of the first error. */
  readonly code: string | undefined;
}

export interface Cost {
  readonly cost: number;
  readonly limit: number;
  readonly remaining: number;
}

/** Sends a string or a blob as it is, anything else as JSON. */
export function post(
  url: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  return sendRequest(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' || body instanceof Blob ? body : JSON.stringify(body),
  });
}

export function get(
  url: string,
  params: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const target = new URL(url);
  for (const [name, value] of Object.entries(params)) target.searchParams.set(name, value);
  return sendRequest(target.href, { headers: { accept: 'application/json', ...headers } });
}

export async function sendRequest(url: string, init: RequestInit): Promise<Answer> {
  const response = await fetch(url, init);
  const text = await response.text();
  const body: Answer['body'] = text.startsWith('{') ? JSON.parse(text) : {};
  return {
    status: response.status,
    headers: response.headers,
    body,
    code: body.errors?.[0]?.extensions.code,
  };
}

/** Accepts `application/graphql-response+json`, whose status also reports errors of a document. */
export const strict = { accept: 'application/graphql-response+json' };

export const repeat = (count: number, part: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => part(index)).join(' ');
