/** The callers that may write, and the accepted requests. */

import { createClient } from 'graphql-ws';
import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../src/config/parse-config.ts';
import { hashOf } from '../../src/emulator/calls.ts';
import { openForwarding } from '../security/forward.ts';
import { startIssuer } from '../security/issuer.ts';
import { post } from '../security/post.ts';
import { until } from '../support/until.ts';
import { Apply, applyInput, Orders, openOrders, ordersId, specWith, writesTo } from './fixtures.ts';

const suspend = `mutation ($input: SuspendApplicationInput!) {
  suspendApplication(input: $input) { application { desiredState } operation { actor } errors { __typename code message path } }
}`;

describe('a mutation', () => {
  test('is refused while MUTATIONS is off', async () => {
    await using world = await openOrders({ env: { MUTATIONS: 'off' } });
    const { emulator, gateway } = world;
    const sent = writesTo(emulator);
    const { errors } = await gateway.query(Apply, applyInput(specWith(emulator, { parallelism: 2 })));
    expect(errors?.[0]?.extensions.code).toBe('MUTATIONS_DISABLED');
    expect(writesTo(emulator)).toBe(sent);
  });

  test('is off with CMF_URL unless MUTATIONS is on, which requires identified callers', () => {
    const url = { CMF_URL: 'https://cmf.example' };
    expect(parseConfig({}).writes.enabled).toBe(true);
    expect(parseConfig(url).writes.enabled).toBe(false);
    expect(parseConfig({ ...url, MUTATIONS: 'on', CMF_AUTH: 'forward' }).writes.enabled).toBe(true);
    expect(() => parseConfig({ ...url, MUTATIONS: 'on' })).toThrow(
      'MUTATIONS is on, but CMF_AUTH is service',
    );
  });

  test('by GET is refused with 405', async () => {
    await using world = await openOrders();
    const query = encodeURIComponent(
      'mutation { suspendApplication(input: { application: "x" }) { unchanged } }',
    );
    const response = await fetch(`${world.gateway.url}?query=${query}`);
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
  });

  test('over a WebSocket is refused', async () => {
    await using world = await openOrders();
    const client = createClient({ url: world.gateway.url.replace('http', 'ws'), webSocketImpl: WebSocket });
    const errors: unknown[] = [];
    const query = 'mutation { suspendApplication(input: { application: "x" }) { unchanged } }';
    client.subscribe(
      { query },
      { next: () => undefined, error: (error) => errors.push(error), complete: () => undefined },
    );
    await until(() => errors.length > 0, { what: 'the error' });
    expect(errors).toMatchObject([[{ extensions: { code: 'BAD_REQUEST' } }]]);
    await client.dispose();
  });

  test('of a web page of another origin is refused', async () => {
    await using world = await openOrders();
    const answer = await post(
      world.gateway.url,
      { query: suspend, variables: { input: { application: await ordersId(world.gateway) } } },
      { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    );
    expect(answer.code).toBe('CROSS_SITE_REQUEST');
  });

  test('beyond the rate of the caller is refused', async () => {
    await using world = await openOrders({ env: { MAX_WRITES_PER_MINUTE: '1' } });
    const { emulator, gateway } = world;
    await gateway.data(Apply, applyInput(specWith(emulator, { parallelism: 2 })));
    const { applyApplication } = await gateway.data(
      Apply,
      applyInput(specWith(emulator, { parallelism: 3 })),
    );
    expect(applyApplication.errors).toMatchObject([
      { __typename: 'NotPermittedError', code: 'TOO_MANY_WRITES' },
    ]);
  });

  test('of a caller with a verified token is recorded under its name', async () => {
    await using issuer = await startIssuer();
    await using world = await openOrders({
      env: { ...issuer.env, MUTATIONS: 'on', JWT_ACTOR_CLAIM: 'email' },
    });
    const { gateway, emulator } = world;
    const authorization = `Bearer ${await issuer.sign({ email: 'ada@example.org' })}`;
    const input = applyInput(specWith(emulator, { parallelism: 2 }), { reason: 'load' });
    await gateway.data(Apply, input, { authorization });
    const { application } = await gateway.data(Orders, {}, { authorization });
    expect(application?.latestInstance?.cause).toMatchObject({ actor: 'ada@example.org', reason: 'load' });
  });
});

test('a caller whose token was renewed keeps its idempotency keys, and another caller has others', async () => {
  await using issuer = await startIssuer();
  await using world = await openOrders({ env: { ...issuer.env, MUTATIONS: 'on' } });
  const { gateway, emulator } = world;
  const tokenOf = async (sub: string, jti: string) => ({
    authorization: `Bearer ${await issuer.sign({ sub, jti })}`,
  });
  const input = applyInput(specWith(emulator, { parallelism: 2 }), { idempotencyKey: 'one' });
  const first = await gateway.data(Apply, input, await tokenOf('ada', '1'));
  const renewed = await gateway.data(Apply, input, await tokenOf('ada', '2'));
  expect(renewed.applyApplication.operation).toEqual(first.applyApplication.operation);
  const other = await gateway.data(Apply, input, await tokenOf('bob', '3'));
  expect(other.applyApplication).toMatchObject({ unchanged: true, errors: [] });
  expect(other.applyApplication.operation?.id).not.toBe(first.applyApplication.operation?.id);
});

describe('with CMF_AUTH=forward', () => {
  const orders = `{ application(environment: "dev1", name: "orders") { id } }`;
  const env = { MUTATIONS: 'on' };

  test('the token of the caller writes, and CMF decides', async () => {
    await using given = await openForwarding(env);
    const { body } = await given.as('alice', orders);
    const id = (body.data as { application: { id: string } }).application.id;
    given.emulator.calls.clear();
    const allowed = await given.as('alice', suspend, { input: { application: id } });
    expect(allowed.body.data).toMatchObject({
      suspendApplication: { application: { desiredState: 'SUSPENDED' }, errors: [] },
    });
    const writes = given.emulator.calls.entries.filter(({ method }) => method === 'POST');
    expect(writes.map(({ authorization }) => authorization)).toEqual([hashOf('Bearer alice')]);
  });

  test('a caller with rights on applications only writes them, without a plan', async () => {
    await using given = await openForwarding(env);
    const { spec } = given.emulator.world.application('prod', 'ledger');
    const apply = `mutation ($input: ApplyApplicationInput!) {
      applyApplication(input: $input) { plan { createsInstance } instance { uid } errors { code message } }
    }`;
    const changed = { ...spec, image: 'confluentinc/cp-flink:other' };
    const input = { environment: 'prod', name: 'ledger', spec: changed };
    const { body } = await given.as('carol', apply, { input });
    expect(body.data).toMatchObject({
      applyApplication: { plan: null, instance: { uid: expect.any(String) }, errors: [] },
    });
  });

  test('a caller without rights gets no more information than from a query', async () => {
    await using given = await openForwarding(env);
    const { body } = await given.as('alice', orders);
    const existing = (body.data as { application: { id: string } }).application.id;
    const missing = Buffer.from('Application:["dev1","missing"]').toString('base64url');
    const answers = await Promise.all(
      [existing, missing].map(async (application) => {
        const answer = await given.as('bob', suspend, { input: { application } });
        return JSON.stringify(answer.body)
          .replaceAll(/[0-9a-f-]{36}|orders|missing/g, '…')
          .replaceAll(/"requestId":"[^"]*"/g, '');
      }),
    );
    expect(answers[0]).toBe(answers[1]);
    expect(given.emulator.world.application('dev1', 'orders').spec).toMatchObject({
      job: { state: 'running' },
    });
  });
});
