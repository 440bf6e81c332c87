/**
 * Requests that are made to hurt: each gets its coded answer, none keeps the gateway from its other work for long, and
 * the gateway answers as before when all are done.
 */
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { errorCodes } from '../../schema/errors.ts';
import { startGateway, still, type TestGateway } from '../support/gateway.ts';
import { longestTurn } from './busy.ts';
import { type Answer, get, post, repeat } from './post.ts';

/** The longest that a request may keep the event loop to itself, in milliseconds. */
const longestAllowed = 50;

interface Case {
  readonly name: string;
  /** A request, a little different each time, so that no cache knows it. */
  readonly send: (url: string, round: number) => Promise<Answer>;
  /** The code that refuses it. */
  readonly code: string;
}

const document = (name: string, query: string, code: string, variables?: unknown): Case => ({
  name,
  send: (url, round) => post(url, { query: `${query} #${round}`, variables }),
  code,
});

const json = (name: string, body: string, code: string): Case => ({
  name,
  send: (url, round) => post(url, `${body}${' '.repeat(round)}`),
  code,
});

const applications = (args: string) => `{ applications(${args}) { totalCount } }`;
const cursor = (...parts: readonly unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');
const proto = '{"__proto__":{"name":"a"},"constructor":{"prototype":{}}}';

const cases: readonly Case[] = [
  document('20,000 aliases', `{ ${repeat(20_000, (i) => `a${i}:id`)} }`, 'DOCUMENT_TOO_LARGE'),
  document(
    'as many aliases as tokens allow',
    `{ ${repeat(332, (i) => `a${i}:__typename`)} }`,
    'TOO_MANY_ALIASES',
  ),
  document(
    '5,000 directives',
    `{ __typename ${repeat(5_000, () => '@skip(if: false)')} }`,
    'TOO_MANY_TOKENS',
  ),
  document('5,000 short directives', `{ __typename ${repeat(5_000, () => '@a')} }`, 'TOO_MANY_TOKENS'),
  document(
    'as many directives as tokens allow',
    `{ __typename ${repeat(498, () => '@a')} }`,
    'TOO_MANY_DIRECTIVES',
  ),
  document('nesting of 80,000', `${'{a'.repeat(80_000)}${'}'.repeat(80_000)}`, 'DOCUMENT_TOO_LARGE'),
  document('nesting of 10,000', `${'{a'.repeat(10_000)}${'}'.repeat(10_000)}`, 'TOO_MANY_TOKENS'),
  document('as much nesting as tokens allow', `${'{a'.repeat(330)}${'}'.repeat(330)}`, 'TOO_DEEP'),
  document(
    'nesting of inline fragments',
    `${'{...'.repeat(330)}{a}${'}'.repeat(330)}`,
    'GRAPHQL_VALIDATION_FAILED',
  ),
  document(
    'nesting of lists',
    `{ nodes(ids: ${'['.repeat(400)}${']'.repeat(400)}) { id } }`,
    'GRAPHQL_VALIDATION_FAILED',
  ),
  document(
    'nesting of applications in environments in applications',
    `{ applications { nodes ${'{ environment { applications { nodes '.repeat(6)}{ name }${'} } }'.repeat(6)} } }`,
    'TOO_DEEP',
  ),
  document(
    'a fragment that spreads itself',
    '{ ...A } fragment A on Query { ...A }',
    'GRAPHQL_VALIDATION_FAILED',
  ),
  document(
    'a cycle of fragments through fields',
    `{ ...A } fragment A on Query { environments { nodes { ...B } } }
     fragment B on Environment { applications { nodes { environment { ...B } } } }`,
    'GRAPHQL_VALIDATION_FAILED',
  ),
  document(
    'many cycles of fragments',
    `{ ...F0 } ${repeat(60, (i) => `fragment F${i} on Query { ${repeat(3, (j) => `...F${(i * 7 + j * 13) % 60}`)} }`)}`,
    'GRAPHQL_VALIDATION_FAILED',
  ),
  document(
    'a cycle of fragments that nothing spreads',
    '{ a } fragment A on Query { ...A }',
    'GRAPHQL_VALIDATION_FAILED',
  ),
  document(
    'fragments that double the answer at each step',
    `{ applications { nodes { ...F0 } } } ${repeat(
      9,
      (i) =>
        `fragment F${i} on Application { a: environment { applications { nodes { ${i < 8 ? `...F${i + 1}` : 'id'} } } } }`,
    )}`,
    'TOO_DEEP',
  ),
  document('fields of the same name', `{ ${repeat(990, () => '__typename')} }`, 'GRAPHQL_VALIDATION_FAILED'),
  document(
    'fields of the same name that do not agree',
    `{ ${repeat(90, (i) => `applications(first: ${i + 1}) { totalCount }`)} }`,
    'GRAPHQL_VALIDATION_FAILED',
  ),
  document(
    'fields of the same name in fields of the same name',
    `{ ${repeat(14, () => `applications { nodes { ${repeat(14, () => 'environment { name }')} } }`)} nope }`,
    'GRAPHQL_VALIDATION_FAILED',
  ),
  document(
    'fields of the same name in fragments',
    `{ ${repeat(45, (i) => `...F${i}`)} } ${repeat(45, (i) => `fragment F${i} on Query { nope applications { nope } }`)}`,
    'GRAPHQL_VALIDATION_FAILED',
  ),
  document(
    'unknown fields, each like a known one',
    `{ ${repeat(900, (i) => `applications${i}`)} }`,
    'GRAPHQL_VALIDATION_FAILED',
  ),
  document('an unknown field with a long name', `{ ${'a'.repeat(99_000)} }`, 'GRAPHQL_VALIDATION_FAILED'),
  document(
    'an unknown type with a long name',
    `{ ... on ${'A'.repeat(99_000)} { id } }`,
    'GRAPHQL_VALIDATION_FAILED',
  ),
  document(
    'variables that nothing uses',
    `query (${repeat(240, (i) => `$v${i}: Int`)}) { id }`,
    'GRAPHQL_VALIDATION_FAILED',
  ),
  document('a long comment', `{ id } #${'a'.repeat(250_000)}`, 'DOCUMENT_TOO_LARGE'),
  document(
    'definitions of types',
    `type A { a: Int } ${'extend type A { b: Int }'.repeat(20)}`,
    'OPERATION_RESOLUTION_FAILURE',
  ),
  document('broken text', `{ "${'\\u0000'.repeat(1000)}`, 'GRAPHQL_PARSE_FAILED'),
  document('nothing', ' ', 'GRAPHQL_PARSE_FAILED'),
  document(
    'introspection of introspection',
    `{ __schema { types { fields { type { fields { type { fields { type { name } } } } } } } } }`,
    'GRAPHQL_VALIDATION_FAILED',
  ),
  document(
    'introspection, many times',
    `{ __schema { types { ${repeat(
      7,
      (i) =>
        `f${i}: fields { ${repeat(8, (j) => `a${j}: args { type { name kind ofType { name kind } } }`)} }`,
    )} } } }`,
    'TOO_EXPENSIVE',
  ),
  document(
    'pages of pages of pages',
    '{ environments(first: 100) { nodes { applications(first: 100) { nodes { instances(first: 100) { nodes { uid } } } } } } }',
    'TOO_EXPENSIVE',
  ),

  document('a page of NaN', applications('first: NaN'), 'GRAPHQL_VALIDATION_FAILED'),
  document('a page of 1e400', applications('first: 1e400'), 'GRAPHQL_VALIDATION_FAILED'),
  document('a page of -1', applications('first: -1'), 'BAD_PAGE_SIZE'),
  document('a page of 0', applications('first: 0'), 'BAD_PAGE_SIZE'),
  document('a page of 2^31 - 1', applications('first: 2147483647'), 'BAD_PAGE_SIZE'),
  document('a page of 2^31', applications('first: 2147483648'), 'GRAPHQL_VALIDATION_FAILED'),
  document('a page from both ends', applications('first: 1, last: 1'), 'BAD_PAGE_SIZE'),
  document(
    'a page of "1" in a variable',
    'query ($n: Int) { applications(first: $n) { totalCount } }',
    'BAD_USER_INPUT',
    { n: '1' },
  ),
  json(
    'a page of 1e400 in a variable',
    '{"query":"query ($n: Int) { applications(first: $n) { totalCount } }","variables":{"n":1e400}}',
    'BAD_USER_INPUT',
  ),
  json('NaN in the JSON', '{"query":"{ id }","variables":{"n":NaN}}', 'BAD_REQUEST'),
  document('a cursor of nothing', applications('after: ""'), 'BAD_CURSOR'),
  document('a cursor of no list', applications('after: "-1"'), 'BAD_CURSOR'),
  document(
    'a cursor of another list',
    applications(`after: "${cursor('UID', 'ASC', 'a', 'a')}"`),
    'BAD_CURSOR',
  ),
  document(
    'a cursor of another shape',
    applications(`after: "${cursor('NAME', 'ASC', {}, [])}"`),
    'BAD_CURSOR',
  ),
  document(
    'a cursor with __proto__',
    applications(`after: "${Buffer.from(proto).toString('base64url')}"`),
    'BAD_CURSOR',
  ),
  document(
    'a cursor of NaN',
    applications(`after: "${Buffer.from('["NAME","ASC",NaN,"a"]').toString('base64url')}"`),
    'BAD_CURSOR',
  ),
  document('a huge cursor', applications(`after: "${'A'.repeat(90_000)}"`), 'BAD_CURSOR'),
  document(
    'a deep cursor',
    applications(`after: "${Buffer.from('['.repeat(30_000)).toString('base64url')}"`),
    'BAD_CURSOR',
  ),
  document(
    'a huge cursor in a variable',
    'query ($c: String) { applications(after: $c) { totalCount } }',
    'BAD_CURSOR',
    { c: 'A'.repeat(150_000) },
  ),
  document(
    'an id of another type',
    `{ node(id: "${Buffer.from('PageInfo:1').toString('base64url')}") { id } }`,
    'BAD_ID',
  ),
  document('an id that is none', '{ node(id: "\\u0000") { id } }', 'BAD_ID'),
  document(
    'an id of __proto__',
    `{ node(id: "${Buffer.from('__proto__:x').toString('base64url')}") { id } }`,
    'BAD_ID',
  ),
  document('10,000 ids', 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', 'VARIABLES_TOO_LARGE', {
    ids: Array.from({ length: 10_000 }, (_, i) => String(i)),
  }),
  document('1,900 ids', 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', 'BAD_ID', {
    ids: Array.from({ length: 1_900 }, (_, i) => String(i)),
  }),
  json(
    '__proto__ in the variables',
    `{"query":"query ($f: ApplicationFilter) { applications(filter: $f) { totalCount } }","variables":{"f":${proto}}}`,
    'BAD_USER_INPUT',
  ),
  json(
    'variables nested 100,000 deep',
    `{"query":"{ id }","variables":{"v":${'['.repeat(100_000)}${']'.repeat(100_000)}}}`,
    'VARIABLES_TOO_LARGE',
  ),
  json(
    'many variables',
    `{"query":"{ id }","variables":{${Array.from({ length: 20_000 }, (_, i) => `"v${i}":1`).join()}}}`,
    'VARIABLES_TOO_LARGE',
  ),
  json(
    'a body of 20 MB',
    `{"query":"{ id }","variables":{"v":"${'a'.repeat(20_000_000)}"}}`,
    'BODY_TOO_LARGE',
  ),
  json('a batch', `[${Array.from({ length: 1000 }, () => '{"query":"{ id }"}').join()}]`, 'BAD_REQUEST'),
  json(
    'an extension nested deep',
    `{"query":"{ id }","extensions":{"persistedQuery":${'{"a":'.repeat(30_000)}1${'}'.repeat(30_000)}}}`,
    'GRAPHQL_VALIDATION_FAILED',
  ),
  json('no JSON', '{"query":', 'BAD_REQUEST'),
  json(
    'a parameter that is unknown',
    '{"query":"{ id }","__proto__":{"query":"{ id }"},"hasOwnProperty":1}',
    'BAD_REQUEST',
  ),
  { name: 'a mutation by GET', send: (url) => get(url, { query: 'mutation { a }' }), code: 'BAD_REQUEST' },
  { name: 'no query by GET', send: (url) => get(url, {}), code: 'BAD_REQUEST' },
  {
    name: 'variables by GET that are no JSON',
    send: (url) => get(url, { query: '{ id }', variables: '{' }),
    code: 'BAD_REQUEST',
  },
];

