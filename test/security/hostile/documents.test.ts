/** Documents that are too large, too deep, cyclic or invalid. */
import { repeat } from '../post.ts';
import { type Case, describeHostile, document } from './fixtures.ts';

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
    'fragments that double the response at each step',
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
];

describeHostile(cases);
