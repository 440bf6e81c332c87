/** The GraphQL-over-HTTP specification, by `graphql-http`'s own audits, against the gateway as it is shipped. */
import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startGateway, type TestGateway } from '../support/gateway.ts';

describe('GraphQL over HTTP', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startGateway({
      env: {
        TRUSTED_DOCUMENTS: 'allow',
        TRUSTED_DOCUMENTS_FILE: 'test/gql/persisted-documents.json',
        CORS_ORIGINS: 'https://console.example',
      },
    });
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  const audits = serverAudits({ url: () => gateway.url });

  test('passes the whole audit', () => {
    expect(audits.length).toBeGreaterThanOrEqual(60);
  });

  test.each(audits.map((audit) => [audit.name, audit] as const))('%s', async (_name, audit) => {
    const result = await audit.fn();
    expect(result.status === 'ok' ? 'ok' : result.reason).toBe('ok');
  });
});
