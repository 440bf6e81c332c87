/** Limits of a document and of its variables: each is settable and has its own error code. */
import { describe, expect, test } from 'vitest';
import { startGateway, still } from '../../support/gateway.ts';
import { post, repeat, strict } from '../post.ts';
import { openSocket } from '../socket.ts';
import { small } from './fixtures.ts';

const cases: readonly {
  readonly name: string;
  readonly env: Readonly<Record<string, string>>;
  readonly within: object;
  readonly beyond: object;
  readonly code: string;
}[] = [
  {
    name: 'MAX_DOCUMENT_LENGTH',
    env: { MAX_DOCUMENT_LENGTH: '100' },
    within: { query: `{ __typename } #${'a'.repeat(84)}` },
    beyond: { query: `{ __typename } #${'a'.repeat(85)}` },
    code: 'DOCUMENT_TOO_LARGE',
  },
  {
    name: 'MAX_TOKENS',
    env: { MAX_TOKENS: '10' },
    within: { query: `{ ${repeat(8, () => '__typename')} }` },
    beyond: { query: `{ ${repeat(9, () => '__typename')} }` },
    code: 'TOO_MANY_TOKENS',
  },
  {
    name: 'MAX_DEPTH',
    env: { MAX_DEPTH: '3' },
    within: { query: '{ environments { nodes { name } } }' },
    beyond: { query: '{ environments { nodes { applications { totalCount } } } }' },
    code: 'TOO_DEEP',
  },
  {
    name: 'MAX_DEPTH, through fragments',
    env: { MAX_DEPTH: '3' },
    within: {
      query: '{ environments { ...Page } } fragment Page on EnvironmentConnection { nodes { name } }',
    },
    beyond: {
      query: `{ environments { ...Page } } fragment Page on EnvironmentConnection { ... { nodes { ...Counts } } }
        fragment Counts on Environment { applications { totalCount } }`,
    },
    code: 'TOO_DEEP',
  },
  {
    name: 'MAX_ALIASES',
    env: { MAX_ALIASES: '2' },
    within: { query: '{ a: __typename b: __typename }' },
    beyond: { query: '{ a: __typename b: __typename c: __typename }' },
    code: 'TOO_MANY_ALIASES',
  },
  {
    name: 'MAX_DIRECTIVES',
    env: { MAX_DIRECTIVES: '1' },
    within: { query: '{ __typename @skip(if: false) }' },
    beyond: { query: '{ a: __typename @skip(if: false) b: __typename @skip(if: false) }' },
    code: 'TOO_MANY_DIRECTIVES',
  },
  {
    name: 'MAX_VARIABLES_BYTES',
    env: { MAX_VARIABLES_BYTES: '100' },
    within: {
      query: 'query ($name: String!) { environment(name: $name) { id } }',
      variables: { name: 'a'.repeat(80) },
    },
    beyond: {
      query: 'query ($name: String!) { environment(name: $name) { id } }',
      variables: { name: 'a'.repeat(100) },
    },
    code: 'VARIABLES_TOO_LARGE',
  },
  {
    name: 'MAX_VARIABLES_VALUES',
    env: { MAX_VARIABLES_VALUES: '10' },
    within: { query: '{ __typename }', variables: { list: Array.from({ length: 8 }, () => 0) } },
    beyond: { query: '{ __typename }', variables: { list: Array.from({ length: 9 }, () => 0) } },
    code: 'VARIABLES_TOO_LARGE',
  },
  {
    name: 'MAX_VARIABLES_DEPTH',
    env: { MAX_VARIABLES_DEPTH: '2' },
    within: { query: '{ __typename }', variables: { filter: { name: 'a' } } },
    beyond: { query: '{ __typename }', variables: { filter: { labels: [] }, deep: { deep: { deep: 1 } } } },
    code: 'VARIABLES_TOO_LARGE',
  },
  {
    name: 'MAX_COST',
    env: { MAX_COST: '100' },
    within: { query: '{ environments(first: 40) { nodes { name } } }' },
    beyond: { query: '{ environments(first: 41) { nodes { name } } }' },
    code: 'TOO_EXPENSIVE',
  },
];

describe('a document or its variables', () => {
  test.each(cases)('may reach $name and not exceed it', async ({ env, within, beyond, code }) => {
    await using gateway = await startGateway({ ...small, env: { ...still, ...env } });

    expect((await post(gateway.url, within, strict)).body).not.toHaveProperty('errors');
    const { status, body } = await post(gateway.url, beyond, strict);

    expect(status).toBe(400);
    expect(body).not.toHaveProperty('data');
    expect(body.errors).toMatchObject([
      { extensions: { code, retryable: false, requestId: expect.any(String) } },
    ]);
  });

  test.each(cases)('is limited to $name over a WebSocket too', async ({ env, beyond, code }) => {
    await using gateway = await startGateway({ ...small, env: { ...still, ...env } });
    await using socket = await openSocket(gateway.url);
    await socket.init();

    socket.send({ type: 'subscribe', id: '1', payload: beyond });

    expect(await socket.codes('1')).toEqual([code]);
  });
});
