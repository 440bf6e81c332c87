/** The cost of an operation, and its limit. */
import { describe, expect, test } from 'vitest';
import { startGateway, still } from '../../support/gateway.ts';
import { post, repeat } from '../post.ts';
import { small } from './fixtures.ts';

describe('the cost', () => {
  const costs: readonly (readonly [string, object, number])[] = [
    ['a field is 1', { query: '{ __typename }' }, 1],
    [
      'a page counts as often as it is long',
      { query: '{ environments(first: 7) { nodes { name } } }' },
      20 + 7 * 2,
    ],
    ['from the end too', { query: '{ environments(last: 7) { nodes { name } } }' }, 20 + 7 * 2],
    [
      'without a size, as the 20 that it will be',
      { query: '{ environments { nodes { name } } }' },
      20 + 20 * 2,
    ],
    [
      'a size in a variable counts as it is sent',
      { query: 'query ($n: Int) { environments(first: $n) { nodes { name } } }', variables: { n: 3 } },
      20 + 3 * 2,
    ],
    [
      'or as its default',
      { query: 'query ($n: Int = 4) { environments(first: $n) { nodes { name } } }' },
      20 + 4 * 2,
    ],
    [
      'pages in pages multiply',
      { query: '{ environments(first: 10) { nodes { applications(first: 5) { nodes { name } } } } }' },
      20 + 10 * (1 + 20 + 5 * 2),
    ],
    [
      'fragments cost where they are spread',
      {
        query: `{ a: environments(first: 2) { ...Page } b: environments(first: 3) { ...Page } }
          fragment Page on EnvironmentConnection { nodes { name } }`,
      },
      20 + 2 * 2 + 20 + 3 * 2,
    ],
    [
      'a plan is dear',
      {
        query:
          '{ planApplication(input: { environment: "dev1", name: "orders", spec: {} }) { createsInstance } }',
      },
      1_000 + 1,
    ],
    ['ids cost each', { query: '{ nodes(ids: ["a", "b", "c"]) { id } }' }, 1 + 3],
    [
      'a page size that is refused costs nothing more',
      { query: '{ environments(first: 2147483647) { nodes { name } } }' },
      20 + 2,
    ],
  ];

  test.each(costs)('%s, and is reported with the remainder', async (_, body, cost) => {
    await using gateway = await startGateway({ ...small, env: still });
    const { body: answer } = await post(gateway.url, body);
    expect(answer.extensions?.cost).toEqual({ cost, limit: 500_000, remaining: 500_000 - cost });
  });

  test('of a refused operation is reported too', async () => {
    await using gateway = await startGateway({ ...small, env: { ...still, MAX_COST: '100' } });
    const { body } = await post(gateway.url, { query: '{ environments(first: 100) { nodes { name } } }' });
    expect(body.extensions?.cost).toEqual({ cost: 220, limit: 100, remaining: 0 });
  });

  test('of fragments that grow exponentially is computed at once', async () => {
    await using gateway = await startGateway({
      ...small,
      env: { ...still, MAX_DEPTH: '100', MAX_TOKENS: '10000' },
    });
    const doubling = repeat(
      30,
      (i) => `fragment F${i} on Application { a: environment { ...G${i} } b: environment { ...G${i} } }
        fragment G${i} on Environment { applications(first: 1) { nodes { ${i < 29 ? `...F${i + 1}` : 'name'} } } }`,
    );
    const { code } = await post(gateway.url, { query: `{ applications { nodes { ...F0 } } } ${doubling}` });
    expect(code).toBe('TOO_EXPENSIVE');
  });
});
