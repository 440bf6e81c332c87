/** A walk over all pages of applications that change meanwhile, by keyset cursors. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ApiApplicationPageQueryVariables } from '../../gql/graphql.ts';
import { noCache } from '../../support/client.ts';
import { startGateway, still, type TestGateway } from '../../support/gateway.ts';
import { addApplication, addEnvironment, type World } from '../../support/world.ts';
import { ApplicationPage } from './documents.ts';

type Order = Pick<ApiApplicationPageQueryVariables, 'orderBy'>;

describe('a walk over all pages', () => {
  /** Where an application can be: a place in the order of names, in one of two environments. */
  const places = 48;
  const place = fc.nat(places - 1);
  const orders: readonly Order[] = [
    {},
    { orderBy: { field: 'NAME', direction: 'DESC' } },
    { orderBy: { field: 'CREATED', direction: 'ASC' } },
    { orderBy: { field: 'CREATED', direction: 'DESC' } },
  ];
  const story = fc.record({
    size: fc.oneof(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 100 })),
    backward: fc.boolean(),
    order: fc.constantFrom(...orders),
    atFirst: fc.uniqueArray(place, { minLength: 5, maxLength: 30 }),
    /** The changes after each page: an empty place is filled, and a filled place is emptied. */
    betweenPages: fc.array(fc.array(place, { minLength: 1, maxLength: 6 }), { minLength: 5, maxLength: 15 }),
  });

  test('visits each remaining application exactly once while others are created and deleted between the pages', async () => {
    await using gateway = await startGateway({ cmf: { fleet: 'empty' }, env: still });
    const { world } = gateway.emulator;
    for (const environment of ['east', 'west']) addEnvironment(world, environment);

    const walks = fc.asyncProperty(story, async ({ size, backward, order, atFirst, betweenPages }) => {
      const town = settle(world, atFirst);
      const visited: string[] = [];
      const changes = betweenPages.values();
      for await (const names of walk(gateway, { size, backward, order })) {
        visited.push(...names);
        for (const changed of changes.next().value ?? []) town.change(changed);
      }
      const survivors = town.survivors();
      town.clear();

      expect(visited).toHaveLength(new Set(visited).size);
      expect(visited).toEqual(expect.arrayContaining([...survivors]));
    });
    await fc.assert(walks, { numRuns: 40 });
  });

  function nameOf(at: number): string {
    return `app-${String(at).padStart(3, '0')}`;
  }

  /**
   * Applications at their places. A removed application is not created again, because it would be a different one of
   * the same name.
   */
  function settle(world: World, atFirst: readonly number[]) {
    const present = new Set<number>();
    const surviving = new Set(atFirst);
    const gone = new Set<number>();
    const environmentOf = (at: number) => (at % 2 === 0 ? 'east' : 'west');
    const remove = (at: number) => {
      world.deleteApplication(environmentOf(at), nameOf(at));
      present.delete(at);
      surviving.delete(at);
      gone.add(at);
    };
    const add = (at: number) => {
      addApplication(world, environmentOf(at), nameOf(at), { undeployed: true });
      present.add(at);
    };
    for (const at of atFirst) add(at);
    return {
      change(at: number) {
        if (present.has(at)) remove(at);
        else if (!gone.has(at)) add(at);
      },
      survivors: () => [...surviving].map(nameOf),
      clear: () => present.forEach(remove),
    };
  }

  async function* walk(
    gateway: TestGateway,
    { size, backward, order }: { size: number; backward: boolean; order: Order },
  ): AsyncGenerator<readonly string[]> {
    let from: string | null | undefined;
    for (;;) {
      const position = backward ? { last: size, before: from } : { first: size, after: from };
      const { applications } = await gateway.data(ApplicationPage, { ...position, ...order }, noCache);
      if (!applications) return;
      const { edges, pageInfo } = applications;
      yield edges.map(({ node }) => node.name);
      if (!(backward ? pageInfo.hasPreviousPage : pageInfo.hasNextPage)) return;
      from = backward ? pageInfo.startCursor : pageInfo.endCursor;
    }
  }
});
