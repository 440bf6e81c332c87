/** The protocol of a write, with steps of the test: the interaction of concurrent requests with one key. */
import { describe, expect, test } from 'vitest';
import { createMemoryWriteLog } from '../../src/store/memory/write-log.ts';
import type { OperationRecord } from '../../src/store/write-log.ts';
import { invalid, WriteProblems } from '../../src/writes/problems.ts';
import { createRunWrite } from '../../src/writes/protocol/run-write.ts';
import type { WriteRequest, WriteSteps } from '../../src/writes/protocol/write-steps.ts';

const request: WriteRequest = {
  kind: 'SUSPEND_APPLICATION',
  target: { environment: 'dev1', application: 'orders', savepoint: null },
  actor: 'ada',
  principal: 'ada',
  identity: 'GATEWAY',
  reason: null,
  requestId: 'request-1',
  idempotencyKey: 'one',
  input: {},
};

function open() {
  const log = createMemoryWriteLog();
  const ended: OperationRecord[] = [];
  const unreadable: unknown[] = [];
  const run = createRunWrite({
    log,
    leaseMs: 10_000,
    waitMs: 10_000,
    onEnd: (operation) => ended.push(operation),
    onUnreadable: (error) => unreadable.push(error),
  });
  return { log, run, ended, unreadable };
}

/** Steps that count their requests. `check` runs before. */
function stepsWith(check: () => Promise<void>) {
  let sent = 0;
  const steps: WriteSteps<null> = {
    async prepare() {
      await check();
      return null;
    },
    async send() {
      sent += 1;
      return true;
    },
    settle: async () => ({ instance: null, applied: true }),
  };
  return { steps, sent: () => sent };
}

const refusal = new WriteProblems(invalid('BAD_USER_INPUT', 'no'));

describe('two requests with one key', () => {
  test('of which one is rejected: the other is checked separately, and its result is kept', async () => {
    const { log, run } = open();
    const { promise: isReleased, resolve: release } = Promise.withResolvers<void>();
    let checks = 0;
    const { steps, sent } = stepsWith(async () => {
      checks += 1;
      if (checks > 1) return;
      await isReleased;
      throw refusal;
    });
    const running = [run(request, steps), run(request, steps)];
    release();
    const results = await Promise.all(running);
    const [applied, ...others] = results.filter(({ problems }) => problems.length === 0);
    expect([applied?.operation.state, others]).toEqual(['SUCCEEDED', []]);
    expect(results.flatMap(({ problems }) => problems)).toEqual(refusal.problems);
    // A third request returns the result of the one that was applied.
    expect((await run(request, steps)).operation).toEqual(applied?.operation);
    expect([sent(), checks]).toEqual([1, 2]);
    expect((await log.list({})).map(({ state }) => state)).toContain('SUCCEEDED');
  });

  test('that are refused both leave the key free', async () => {
    const { run } = open();
    const refusing = stepsWith(() => Promise.reject(refusal));
    const results = await Promise.all([run(request, refusing.steps), run(request, refusing.steps)]);
    for (const { problems } of results) expect(problems).toEqual(refusal.problems);
    const { steps, sent } = stepsWith(() => Promise.resolve());
    expect(await run(request, steps)).toMatchObject({ problems: [], operation: { state: 'SUCCEEDED' } });
    expect(sent()).toBe(1);
  });

  test('that run at once send once', async () => {
    const { run, ended } = open();
    const { steps, sent } = stepsWith(() => Promise.resolve());
    const results = await Promise.all(Array.from({ length: 8 }, () => run(request, steps)));
    expect(new Set(results.map(({ operation }) => operation.id)).size).toBe(1);
    expect([sent(), ended.length]).toEqual([1, 1]);
  });
});

test('an input whose keys are in another order is the same input', async () => {
  const { run } = open();
  const { steps, sent } = stepsWith(() => Promise.resolve());
  await run({ ...request, input: { a: 1, b: { c: 2, d: [3] } } }, steps);
  const again = await run({ ...request, input: { b: { d: [3], c: 2 }, a: 1 } }, steps);
  expect([again.problems, sent()]).toEqual([[], 1]);
  const other = await run({ ...request, input: { a: 1, b: { c: 2, d: [4] } } }, steps);
  expect(other.problems).toMatchObject([{ code: 'CONFLICTING_KEY' }]);
});

test('a result that cannot be read is reported, and the write has succeeded', async () => {
  const { run, unreadable } = open();
  const { steps } = stepsWith(() => Promise.resolve());
  const failure = new Error('CMF is away');
  const result = await run(request, { ...steps, settle: () => Promise.reject(failure) });
  expect(result).toMatchObject({ problems: [], operation: { state: 'SUCCEEDED', instance: null } });
  expect(new Set(unreadable)).toEqual(new Set([failure]));
});
