/** Invalid page sizes, cursors and ids. */
import { applications, type Case, describeHostile, document, json, proto } from './fixtures.ts';

const cursor = (...parts: readonly unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');

const cases: readonly Case[] = [
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
];

describeHostile(cases);
