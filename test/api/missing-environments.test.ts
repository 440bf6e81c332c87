/** Environments that are missing from CMF's list are confirmed before they are removed. */
import { expect, test } from 'vitest';
import { startEmulator } from '../../src/emulator/emulator.ts';
import { graphql } from '../gql/index.ts';
import { noCache } from '../support/client.ts';
import { startGateway, still } from '../support/gateway.ts';
import { startRewritingProxy } from '../support/rewriting-proxy.ts';
import { addApplication } from '../support/world.ts';

const Environments = graphql(/* GraphQL */ `
  query MissingEnvironments {
    environments(first: 100) {
      nodes {
        name
        stale
        applications {
          totalCount
        }
      }
    }
  }
`);

/** `count` environments with one application each, behind a CMF whose list is empty while `isEmpty`. */
async function startFleet(count: number) {
  await using opening = new AsyncDisposableStack();
  const emulator = opening.use(await startEmulator({ fleet: 'empty' }));
  const names = Array.from({ length: count }, (_, index) => `dev${String(index + 10)}`);
  for (const name of names) addApplication(emulator.world, name, 'orders');
  let isEmpty = false;
  const proxy = opening.use(
    await startRewritingProxy(emulator.url, (body, url) =>
      isEmpty && /\/environments(?:\?|$)/.test(url) ? '{"items":[]}' : body,
    ),
  );
  const gateway = opening.use(await startGateway({ emulator, cmfUrl: proxy.url, env: still }));
  const closing = opening.move();
  return {
    names,
    world: emulator.world,
    setEmpty(value: boolean) {
      isEmpty = value;
    },
    async read() {
      const { environments } = await gateway.data(Environments, {}, noCache);
      return environments?.nodes ?? [];
    },
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  };
}

test('an empty list removes no environment that CMF still has', async () => {
  await using fleet = await startFleet(3);
  await fleet.read();
  fleet.setEmpty(true);
  const nodes = await fleet.read();
  expect(nodes.map(({ name }) => name)).toEqual(fleet.names);
  expect(nodes.every(({ applications }) => applications?.totalCount === 1)).toBe(true);
});

test('an environment that CMF confirms as deleted is removed with the next list', async () => {
  await using fleet = await startFleet(3);
  await fleet.read();
  fleet.world.deleteApplication('dev11', 'orders');
  fleet.world.deleteEnvironment('dev11');
  expect((await fleet.read()).map(({ name }) => name)).toEqual(['dev10', 'dev12']);
});

test('many missing environments stay, marked stale, until a second list agrees', async () => {
  await using fleet = await startFleet(12);
  await fleet.read();
  fleet.setEmpty(true);
  const first = await fleet.read();
  expect(first.map(({ name, stale }) => [name, stale])).toEqual(fleet.names.map((name) => [name, true]));
  expect(await fleet.read()).toEqual([]);
  fleet.setEmpty(false);
  expect((await fleet.read()).map(({ name, stale }) => [name, stale])).toEqual(
    fleet.names.map((name) => [name, false]),
  );
});
