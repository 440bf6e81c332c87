/** The time limit of a query. */
import { describe, expect, test } from 'vitest';
import { startGateway, still } from '../../support/gateway.ts';
import { startTcpProxy } from '../../support/tcp-proxy.ts';
import { until } from '../../support/until.ts';
import { post, strict } from '../post.ts';
import { small } from './fixtures.ts';

describe('time', () => {
  test('limits a query while CMF does not respond, and the error reports it', async () => {
    await using near = await startGateway({ ...small, env: still });
    const { port } = new URL(near.emulator.url);
    await using proxy = await startTcpProxy(Number(port));
    await using gateway = await startGateway({
      emulator: near.emulator,
      cmfUrl: `http://127.0.0.1:${proxy.port}`,
      env: { ...still, REQUEST_TIMEOUT_MS: '100', CMF_TIMEOUT_MS: '60000' },
    });
    const query = '{ applications { nodes { instances { nodes { uid } } } } }';
    proxy.stall();

    const { status, body } = await post(gateway.url, { query }, strict);

    expect(status).toBe(504);
    expect(body.errors).toMatchObject([{ extensions: { code: 'TIMEOUT', retryable: true } }]);
    // A request after CMF is back gets the response that the first one did not wait for.
    proxy.resume();
    await until(async () => (await post(gateway.url, { query })).body.errors === undefined);
  });
});
