/** Lists and counts contain only items that the caller may see. */
import { describe, expect, test } from 'vitest';
import { openForwarding } from '../forward.ts';
import { errorsOf, everything } from './fixtures.ts';

describe('lists and counts', () => {
  test('contain and count only items that the caller may see', async () => {
    await using gateway = await openForwarding();
    const { body } = await gateway.as('alice', everything);
    expect(body.errors).toBeUndefined();
    expect(body.data).toEqual({
      environments: {
        totalCount: 1,
        nodes: [{ name: 'dev1', jobStateCounts: [{ count: 2 }], applications: { totalCount: 2 } }],
      },
      applications: {
        totalCount: 2,
        missing: [],
        nodes: [
          { name: 'orders', environmentName: 'dev1' },
          { name: 'payments', environmentName: 'dev1' },
        ],
      },
    });
  });

  test('contain an environment whose applications CMF denies, with an error in their place', async () => {
    await using gateway = await openForwarding();
    const answer = await gateway.as('bob', everything);
    expect(answer.body.data).toMatchObject({
      environments: {
        totalCount: 3,
        nodes: [{ name: 'dev1', jobStateCounts: null, applications: null }, {}, {}],
      },
      applications: { totalCount: 0, missing: [], nodes: [] },
    });
    expect(errorsOf(answer)).toContain('FORBIDDEN environments.nodes.0.applications');
    expect(new Set(errorsOf(answer).map((error) => error.split(' ')[0]))).toEqual(new Set(['FORBIDDEN']));
  });

  test('contain applications of an environment that is itself denied', async () => {
    await using gateway = await openForwarding();
    const answer = await gateway.as(
      'carol',
      '{ environments { totalCount } applications { nodes { name environment { name } } } }',
    );
    expect(answer.body.data).toEqual({
      environments: { totalCount: 0 },
      applications: { nodes: [{ name: 'ledger', environment: null }] },
    });
    expect(errorsOf(answer)).toEqual(['FORBIDDEN applications.nodes.0.environment']);
  });

  test('are the same whether CMF filters its lists or denies them as a whole', async () => {
    await using gateway = await openForwarding();
    const expected = await gateway.as('alice', everything);
    gateway.emulator.access.lists = 'refuse';
    gateway.emulator.access.applicationLists = 'filter';
    gateway.emulator.access.allow('alice2', { environments: ['dev1'], applications: ['dev1'] });
    expect((await gateway.as('alice2', everything)).body).toEqual(expected.body);
    expect((await gateway.as('outsider', everything)).body.data).toEqual({
      environments: { totalCount: 0, nodes: [] },
      applications: { totalCount: 0, missing: [], nodes: [] },
    });
  });

  test('are empty for a filter on a forbidden resource, as for one on a missing resource', async () => {
    await using gateway = await openForwarding();
    const filtered = (name: string) =>
      gateway.as(
        'alice',
        `{ applications(filter: { environment: "${name}" }) { totalCount missing { code } nodes { name } } }`,
      );
    const [forbidden, absent] = [await filtered('prod'), await filtered('nowhere')];
    expect(forbidden.body.data).toEqual({ applications: { totalCount: 0, missing: [], nodes: [] } });
    expect(forbidden.body).toEqual(absent.body);
  });
});
