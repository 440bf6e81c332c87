/** GraphQL over HTTP: methods, content types, coded errors and request ids. */
import { once } from 'node:events';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PublicError } from '../support/client.ts';
import { startGateway, still, type TestGateway } from '../support/gateway.ts';

/** One gateway for all tests, because no test changes anything. */
let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startGateway({
    cmf: { fleet: { environments: 1, applications: 1, instances: 1 } },
    env: still,
  });
});
afterAll(() => gateway[Symbol.asyncDispose]());

const query = '{ environments { nodes { name } } }';
const data = { environments: { nodes: [{ name: 'env-001' }] } };

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

async function send(
  method: string,
  headers: Record<string, string>,
  body?: string,
  search = '',
): Promise<Answer> {
  const response = await fetch(gateway.url + search, {
    method,
    headers,
    ...(body !== undefined && { body }),
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

function post(body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  return send('POST', { 'content-type': 'application/json', ...headers }, JSON.stringify(body));
}

function dataOf({ text }: Answer): unknown {
  return (JSON.parse(text) as { data: unknown }).data;
}

function errorsOf({ text }: Answer): readonly PublicError[] {
  return (JSON.parse(text) as { errors: readonly PublicError[] }).errors;
}

describe('a query', () => {
  test('returns data by POST and by GET', async () => {
    const search = `?query=${encodeURIComponent(query)}`;
    const headers = { 'content-type': 'application/json', accept: 'application/json' };

    expect(dataOf(await post({ query }))).toEqual(data);
    expect(dataOf(await send('GET', headers, undefined, search))).toEqual(data);
  });

  test.each([
    ['application/graphql-response+json', 'application/graphql-response+json'],
    ['application/graphql-response+json, application/json;q=0.9', 'application/graphql-response+json'],
    ['application/json', 'application/json'],
    ['application/json; charset="UTF-8"', 'application/json'],
    ['application/json;q=0.5, application/graphql-response+json', 'application/graphql-response+json'],
    ['application/graphql-response+json;q=0, */*;q=0.1', 'application/json'],
    ['text/html,'.repeat(200), 'application/json'],
  ])('that accepts %s is answered in %s', async (accept, type) => {
    const answer = await post({ query }, { accept });

    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(type);
    expect(dataOf(answer)).toEqual(data);
  });

  test('takes its variables and the name of its operation', async () => {
    const document = `
      query One($name: String!) { environment(name: $name) { name } }
      query Other { environments { totalCount } }
    `;
    const answer = await post({ query: document, operationName: 'One', variables: { name: 'env-001' } });

    expect(dataOf(answer)).toEqual({ environment: { name: 'env-001' } });
  });
});

describe('an invalid request', () => {
  const hopeless: readonly [string, unknown, string][] = [
    ['no GraphQL', { query: '{ environments' }, 'GRAPHQL_PARSE_FAILED'],
    ['a field that is not there', { query: '{ clusters { name } }' }, 'GRAPHQL_VALIDATION_FAILED'],
    ['a wrong argument', { query: '{ environment(name: 1) { name } }' }, 'GRAPHQL_VALIDATION_FAILED'],
    [
      'a variable of the wrong type',
      { query: 'query ($name: String!) { environment(name: $name) { name } }', variables: { name: 1 } },
      'BAD_USER_INPUT',
    ],
    ['an operation that is not there', { query, operationName: 'Two' }, 'OPERATION_RESOLUTION_FAILURE'],
    ['no document', {}, 'BAD_REQUEST'],
    ['a document that is no text', { query: 7 }, 'BAD_REQUEST'],
  ];

  test.each(hopeless)(
    'for %s returns a code and the id of its request, and no stack trace',
    async (_, body, code) => {
      const answer = await post(body, { 'x-request-id': 'trace-7' });

      expect(errorsOf(answer).length).toBeGreaterThan(0);
      for (const { extensions } of errorsOf(answer)) {
        expect(extensions).toMatchObject({ code, requestId: 'trace-7' });
      }
      expect(answer.text).not.toMatch(/stack|node_modules|\.ts:|\n\s+at /);
    },
  );

  test.each(hopeless)(
    'for %s is a 400 for clients that accept application/graphql-response+json',
    async (_, body) => {
      const answer = await post(body, { accept: 'application/graphql-response+json' });

      expect(answer.status).toBe(400);
    },
  );

  test.each([
    ['a query', query, 'text/html'],
    ['a query', query, 'application/json; charset=utf-16'],
    ['a query', query, 'application/json;q=0'],
    ['a subscription', 'subscription { jobStateChanged { cursor } }', 'application/json'],
  ])('for %s with no supported type in `Accept` is a 406', async (_, document, accept) => {
    const answer = await post({ query: document }, { accept });

    expect(answer.status).toBe(406);
    expect(errorsOf(answer)).toMatchObject([{ extensions: { code: 'NOT_ACCEPTABLE', retryable: false } }]);
  });

  test('for a mutation by GET is a 405 that allows POST', async () => {
    const answer = await send(
      'GET',
      {},
      undefined,
      `?query=${encodeURIComponent('mutation { __typename }')}`,
    );
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
    expect(errorsOf(answer)).toMatchObject([{ extensions: { code: 'BAD_REQUEST' } }]);
  });

  test.each(['PUT', 'DELETE', 'PATCH'])('by %s is a 405 with the allowed methods', async (method) => {
    const answer = await send(method, { 'content-type': 'application/json' }, '{}');

    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('GET, HEAD, POST');
    expect(errorsOf(answer)).toMatchObject([{ extensions: { code: 'BAD_REQUEST' } }]);
  });

  test('for a body that is not JSON returns a code and no stack trace', async () => {
    const answer = await send('POST', { 'content-type': 'application/json' }, '{"query":');

    expect(answer.status).toBe(400);
    expect(errorsOf(answer)).toMatchObject([{ extensions: { code: 'BAD_REQUEST' } }]);
    expect(answer.text).not.toMatch(/stack|node_modules|\.ts:|\n\s+at /);
  });
});

describe('x-request-id', () => {
  test('is echoed, and generated when there is none', async () => {
    const given = await post({ query }, { 'x-request-id': 'trace-8' });
    const made = [await post({ query }), await post({ query })].map(({ headers }) =>
      headers.get('x-request-id'),
    );

    expect(given.headers.get('x-request-id')).toBe('trace-8');
    expect(made).toEqual([expect.stringMatching(/^[\w-]{36}$/), expect.stringMatching(/^[\w-]{36}$/)]);
    expect(new Set(made).size).toBe(2);
  });

  test('equals the request id in the errors of the response', async () => {
    const answer = await post({ query: '{ environments(first: 0) { totalCount } }' });

    expect(errorsOf(answer)).toMatchObject([
      { extensions: { code: 'BAD_PAGE_SIZE', requestId: answer.headers.get('x-request-id') } },
    ]);
  });

  test('is replaced by a new one when it is not safe in a log', async () => {
    for (const id of ['two words', '"};{', 'x'.repeat(65)]) {
      const answer = await post({ query }, { 'x-request-id': id });
      expect(answer.headers.get('x-request-id')).toMatch(/^[\w-]{36}$/);
    }
  });
});

describe('an unknown path', () => {
  test.each(['/graphq', '/graphql/', '/api', '/.env'])('%s is a 404', async (path) => {
    const response = await fetch(`${gateway.origin}${path}`);

    expect(response.status).toBe(404);
    expect(await response.text()).not.toContain('<');
  });
});

describe('an offer to upgrade to another protocol', () => {
  // The headers that the HTTP client of Java sends by default.
  const h2c = { connection: 'Upgrade, HTTP2-Settings', upgrade: 'h2c', 'http2-settings': 'AAMAAABkAAQAAP__' };

  test.each([
    ['GraphQL', 'POST', '/graphql', JSON.stringify({ query }), JSON.stringify(data)],
    ['a probe', 'GET', '/ready', undefined, '"status":"ready"'],
  ])('is ignored by %s', async (_, method, path, body, reported) => {
    const headers = { 'content-type': 'application/json', ...h2c };
    const sent = request(`${gateway.origin}${path}`, { method, headers, agent: false }).end(body);
    const [response] = await once(sent, 'response');
    expect(response.statusCode).toBe(200);
    expect(await text(response)).toContain(reported);
  });
});