describe('a hostile request', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    const fleet = { environments: 5, applications: 200, instances: 2 };
    gateway = await startGateway({ cmf: { fleet }, env: still });
    // What runs for the first time is compiled first; that is not what is measured.
    for (const { send } of cases.filter(({ code }) => code !== 'BODY_TOO_LARGE')) await send(gateway.url, 90);
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  test.each(cases)('$name is answered with $code, soon', async ({ send, code }) => {
    expect(Object.keys(errorCodes)).toContain(code);
    const turns: number[] = [];
    for (const round of [1, 2, 3]) {
      let answer: Answer | undefined;
      turns.push(
        await longestTurn(async () => {
          answer = await send(gateway.url, round);
        }),
      );
      expect(answer?.code).toBe(code);
      expect(answer?.body.errors?.[0]?.extensions.requestId).toBe(answer?.headers.get('x-request-id'));
    }
    // The least of three: a collection of garbage is not the request's doing, a slow request is slow each time.
    expect(Math.min(...turns)).toBeLessThan(longestAllowed);
  });

  test('leaves the gateway as it was', async () => {
    const { body } = await post(gateway.url, { query: applications('first: 1') });
    expect(body.data).toEqual({ applications: { totalCount: 1000 } });
  });

  test('that may be expensive and is allowed to be leaves turns to others', async () => {
    const query = `{ environments(first: 100) { nodes { applications(first: 100) { nodes { ${repeat(
      20,
      (i) => `f${i}: name`,
    )} } } } } }`;
    const turns: number[] = [];
    for (const round of [1, 2, 3]) {
      turns.push(await longestTurn(() => post(gateway.url, { query: `${query} #${round}` })));
    }
    expect(Math.min(...turns)).toBeLessThan(longestAllowed);
  });
});

test('a client that sends requests and reads no answers is cut, at little cost', async () => {
  await using gateway = await startGateway({ cmf: { fleet: 'empty' }, env: still });
  const { hostname, port } = new URL(gateway.url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  const closed = new Promise((resolve) => socket.on('error', () => undefined).once('close', resolve));
  socket.pause();
  const requests = `GET /graphql?query=%7B__typename%7D HTTP/1.1\r\nhost: gateway\r\n\r\n`.repeat(1_000);
  const send = () => {
    while (!socket.destroyed && socket.write(requests));
    socket.once('drain', send);
  };
  send();
  await closed;
  expect(socket.bytesWritten).toBeLessThan(50_000_000);
  expect((await post(gateway.url, { query: '{ __typename }' })).status).toBe(200);
});
