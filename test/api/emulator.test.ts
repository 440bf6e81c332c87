/** A gateway in front of the embedded emulator: its responses state that the fleet is simulated. */
import { expect, test } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { type GatewayProcess, startGatewayProcess } from '../support/gateway-process.ts';
import { until } from '../support/until.ts';

async function post(url: string): Promise<Response> {
  const body = JSON.stringify({ query: '{ environments { totalCount } gateway { emulator } }' });
  return fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
}

async function readyBody({ origin }: Pick<GatewayProcess, 'origin'>): Promise<unknown> {
  const response = await until(async () => {
    const ready = await fetch(`${origin}/ready`);
    return ready.ok ? ready : null;
  });
  return response?.json();
}

test('/ready, the header x-cmf-emulator and `gateway.emulator` state that the emulator takes the place of CMF', async () => {
  const env = { EMULATOR: 'on', EMULATOR_PACE_MS: '0', EMULATOR_VERSION: '2.5.0' };
  await using gateway = await startGatewayProcess({ env });
  expect(await readyBody(gateway)).toEqual({
    status: 'ready',
    reasons: [],
    cmfVersion: '2.5.0',
    emulator: true,
  });
  const response = await post(gateway.url);
  expect(response.headers.get('x-cmf-emulator')).toBe('true');
  expect(await response.json()).toMatchObject({
    data: { environments: { totalCount: 5 }, gateway: { emulator: true } },
  });
});

test('neither is present with a CMF_URL', async () => {
  await using gateway = await startGateway({ cmf: { fleet: 'empty' } });
  expect(await readyBody(gateway)).not.toHaveProperty('emulator');
  expect((await post(gateway.url)).headers.has('x-cmf-emulator')).toBe(false);
});
