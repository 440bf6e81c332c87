/** Replicas before a CMF that hangs or fails in some environments: who polls what, and when CMF's return is noticed. */
import { expect, test } from 'vitest';
import { hashOf } from '../../src/emulator/calls.ts';
import { startEmulator } from '../../src/emulator/emulator.ts';
import { startGateway } from '../support/gateway.ts';
import { startRedis } from '../support/redis.ts';
import { until } from '../support/until.ts';
import { addApplication } from '../support/world.ts';
import { JobStates } from './documents.ts';

const environments = ['env0', 'env1', 'env2', 'env3', 'env4', 'env5'] as const;
const hanging = environments.slice(0, 5);
const activeMs = 200;
const leaseMs = 600;

/** Six watched environments, polled by the first of two replicas. */
async function startReplicas() {
  await using opening = new AsyncDisposableStack();
  const emulator = opening.use(await startEmulator({ fleet: 'empty' }));
  for (const environment of environments) addApplication(emulator.world, environment, 'orders');
  const redis = opening.use(await startRedis());
  const env = {
    REDIS_URL: redis.url,
    CMF_URL: emulator.url,
    LEASE_MS: String(leaseMs),
    REFRESH_ACTIVE_MS: String(activeMs),
    REFRESH_IDLE_MS: String(activeMs),
    // Several leases long: a refresh that hangs does so beyond the end of its lease.
    CMF_TIMEOUT_MS: '2000',
  };
  const pollsOf = (token: string) =>
    emulator.calls.entries.filter(
      ({ operation, authorization }) =>
        operation === 'listApplications' && authorization === hashOf(`Bearer ${token}`),
    );
  const first = opening.use(await startGateway({ emulator, env: { ...env, CMF_TOKEN: 'first' } }));
  await until(() => pollsOf('first').length > 4 * environments.length, { what: 'polls of the first' });
  const second = opening.use(await startGateway({ emulator, env: { ...env, CMF_TOKEN: 'second' } }));
  const streams = [first, second].map((gateway) => opening.use(gateway.subscribe(JobStates)));
  await until(() => streams.every(({ received }) => received.length === environments.length));
  const closing = opening.move();
  return { emulator, pollsOf, [Symbol.asyncDispose]: () => closing.disposeAsync() };
}

test('polling does not go back and forth between replicas while CMF hangs in several environments', async () => {
  await using given = await startReplicas();
  const { emulator, pollsOf } = given;
  const faults = hanging.map((environment) =>
    emulator.faults.add({ kind: 'hang', match: { operation: 'listApplications', path: `/${environment}/` } }),
  );
  const before = pollsOf('first').length;
  emulator.calls.clear();
  const hung = (environment: string) =>
    pollsOf('first').filter(({ path }) => path.includes(`/${environment}/`)).length;
  await until(() => hanging.every((environment) => hung(environment) >= 2), {
    what: 'two polls of each environment that hangs',
    timeoutMs: 30_000,
  });
  expect(before).toBeGreaterThan(0);
  expect(pollsOf('second')).toEqual([]);
  for (const fault of faults) fault.clear();
  await until(() => environments.every((environment) => answered(emulator, environment)), {
    what: 'all environments are polled again',
  });
  expect(pollsOf('second')).toEqual([]);
}, 60_000);

test('watched environments are polled within two fast intervals of CMF’s return', async () => {
  await using given = await startReplicas();
  const { emulator } = given;
  const fault = emulator.faults.add({ kind: 'status', status: 503 });
  const failed = () => emulator.calls.entries.filter(({ status }) => status === 503).length;
  // Long enough for the circuit to be open and the back-off to be at its longest.
  await until(() => failed() > 20, { what: 'failures', timeoutMs: 30_000 });
  emulator.calls.clear();
  fault.clear();
  const back = Date.now();
  await until(() => environments.every((environment) => answered(emulator, environment)));
  const first = environments.map((environment) => Date.parse(answered(emulator, environment)?.at ?? ''));
  // The margin is for a machine under load; a back-off that ignores subscribers lasts for seconds.
  expect(Math.max(...first) - back).toBeLessThan(2 * activeMs + 1_000);
}, 60_000);

function answered({ calls }: Awaited<ReturnType<typeof startEmulator>>, environment: string) {
  return calls.entries.find(
    ({ operation, path, status }) =>
      operation === 'listApplications' && path.includes(`/${environment}/`) && status === 200,
  );
}
