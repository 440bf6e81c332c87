/** Variables, bodies and GET requests that are malformed, too large or nested too deep. */
import { get } from '../post.ts';
import { type Case, describeHostile, json, proto } from './fixtures.ts';

const cases: readonly Case[] = [
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

describeHostile(cases);
