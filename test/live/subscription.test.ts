/** The subscription of job states through one gateway: its messages, their recipients, and their order. */
import { describe, expect, test } from 'vitest';
import { startEmulator } from '../../src/emulator/emulator.ts';
import { startGateway } from '../support/gateway.ts';
import { until } from '../support/until.ts';
import { addApplication, changeJob, eventVersions, uidsOf } from '../support/world.ts';
import { JobStates, type Update, words } from './documents.ts';

/** Two environments: `orders` and `payments` run in dev1, `orders` in prod1. */
async function startWorld(version: string = eventVersions[0]) {
  await using opening = new AsyncDisposableStack();
  const emulator = opening.use(await startEmulator({ fleet: 'empty', version }));
  addApplication(emulator.world, 'dev1', 'orders');
  addApplication(emulator.world, 'dev1', 'payments');
  addApplication(emulator.world, 'prod1', 'orders');
  const gateway = opening.use(await startGateway({ emulator }));
  const closing = opening.move();
  return { gateway, world: emulator.world, emulator, [Symbol.asyncDispose]: () => closing.disposeAsync() };
}

const last = (received: readonly { readonly jobStateChanged: Update }[]) => received.at(-1)?.jobStateChanged;

describe.for(eventVersions)('jobStateChanged, in front of CMF %s,', (version) => {
  test('delivers the present states, then each change in order', async () => {
    await using given = await startWorld(version);
    await using stream = given.gateway.subscribe(JobStates, { environment: 'dev1' });
    await until(() => stream.received.length === 2, { what: 'the initial states' });
    expect(words(stream.received).toSorted()).toEqual(['orders: RUNNING', 'payments: RUNNING']);

    given.world.setJobState('dev1', 'orders', 'FAILING');
    given.world.setJobState('dev1', 'orders', 'RESTARTING');
    given.world.setJobState('dev1', 'orders', 'RUNNING');
    await until(() => stream.received.length === 5, { what: 'three changes' });
    expect(words(stream.received).slice(2)).toEqual([
      'orders: RUNNING>FAILING',
      'orders: FAILING>RESTARTING',
      'orders: RESTARTING>RUNNING',
    ]);
    expect(last(stream.received)).toMatchObject({ initial: false, environmentName: 'dev1' });
    expect(stream.errors).toEqual([]);
  });

  test('follows an application through creation, an upgrade and deletion', async () => {
    await using given = await startWorld(version);
    await using stream = given.gateway.subscribe(JobStates, { environment: 'dev1' });
    await until(() => stream.received.length === 2, { what: 'the initial states' });

    addApplication(given.world, 'dev1', 'refunds', { undeployed: true });
    await until(() => words(stream.received).includes('refunds: ->-'), { what: 'the new application' });
    given.world.settle('dev1', 'refunds');
    await until(
      () =>
        last(stream.received)?.__typename === 'JobStateChange' &&
        words(stream.received).at(-1) === 'refunds: CREATED>RUNNING',
      { what: 'its start' },
    );
    const before = stream.received.length;
    changeJob(given.world, 'dev1', 'refunds', { parallelism: 2 });
    given.world.settle('dev1', 'refunds');
    await until(
      () => stream.received.length > before && words(stream.received).at(-1)?.endsWith('>RUNNING'),
      { what: 'its upgrade' },
    );
    const [, second] = uidsOf(given.world, 'dev1', 'refunds');
    expect(last(stream.received)).toMatchObject({ instanceUid: second });
    given.world.deleteApplication('dev1', 'refunds');
    await until(() => words(stream.received).at(-1) === 'refunds: RUNNING>-', { what: 'its end' });
    expect(last(stream.received)).toMatchObject({
      application: null,
      instance: null,
      applicationName: 'refunds',
    });
  });

  test('resumes after a cursor with the missed changes, once and in order', async () => {
    await using given = await startWorld(version);
    let cursor: string;
    {
      await using stream = given.gateway.subscribe(JobStates, { environment: 'dev1' });
      await until(() => stream.received.length === 2, { what: 'the initial states' });
      cursor = last(stream.received)?.cursor ?? '';
    }
    given.world.setJobState('dev1', 'orders', 'FAILING');
    given.world.setJobState('dev1', 'orders', 'FAILED');
    await using meanwhile = given.gateway.subscribe(JobStates, { environment: 'dev1' });
    await until(() => words(meanwhile.received).some((reported) => /^orders: .*FAILED$/.test(reported)), {
      what: 'the change to be known',
    });
    await using resumed = given.gateway.subscribe(JobStates, { environment: 'dev1', after: cursor });
    given.world.setJobState('dev1', 'payments', 'RESTARTING');
    await until(() => resumed.received.length === 3, { what: 'what was missed and what is new' });
    expect(words(resumed.received)).toEqual([
      'orders: RUNNING>FAILING',
      'orders: FAILING>FAILED',
      'payments: RUNNING>RESTARTING',
    ]);
  });
});

