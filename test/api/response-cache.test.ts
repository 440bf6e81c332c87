/** The response cache: a response is reused until the data that it read changes, and only for callers with the same view. */
import { describe, expect, test } from 'vitest';
import type { Environment } from '../../src/config/setting-reader.ts';
import { startEmulator } from '../../src/emulator/emulator.ts';
import type { TypedDocumentString } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';
import { noCache } from '../support/client.ts';
import { startGateway, still } from '../support/gateway.ts';
import { answersOf } from '../support/metric.ts';
import { until } from '../support/until.ts';
import { addApplication } from '../support/world.ts';

const Page = graphql(/* GraphQL */ `
  query ApiKeptPage($environment: String!) {
    environment(name: $environment) {
      applications {
        nodes {
          name
          jobState
          currentInstance {
            uid
            jobState
          }
        }
      }
    }
  }
`);

const Aged = graphql(/* GraphQL */ `
  query ApiKeptAged {
    environment(name: "dev1") {
      name
      observedAt
      stale
    }
  }
`);

const Failing = graphql(/* GraphQL */ `
  query ApiKeptFailing {
    environments(first: 1000) {
      totalCount
    }
  }
`);

async function startWorld(env: Environment = {}) {
  await using opening = new AsyncDisposableStack();
  const emulator = opening.use(await startEmulator({ fleet: 'empty' }));
  addApplication(emulator.world, 'dev1', 'orders');
  addApplication(emulator.world, 'prod1', 'orders');
  const gateway = opening.use(await startGateway({ emulator, env }));
  const closing = opening.move();
  return { gateway, emulator, world: emulator.world, [Symbol.asyncDispose]: () => closing.disposeAsync() };
}

type Given = Awaited<ReturnType<typeof startWorld>>;

/** The response to one request. */
async function how<Data, Variables>(
  given: Given,
  document: TypedDocumentString<Data, Variables>,
  variables?: Variables,
  headers?: Readonly<Record<string, string>>,
) {
  const before = await answersOf(given.gateway);
  const result = await given.gateway.query(document, variables, headers);
  const after = await answersOf(given.gateway);
  return { result, how: after.kept > before.kept ? 'kept' : 'executed' };
}

function get(
  given: Given,
  document: { toString(): string },
  variables: unknown,
  headers: Readonly<Record<string, string>> = {},
) {
  const query = new URLSearchParams({ query: String(document), variables: JSON.stringify(variables) });
  return fetch(`${given.gateway.url}?${query}`, {
    headers: {
      accept: 'application/json',
      'x-apollo-operation-name': 'test',
      'graphql-require-preflight': '1',
      ...headers,
    },
  });
}

describe('a response', () => {
  test('is used again for the same request, byte for byte, without a call to CMF', async () => {
    await using given = await startWorld(still);
    const first = await how(given, Page, { environment: 'dev1' });
    given.emulator.calls.clear();
    const second = await how(given, Page, { environment: 'dev1' });
    expect([first.how, second.how]).toEqual(['executed', 'kept']);
    expect(second.result).toEqual(first.result);
    expect(given.emulator.calls.count()).toBe(0);
    expect((await how(given, Page, { environment: 'prod1' })).how).toBe('executed');
  });

  test('is not used again after a change of an application that it read, unlike other responses', async () => {
    await using given = await startWorld();
    await how(given, Page, { environment: 'dev1' });
    await how(given, Page, { environment: 'prod1' });
    given.world.setJobState('dev1', 'orders', 'FAILED');
    await until(
      async () => {
        const { result } = await how(given, Page, { environment: 'dev1' });
        return result.data?.environment?.applications?.nodes[0]?.jobState === 'FAILED';
      },
      { what: 'the changed state' },
    );
    expect((await how(given, Page, { environment: 'prod1' })).how).toBe('kept');
    expect((await how(given, Page, { environment: 'dev1' })).how).toBe('kept');
    const { result } = await how(given, Page, { environment: 'dev1' });
    expect(result.data?.environment?.applications?.nodes[0]?.currentInstance?.jobState).toBe('FAILED');
  });

  test('that shows its age is used again only while it has that age', async () => {
    await using given = await startWorld(still);
    const first = await how(given, Aged);
    expect((await how(given, Aged)).how).toBe('kept');
    await given.gateway.query(Aged, undefined, noCache);
    const later = await how(given, Aged);
    expect(later.how).toBe('executed');
    expect(later.result.data?.environment?.observedAt).not.toBe(first.result.data?.environment?.observedAt);
  });

  test('is never older than the mirror: an old copy is refreshed first', async () => {
    await using given = await startWorld({ ...still, MAX_AGE_MS: '0' });
    await how(given, Page, { environment: 'dev1' });
    given.world.setJobState('dev1', 'orders', 'FAILING');
    const { result } = await how(given, Page, { environment: 'dev1' });
    expect(result.data?.environment?.applications?.nodes[0]?.jobState).toBe('FAILING');
  });

  test('to a no-cache request, or with errors, is not cached', async () => {
    await using given = await startWorld(still);
    await how(given, Page, { environment: 'dev1' });
    expect((await how(given, Page, { environment: 'dev1' }, noCache)).how).toBe('executed');
    await how(given, Failing);
    expect((await how(given, Failing)).how).toBe('executed');
  });

  test('is not cached when RESPONSE_CACHE_BYTES is 0', async () => {
    await using given = await startWorld({ ...still, RESPONSE_CACHE_MB: '0' });
    await how(given, Page, { environment: 'dev1' });
    expect((await how(given, Page, { environment: 'dev1' })).how).toBe('executed');
  });
});

describe('a response to GET', () => {
  test('has an ETag: an unchanged body is not sent again, a changed body is', async () => {
    await using given = await startWorld();
    const first = await get(given, Page, { environment: 'dev1' });
    const tag = first.headers.get('etag') ?? '';
    expect([first.status, tag.length > 10]).toEqual([200, true]);
    const same = await get(given, Page, { environment: 'dev1' }, { 'if-none-match': `"other", W/${tag}` });
    expect([same.status, await same.text()]).toEqual([304, '']);
    given.world.setJobState('dev1', 'orders', 'FAILED');
    const changed = await until(
      async () => {
        const answer = await get(given, Page, { environment: 'dev1' }, { 'if-none-match': tag });
        return answer.status === 200 ? answer : undefined;
      },
      { what: 'another answer' },
    );
    expect(changed?.headers.get('etag')).not.toBe(tag);
    expect(await changed?.text()).toContain('"FAILED"');
  });
});
