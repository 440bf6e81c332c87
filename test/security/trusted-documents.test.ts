/** Trusted documents: requested by id over every transport; with `only`, all other documents are rejected. */
import { createHash } from 'node:crypto';
import { mkdtempDisposableSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { startGateway, still, type TestGateway } from '../support/gateway.ts';
import { get, post, strict } from './post.ts';
import { openSocket } from './socket.ts';

const trusted = 'query Names($first: Int) { environments(first: $first) { nodes { name } } }';
const stream = 'subscription { jobStateChanged { cursor } }';
const idOf = (text: string) => createHash('sha256').update(text).digest('hex');
const persistedQuery = (text: string) => ({ persistedQuery: { version: 1, sha256Hash: idOf(text) } });
const data = { environments: { nodes: [{ name: 'env-001' }] } };

/** A gateway with a manifest as graphql-codegen writes it. */
async function startTrusting(mode: 'off' | 'allow' | 'only'): Promise<TestGateway> {
  using directory = mkdtempDisposableSync(join(tmpdir(), 'cmf-graphql-trusted-'));
  const file = join(directory.path, 'persisted-documents.json');
  writeFileSync(file, JSON.stringify({ [`sha256:${idOf(trusted)}`]: trusted, [idOf(stream)]: stream }));
  // The file is read once, at the start.
  return await startGateway({
    cmf: { fleet: { environments: 1, applications: 1, instances: 1 } },
    env: { ...still, TRUSTED_DOCUMENTS: mode, TRUSTED_DOCUMENTS_FILE: file },
  });
}

test('TRUSTED_DOCUMENTS=only refuses a mutation that is not trusted', async () => {
  await using gateway = await startTrusting('only');
  const query = 'mutation { suspendApplication(input: { application: "x" }) { unchanged } }';
  expect((await post(gateway.url, { query })).code).toBe('UNTRUSTED_DOCUMENT');
});

describe.each(['allow', 'only'] as const)('TRUSTED_DOCUMENTS=%s', (mode) => {
  const forms: readonly (readonly [string, object])[] = [
    ["Apollo's extension", { extensions: persistedQuery(trusted) }],
    ['a documentId', { documentId: idOf(trusted) }],
    ['a documentId with its algorithm', { documentId: `sha256:${idOf(trusted)}` }],
  ];

  test.each(forms)('accepts an id in %s, with variables', async (_, id) => {
    await using gateway = await startTrusting(mode);
    expect((await post(gateway.url, { ...id, variables: { first: 1 } })).body.data).toEqual(data);
  });

  test('accepts an id by GET, which caches support', async () => {
    await using gateway = await startTrusting(mode);
    const variables = JSON.stringify({ first: 1 });
    const byId = await get(gateway.url, { documentId: idOf(trusted), variables });
    expect(byId.body.data).toEqual(data);
    const extensions = JSON.stringify(persistedQuery(trusted));
    expect((await get(gateway.url, { extensions, variables })).body.data).toEqual(data);
  });

  test('accepts an id over a WebSocket', async () => {
    await using gateway = await startTrusting(mode);
    await using socket = await openSocket(gateway.url);
    await socket.init();
    socket.send({ type: 'subscribe', id: '1', payload: { query: '', extensions: persistedQuery(stream) } });
    expect(await socket.message('next')).toMatchObject({ payload: { data: { jobStateChanged: {} } } });
  });

  test('returns PERSISTED_QUERY_NOT_FOUND for an unknown id', async () => {
    await using gateway = await startTrusting(mode);
    for (const id of [{ documentId: idOf('{ other }') }, { extensions: persistedQuery('{ other }') }]) {
      const { status, body } = await post(gateway.url, id, strict);
      expect(status).toBe(400);
      expect(body.errors).toMatchObject([
        { message: 'PersistedQueryNotFound', extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } },
      ]);
    }
  });

  test('accepts the text of a trusted document', async () => {
    await using gateway = await startTrusting(mode);
    expect((await post(gateway.url, { query: trusted, variables: { first: 1 } })).body.data).toEqual(data);
  });
});

describe('documents that are not trusted', () => {
  const query = '{ environments { nodes { name } } }';

  test('are executed with "allow", even with an unknown id', async () => {
    await using gateway = await startTrusting('allow');
    expect((await post(gateway.url, { query })).body.data).toEqual(data);
    expect((await post(gateway.url, { query, extensions: persistedQuery(query) })).body.data).toEqual(data);
  });

  test('are rejected with "only", over HTTP and WebSocket, with any id', async () => {
    await using gateway = await startTrusting('only');
    const { status, code } = await post(gateway.url, { query }, strict);
    expect({ status, code }).toEqual({ status: 400, code: 'UNTRUSTED_DOCUMENT' });
    expect((await post(gateway.url, { query, documentId: idOf(query) })).code).toBe(
      'PERSISTED_QUERY_NOT_FOUND',
    );
    expect((await get(gateway.url, { query })).code).toBe('UNTRUSTED_DOCUMENT');
    await using socket = await openSocket(gateway.url);
    await socket.init();
    socket.send({ type: 'subscribe', id: '1', payload: { query } });
    expect(await socket.codes('1')).toEqual(['UNTRUSTED_DOCUMENT']);
  });

  test('with a trusted id are ignored: the trusted document is executed', async () => {
    await using gateway = await startTrusting('only');
    const { body } = await post(gateway.url, {
      query: '{ __schema { types { name } } }',
      documentId: idOf(trusted),
    });
    expect(body.data).toEqual(data);
  });
});

describe('TRUSTED_DOCUMENTS=off', () => {
  test('returns PERSISTED_QUERY_NOT_SUPPORTED for an id, and accepts the text that comes with one', async () => {
    await using gateway = await startTrusting('off');
    const extensions = persistedQuery(trusted);
    expect((await post(gateway.url, { extensions })).code).toBe('PERSISTED_QUERY_NOT_SUPPORTED');
    const { body } = await post(gateway.url, { query: trusted, extensions, variables: { first: 1 } });
    expect(body.data).toEqual(data);
  });
});

describe('invalid ids', () => {
  test.each([[1], [{}], [''], ['__proto__'], ['constructor']])('%j is not found or not an id', async (id) => {
    await using gateway = await startTrusting('allow');
    const { code } = await post(gateway.url, { documentId: id });
    expect(['PERSISTED_QUERY_NOT_FOUND', 'BAD_REQUEST']).toContain(code);
  });
});

test('the gateway accepts the manifest of codegen', async () => {
  const file = 'test/gql/persisted-documents.json';
  await using gateway = await startGateway({
    cmf: { fleet: 'empty' },
    env: { ...still, MAX_COST: '100000000', TRUSTED_DOCUMENTS: 'only', TRUSTED_DOCUMENTS_FILE: file },
  });
  const manifest: Record<string, string> = JSON.parse(readFileSync(file, 'utf8'));
  // The response to a subscription has no end.
  const queries = Object.entries(manifest).filter(([, text]) => !/\bsubscription\b/.test(text));
  expect(queries.length).toBeGreaterThan(0);
  for (const [documentId] of queries) {
    const { code = '' } = await post(gateway.url, { documentId });
    expect(code).not.toMatch(/PERSISTED|UNTRUSTED|VALIDATION|TOO_/);
  }
});