describe('jobStateChanged', () => {
  test('returns, with a change, the application and the instance at least as new as the change', async () => {
    await using given = await startWorld();
    await using stream = given.gateway.subscribe(JobStates, { environment: 'dev1', application: 'orders' });
    await until(() => stream.received.length === 1, { what: 'the initial state' });
    given.world.setJobState('dev1', 'orders', 'FAILED');
    await until(() => stream.received.length === 2, { what: 'the change' });
    const [uid] = uidsOf(given.world, 'dev1', 'orders');
    expect(last(stream.received)).toMatchObject({
      to: 'FAILED',
      instanceUid: uid,
      application: { jobState: 'FAILED' },
      instance: { uid, jobState: 'FAILED' },
    });
  });

  test('delivers only what its arguments select: environment, application, states', async () => {
    await using given = await startWorld();
    await using ofOrders = given.gateway.subscribe(JobStates, { environment: 'dev1', application: 'orders' });
    await using ofFailures = given.gateway.subscribe(JobStates, { states: ['FAILED'] });
    await using ofAll = given.gateway.subscribe(JobStates);
    await until(() => ofAll.received.length === 3 && ofOrders.received.length === 1, {
      what: 'initial states',
    });

    given.world.setJobState('dev1', 'payments', 'FAILED');
    given.world.setJobState('prod1', 'orders', 'RESTARTING');
    given.world.setJobState('dev1', 'orders', 'RESTARTING');
    await until(() => ofAll.received.length === 6, { what: 'three changes' });
    expect(words(ofOrders.received)).toEqual(['orders: RUNNING', 'orders: RUNNING>RESTARTING']);
    expect(words(ofFailures.received)).toEqual(['payments: RUNNING>FAILED']);
  });

  test('delivers the state of the selected instance, deployed or not, and when it is no longer current', async () => {
    await using given = await startWorld();
    const [first = ''] = uidsOf(given.world, 'dev1', 'orders');
    await using stream = given.gateway.subscribe(JobStates, { instance: first });
    await until(() => stream.received.length === 1, { what: 'the initial state' });
    expect(last(stream.received)).toMatchObject({ initial: true, to: 'RUNNING', instanceUid: first });

    changeJob(given.world, 'dev1', 'orders', { parallelism: 3 });
    given.world.settle('dev1', 'orders');
    const [, second = ''] = uidsOf(given.world, 'dev1', 'orders');
    await until(
      () =>
        stream.received.some(
          ({ jobStateChanged: it }) => it.__typename === 'JobStateChange' && it.instanceUid === second,
        ),
      { what: 'its leaving' },
    );

    await using late = given.gateway.subscribe(JobStates, { instance: first });
    await until(() => late.received.length === 1, { what: 'the last state of a superseded instance' });
    expect(last(late.received)).toMatchObject({ initial: true, to: 'FINISHED', instanceUid: first });
  });

  test('starts the snapshot again for a client that disconnected in the middle of it', async () => {
    await using given = await startWorld();
    await using stream = given.gateway.subscribe(JobStates);
    await until(() => stream.received.length === 3, { what: 'the initial states' });
    await using resumed = given.gateway.subscribe(JobStates, {
      after: stream.received[0]?.jobStateChanged.cursor ?? '',
    });
    await until(() => resumed.received.length === 4, { what: 'the initial states again' });
    expect(words(resumed.received)).toEqual(['gap: SNAPSHOT_RESTARTED', ...words(stream.received)]);
  });

  test('delivers a gap and a new snapshot for a cursor of another epoch', async () => {
    await using given = await startWorld();
    const foreign = Buffer.from('0b6c3f5e-1d52-4b7e-9a41-7d2f0c8e5a10:7').toString('base64url');
    await using stream = given.gateway.subscribe(JobStates, { environment: 'dev1', after: foreign });
    await until(() => stream.received.length === 3, { what: 'the gap and the states' });
    expect(words(stream.received)[0]).toBe('gap: EPOCH_CHANGED');
    expect(words(stream.received).slice(1).toSorted()).toEqual(['orders: RUNNING', 'payments: RUNNING']);
  });

  test.each([
    [{ after: 'bogus' }, 'BAD_CURSOR'],
    [{ after: 'x'.repeat(5_000) }, 'BAD_CURSOR'],
    [{ application: 'orders' }, 'BAD_FILTER'],
  ])('refuses %j with %s', async (variables, code) => {
    await using given = await startWorld();
    await using stream = given.gateway.subscribe(JobStates, variables);
    await stream.ended;
    expect(stream.errors.map(({ extensions }) => extensions.code)).toEqual([code]);
  });
});
