/** A CMF, or a proxy in front of it, that encodes its responses. */
import { describe, expect, test } from 'vitest';
import { startEmulator } from '../../src/emulator/emulator.ts';
import { startGateway, still } from '../support/gateway.ts';
import { sendRaw } from '../support/raw-http.ts';

const fleet = { environments: 1, applications: 2, instances: 2 };
const query =
  '{ environment(name: "env-001") { applications { nodes { name instances { nodes { uid } } } } } }';

async function run(url: string): Promise<unknown> {
  const headers = { 'content-type': 'application/json', 'cache-control': 'no-cache' };
  return JSON.parse((await sendRaw(url, { method: 'POST', headers, body: JSON.stringify({ query }) })).text);
}

test.each(['off', 'requested', 'always'] as const)(
  'compression %s of the emulator gives the same data',
  async (compression) => {
    await using emulator = await startEmulator({ fleet, compression, etag: true });
    await using gateway = await startGateway({ emulator, env: still });
    const list = `${emulator.url}/cmf/api/v1/environments`;
    const codingFor = async (acceptEncoding: string) =>
      (await sendRaw(list, { headers: { 'accept-encoding': acceptEncoding } })).headers['content-encoding'];

    expect(await run(gateway.url)).toMatchObject({
      data: { environment: { applications: { nodes: [{ name: 'app-001' }, { name: 'app-002' }] } } },
    });
    expect([await codingFor('gzip'), await codingFor('identity')]).toEqual(
      { off: [undefined, undefined], requested: ['gzip', undefined], always: ['gzip', 'gzip'] }[compression],
    );
  },
);

describe('a response that cannot be decoded', () => {
  test.each([
    ['an unknown coding', { coding: 'exi' }],
    ['gzip that is cut', { coding: 'gzip', isCut: true }],
    ['brotli that is cut', { coding: 'br', isCut: true }],
  ])('because of %s leaves the last data, marked stale', async (_, fault) => {
    await using gateway = await startGateway({ cmf: { fleet }, env: still });
    const stale = () =>
      sendRaw(`${gateway.url}?query={environment(name:"env-001"){name,stale}}`, {
        headers: { 'cache-control': 'no-cache' },
      });
    await stale();
    gateway.emulator.faults.add({ kind: 'encoded', ...fault });
    expect(JSON.parse((await stale()).text)).toMatchObject({
      data: { environment: { name: 'env-001', stale: true } },
    });
    gateway.emulator.faults.clear();
    expect(JSON.parse((await stale()).text)).toMatchObject({ data: { environment: { stale: false } } });
  });

  test('is a coded error where there is no data yet', async () => {
    await using emulator = await startEmulator({ fleet });
    emulator.faults.add({ kind: 'encoded', coding: 'exi' });
    await using gateway = await startGateway({ emulator, env: still });
    expect(await run(gateway.url)).toMatchObject({
      errors: [{ extensions: { code: 'CMF_MALFORMED', retryable: true } }],
    });
  });
});
