/** The limit of a request body. */
import { once } from 'node:events';
import { request } from 'node:http';
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { startGateway, still } from '../../support/gateway.ts';
import { post, sendRequest } from '../post.ts';
import { small } from './fixtures.ts';

describe('the body', () => {
  const env = { ...still, MAX_BODY_BYTES: '1000' };
  const tooLarge = JSON.stringify({ query: `{ __typename } #${'a'.repeat(1000)}` });

  test('that is announced as too large is rejected before it is sent', async () => {
    await using gateway = await startGateway({ ...small, env });
    const { host } = new URL(gateway.url);
    const sending = request(gateway.url, {
      method: 'POST',
      headers: { host, 'content-type': 'application/json', 'content-length': '20000000' },
    });
    sending.on('error', () => {});
    sending.flushHeaders();
    const [response] = await once(sending, 'response');
    expect(response.statusCode).toBe(413);
    sending.destroy();
  });

  test('that is streamed is rejected at the first byte beyond the limit', async () => {
    await using gateway = await startGateway({ ...small, env });
    const { status, code } = await sendRequest(gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: Readable.from([Buffer.from(tooLarge.slice(0, 500)), Buffer.from(tooLarge.slice(500))]),
      duplex: 'half',
    } as unknown as RequestInit);
    expect({ status, code }).toEqual({ status: 413, code: 'BODY_TOO_LARGE' });
  });

  test('of 20 MB receives its response', async () => {
    await using gateway = await startGateway({ ...small, env: still });
    const { status, code } = await post(gateway.url, {
      query: '{ __typename }',
      variables: { a: 'a'.repeat(20_000_000) },
    });
    expect({ status, code }).toEqual({ status: 413, code: 'BODY_TOO_LARGE' });
    // The gateway still responds afterwards.
    expect((await post(gateway.url, { query: '{ __typename }' })).status).toBe(200);
  });

  test('that holds a batch is refused', async () => {
    await using gateway = await startGateway({ ...small, env: still });
    const { status, body } = await post(gateway.url, [
      { query: '{ __typename }' },
      { query: '{ __typename }' },
    ]);
    expect(status).toBe(400);
    expect(body.errors).toMatchObject([
      { message: 'Batching is not supported: send one operation.', extensions: { code: 'BAD_REQUEST' } },
    ]);
  });
});
