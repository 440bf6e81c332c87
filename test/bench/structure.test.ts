/**
 * The structure behind the benchmark results, without timing: CMF calls per query and cached responses. These numbers
 * are deterministic, unlike measured ratios. `test/live/shared.test.ts` counts the executions of a change with many
 * subscribers, `test/live/churn.test.ts` the listeners.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ours } from '../../bench/side-by-side/dialect.ts';
import { fleet, type Query, queries } from '../../bench/side-by-side/queries.ts';
import { bodyOf } from '../../bench/side-by-side/responses.ts';
import type { Environment } from '../../src/config/setting-reader.ts';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { startGateway, still, type TestGateway } from '../support/gateway.ts';
import { answersOf } from '../support/metric.ts';
import { until } from '../support/until.ts';

/** One for all tests: they change nothing in it except job states. */
let emulator: Emulator;
/** Without response cache. */
let executing: TestGateway;
beforeAll(async () => {
  emulator = await startEmulator({ fleet: { ...fleet, instances: 6 } });
  executing = await open({ RESPONSE_CACHE_MB: '0' });
});
afterAll(async () => {
  await executing[Symbol.asyncDispose]();
  await emulator[Symbol.asyncDispose]();
});
beforeEach(() => emulator.calls.clear());

const open = (env: Environment = {}) => startGateway({ emulator, env: { ...still, ...env } });

function query(name: Query['name']): readonly string[] {
  return queries.filter((one) => one.name === name).flatMap((one) => one.operations(ours).map(bodyOf));
}

async function ask(
  { url }: TestGateway,
  body: string,
  headers: Record<string, string> = {},
): Promise<string> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
    body,
  });
  const text = await response.text();
  expect(text).not.toContain('"errors"');
  return text;
}

describe.each(['Q1', 'Q2', 'Q3', 'Q4'] as const)('%s', (name) => {
  let keeping: TestGateway;
  beforeAll(async () => {
    keeping = await open();
  });
  afterAll(() => keeping[Symbol.asyncDispose]());

  test('is executed once and then cached', async () => {
    const bodies = query(name);
    for (const body of [...bodies, ...bodies, ...bodies]) await ask(keeping, body);

    expect(await answersOf(keeping)).toEqual({ kept: 2 * bodies.length, executed: bodies.length });
  });

  test('does not call CMF while the mirror is fresh, and the cached response equals the executed one', async () => {
    for (const body of query(name)) {
      const first = await ask(keeping, body);
      expect(await ask(executing, body)).toBe(first);
      emulator.calls.clear();
      expect(await ask(keeping, body)).toBe(first);
      expect(await ask(executing, body)).toBe(first);
      expect(emulator.calls.count()).toBe(0);
    }
  });

  test('costs as many CMF calls for 32 concurrent clients as for one', async () => {
    const [body = ''] = query(name);
    const callsFor = async (clients: number) => {
      await using gateway = await open();
      emulator.calls.clear();
      const answers = await Promise.all(Array.from({ length: clients }, () => ask(gateway, body)));
      expect(new Set(answers).size).toBe(1);
      return emulator.calls.count();
    };
    const one = await callsFor(1);

    expect(one).toBeGreaterThan(0);
    expect(await callsFor(32)).toBe(one);
  });
});

test('a changed response is executed once for 32 concurrent clients', async () => {
  await using gateway = await open();
  const [body = ''] = query('Q2');
  const first = await ask(gateway, body);
  const state = emulator.world.application('env-001', 'app-003').status?.jobStatus?.state;
  emulator.world.setJobState('env-001', 'app-003', state === 'RUNNING' ? 'RECONCILING' : 'RUNNING');
  const one = '{ application(environment: "env-001", name: "app-003") { jobState } }';
  await ask(gateway, JSON.stringify({ query: one }), { 'cache-control': 'no-cache' });
  const before = await answersOf(gateway);
  const answers = await Promise.all(Array.from({ length: 32 }, () => ask(gateway, body)));
  const after = await answersOf(gateway);

  expect(new Set(answers).size).toBe(1);
  expect(answers[0]).not.toBe(first);
  expect({ kept: after.kept - before.kept, executed: after.executed - before.executed }).toEqual({
    kept: 31,
    executed: 1,
  });
});

test('an identical concurrent request does not wait for a CMF that hangs', async () => {
  await using gateway = await open({ MAX_AGE_MS: '0' });
  const [body = ''] = query('Q1');
  await ask(gateway, body);
  using hanging = emulator.faults.add({ kind: 'hang' });
  const before = await answersOf(gateway);
  let isAnswered = false;
  const first = ask(gateway, body).then(() => void (isAnswered = true));
  const second = ask(gateway, body);
  await until(async () => (await answersOf(gateway)).executed === before.executed + 2);

  expect(isAnswered).toBe(false);
  hanging[Symbol.dispose]();
  await Promise.all([first, second]);
});

describe('with `no-cache`', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await open();
  });
  afterAll(() => gateway[Symbol.asyncDispose]());

  const noCache = { 'cache-control': 'no-cache' };
  const [environments, applications] = [10, 20];
  /** Calls to CMF: one for each resource, or one for a list instead of its items where that is fewer. */
  const most = {
    // The application and its deployed instance.
    Q1: 2,
    // The environments, the sparse list of one, and the deployed instance of each application of the page.
    Q2: 2 + applications,
    // The environments, the sparse list of each, and the instances of each application of its page.
    Q3: 1 + environments + environments * applications,
  };

  test.each(['Q1', 'Q2', 'Q3'] as const)(
    '%s needs no more CMF calls than resources it selects',
    async (name) => {
      const [body = ''] = query(name);
      await ask(gateway, body);
      emulator.calls.clear();
      await ask(gateway, body, noCache);

      expect(emulator.calls.count()).toBeGreaterThan(0);
      expect(emulator.calls.count()).toBeLessThanOrEqual(most[name]);
    },
  );
});
