/** Checkpoints: a subscription whose filter rarely matches still receives its position. */
import { expect, test } from 'vitest';
import { startEmulator } from '../../src/emulator/emulator.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { metricOf } from '../support/metric.ts';
import { until } from '../support/until.ts';
import { addApplication } from '../support/world.ts';
import { JobStates, words } from './documents.ts';

const executions = 'cmf_graphql_subscription_executions_total';

async function startFleet(env: Readonly<Record<string, string>>) {
  await using opening = new AsyncDisposableStack();
  const emulator = opening.use(await startEmulator({ fleet: 'empty' }));
  addApplication(emulator.world, 'dev1', 'orders');
  addApplication(emulator.world, 'dev1', 'payments');
  const gateway = opening.use(await startGateway({ emulator, env }));
  const closing = opening.move();
  return { emulator, gateway, [Symbol.asyncDispose]: () => closing.disposeAsync() };
}

/** Changes `payments` and waits until the gateway shows it. */
async function move({ emulator, gateway }: Awaited<ReturnType<typeof startFleet>>, state: string) {
  await using all = gateway.subscribe(JobStates, { application: 'payments', environment: 'dev1' });
  await until(() => all.received.length > 0, { what: 'the initial state' });
  emulator.world.setJobState('dev1', 'payments', state);
  await until(() => words(all.received).some((word) => word.endsWith(`>${state}`)), { what: state });
}

const quiet = (gateway: TestGateway, after?: string) =>
  gateway.subscribe(JobStates, { environment: 'dev1', application: 'orders', ...(after && { after }) });

test('a subscription without changes receives one checkpoint per period with journal entries, and resumes after it', async () => {
  await using fleet = await startFleet({ CHECKPOINT_MS: '100' });
  await using stream = quiet(fleet.gateway);
  await until(() => stream.received.length === 1, { what: 'the initial state' });
  await move(fleet, 'RESTARTING');
  await until(() => stream.received.length === 2, { what: 'a checkpoint' });
  expect(words(stream.received)).toEqual(['orders: RUNNING', 'checkpoint']);
  const [initial, checkpoint] = stream.received.map(({ jobStateChanged }) => jobStateChanged);
  expect(checkpoint?.cursor).not.toBe(initial?.cursor);

  await move(fleet, 'RUNNING');
  await until(() => stream.received.length === 3, { what: 'a second checkpoint' });
  fleet.emulator.world.setJobState('dev1', 'orders', 'FAILED');
  await until(() => stream.received.length >= 4, { what: 'the change' });
  await using resumed = quiet(fleet.gateway, checkpoint?.cursor);
  await until(() => resumed.received.length >= 1, { what: 'the change again' });
  expect(words(resumed.received)[0]).toBe('orders: RUNNING>FAILED');
});

test('a checkpoint comes early after a tenth of the journal, so that resuming causes no gap', async () => {
  await using fleet = await startFleet({ CHECKPOINT_MS: '600000', JOURNAL_LENGTH: '100' });
  await using stream = quiet(fleet.gateway);
  await until(() => stream.received.length === 1, { what: 'the initial state' });
  for (let round = 0; round < 6; round += 1) {
    await move(fleet, 'RESTARTING');
    await move(fleet, 'RUNNING');
  }
  await until(() => words(stream.received).includes('checkpoint'), { what: 'a checkpoint' });
  expect(words(stream.received)).toEqual(['orders: RUNNING', 'checkpoint']);
});

test('identical subscriptions share the execution of a checkpoint', async () => {
  await using fleet = await startFleet({ CHECKPOINT_MS: '600000', JOURNAL_LENGTH: '100' });
  await using opened = new AsyncDisposableStack();
  const streams = Array.from({ length: 20 }, () => opened.use(quiet(fleet.gateway)));
  await until(() => streams.every(({ received }) => received.length === 1), { what: 'the initial states' });
  for (let round = 0; round < 4; round += 1) {
    await move(fleet, 'RESTARTING');
    await move(fleet, 'RUNNING');
  }
  const before = await metricOf(fleet.gateway, executions);
  await move(fleet, 'FAILED');
  await until(
    async () => {
      if (streams.every(({ received }) => words(received).includes('checkpoint'))) return true;
      await move(fleet, 'RUNNING');
      await move(fleet, 'FAILED');
      return false;
    },
    { what: 'a checkpoint for each' },
  );
  const shown = (await metricOf(fleet.gateway, executions)) - before;
  // The watching subscription of `move` executes too; 20 separate executions would exceed this bound.
  expect(shown).toBeLessThan(20);
});
