/**
 * Replicas of a CMF that hangs or fails in some environments: the distribution of polls, and the detection of CMF's
 * return.
 */
import { expect, test } from 'vitest';
import { hashOf } from '../../src/emulator/calls.ts';
import { startEmulator } from '../../src/emulator/emulator.ts';
import type { Fault } from '../../src/emulator/faults.ts';
import { startGateway } from '../support/gateway.ts';
import { startRedis } from '../support/redis.ts';
import { until } from '../support/until.ts';
import { addApplication } from '../support/world.ts';
import { JobStates } from './documents.ts';

const environments = ['env0', 'env1', 'env2', 'env3', 'env4', 'env5'] as const;
const hanging = environments.slice(0, 5);
const activeMs = 200;
const leaseMs = 1_500;
/** A refresh that hangs does so beyond the end of its lease, which expires after two thirds of `LEASE_MS`. */
const timeoutMs = 2_000;
/** A margin for loaded machines, below the remaining time limit of a call that hangs. */
const slackMs = 1_000;

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
    CMF_TIMEOUT_MS: String(timeoutMs),
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

type Calls = Awaited<ReturnType<typeof startEmulator>>['calls']['entries'];

/** The outages, each with the calls that prove a sufficient duration. */
const outages: readonly { name: string; fault: Fault; isLong: (calls: Calls) => boolean }[] = [
  {
    // The circuit is open and the back-off at its longest.
    name: 'responded with 503',
    fault: { kind: 'status', status: 503 },
    isLong: (calls) => calls.filter(({ status }) => status === 503).length > 20,
  },
  {
    name: 'hung for less than CMF_TIMEOUT_MS',
    fault: { kind: 'hang' },
    isLong: (calls) => calls.length > 4 && spanOf(calls) > 2 * activeMs,
  },
  {
    name: 'hung for longer than CMF_TIMEOUT_MS',
    fault: { kind: 'hang' },
    isLong: (calls) => spanOf(calls) > 1.2 * timeoutMs,
  },
];

test.for(outages)(
  'watched environments are polled within two fast intervals of the return of a CMF that $name',
  { timeout: 60_000 },
  async ({ fault, isLong }) => {
    await using given = await startReplicas();
    const { emulator } = given;
    emulator.calls.clear();
    const outage = emulator.faults.add(fault);
    await until(() => isLong(emulator.calls.entries), { what: 'the outage', timeoutMs: 30_000 });
    emulator.calls.clear();
    outage.clear();
    const back = Date.now();
    await until(() => environments.every((environment) => answered(emulator, environment)));
    const first = environments.map((environment) => Date.parse(answered(emulator, environment)?.at ?? ''));
    expect(Math.max(...first) - back).toBeLessThan(2 * activeMs + slackMs);
  },
);

/** The time between the first and the last of these calls, in milliseconds. */
function spanOf(calls: Calls): number {
  const times = calls.map(({ at }) => Date.parse(at));
  return Math.max(...times) - Math.min(...times);
}

function answered({ calls }: Awaited<ReturnType<typeof startEmulator>>, environment: string) {
  return calls.entries.find(
    ({ operation, path, status }) =>
      operation === 'listApplications' && path.includes(`/${environment}/`) && status === 200,
  );
}
