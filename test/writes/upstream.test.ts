/** Writes that CMF denies or that do not reach it. */
import { describe, expect, test } from 'vitest';
import { startEmulator } from '../../src/emulator/emulator.ts';
import { startGateway } from '../support/gateway.ts';
import { ApplyErrors, applyInput, openOrders, specWith, writesTo } from './fixtures.ts';

describe('a write', () => {
  test.for([
    [403, 'NotPermittedError', 'FORBIDDEN'],
    [401, 'UpstreamError', 'CMF_REFUSED_GATEWAY'],
    [429, 'UpstreamError', 'CMF_UNREACHABLE'],
    [404, 'NotFoundError', 'NOT_FOUND'],
    [409, 'ValidationError', 'CMF_REFUSED'],
  ] as const)('that CMF responds to with %i is a %s', async ([status, __typename, code]) => {
    await using world = await openOrders();
    const { emulator, gateway } = world;
    using _refused = emulator.faults.add({ kind: 'status', status, match: { write: true } });
    const { applyApplication } = await gateway.data(
      ApplyErrors,
      applyInput(specWith(emulator, { parallelism: 2 })),
    );
    expect(applyApplication).toMatchObject({
      errors: [{ __typename, code }],
      operation: { state: 'FAILED' },
    });
  });

  test('is not sent while CMF does not respond to reads', async () => {
    await using world = await openOrders({ env: { CMF_TIMEOUT_MS: '300' } });
    const { emulator, gateway } = world;
    const sent = writesTo(emulator);
    using _down = emulator.faults.add({ kind: 'hang', match: { write: false } });
    const { applyApplication } = await gateway.data(
      ApplyErrors,
      applyInput(specWith(emulator, { parallelism: 2 })),
    );
    expect(applyApplication.errors).toMatchObject([{ code: 'CMF_UNREACHABLE' }]);
    expect(writesTo(emulator)).toBe(sent);
  });

  test('waits for an earlier one to the same application, for a bounded time', async () => {
    await using world = await openOrders({ env: { CMF_TIMEOUT_MS: '300' } });
    const { emulator, gateway } = world;
    using _slow = emulator.faults.add({ kind: 'latency', ms: 250, match: { write: false } });
    const results = await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        gateway.data(ApplyErrors, applyInput(specWith(emulator, { parallelism: index + 2 }))),
      ),
    );
    const codes = results.map(({ applyApplication }) => applyApplication.errors[0]?.code);
    expect(codes).toContain(undefined);
    expect(codes).toContain('WRITE_IN_PROGRESS');
  });
});

test('a token that CMF refuses is an error of the mutation, in the name of the caller', async () => {
  await using emulator = await startEmulator({ fleet: 'empty' });
  await using gateway = await startGateway({
    emulator,
    env: { CMF_URL: emulator.url, CMF_AUTH: 'forward', MUTATIONS: 'on' },
  });
  emulator.world.createEnvironment({ name: 'dev1', kubernetesNamespace: 'flink' });
  using _refused = emulator.faults.add({ kind: 'status', status: 401, match: { write: true } });
  const spec = { job: { jarURI: 'local:///a.jar' } };
  const { applyApplication } = await gateway.data(ApplyErrors, applyInput(spec), {
    authorization: 'Bearer x',
  });
  expect(applyApplication.errors).toMatchObject([
    { __typename: 'NotPermittedError', code: 'UNAUTHENTICATED' },
  ]);
});
