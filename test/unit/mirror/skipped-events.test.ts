import { expect, test } from 'vitest';
import { createSkippedEvents } from '../../../src/mirror/refresh/skipped-events.ts';
import { connect, failureOf, listen, sendJson } from '../cmf/upstream.ts';

const uid = '77d37980-4798-437b-8850-1ecd6b612ade';

/** A CMF that responds to reads of events with `status`, and a clock that the test advances. */
async function createCmf() {
  let now = 1_000_000;
  const answer = { status: 200 };
  const item = { metadata: { name: uid, uid }, status: { type: 'JOB_STATUS', message: '' } };
  const upstream = await listen((_request, response) =>
    sendJson(response, { metadata: { size: 1 }, items: [item] }, answer),
  );
  const cmf = connect({ url: upstream.url, maxRetries: 0 });
  const skippedEvents = createSkippedEvents(cmf, () => now);
  return {
    answer,
    read: async (signal?: AbortSignal) => (await skippedEvents('dev1', 'orders', { signal })).length,
    turn(milliseconds: number) {
      now += milliseconds;
    },
    async [Symbol.asyncDispose]() {
      await upstream[Symbol.asyncDispose]();
      await cmf[Symbol.asyncDispose]();
    },
  };
}

test.each([404, 403])('a CMF whose events respond %i is polled without them', async (status) => {
  await using cmf = await createCmf();
  cmf.answer.status = status;
  expect(await cmf.read()).toBe(0);
});

test('a refresh fails with its events, so that nothing is committed without them', async () => {
  await using cmf = await createCmf();
  cmf.answer.status = 500;
  for (let times = 0; times < 10; times += 1) {
    expect(await failureOf(cmf.read())).toMatchObject({ status: 500 });
    cmf.turn(5_000);
  }
  cmf.answer.status = 200;
  expect(await cmf.read()).toBe(1);
});

test('events that failed before and after a long pause are not skipped', async () => {
  await using cmf = await createCmf();
  cmf.answer.status = 500;
  await failureOf(cmf.read());
  cmf.turn(600_000);
  expect(await failureOf(cmf.read())).toMatchObject({ status: 500 });
});

test('events that fail for a minute are skipped until they work again', async () => {
  await using cmf = await createCmf();
  cmf.answer.status = 500;
  for (let times = 0; times < 4; times += 1) {
    await failureOf(cmf.read());
    cmf.turn(15_000);
  }
  expect(await cmf.read()).toBe(0);
  cmf.turn(1_000);
  expect(await cmf.read()).toBe(0);

  cmf.answer.status = 200;
  expect(await cmf.read()).toBe(1);
  cmf.answer.status = 500;
  expect(await failureOf(cmf.read())).toMatchObject({ status: 500 });
});

test('an aborted refresh does not count as a failure of its events', async () => {
  await using cmf = await createCmf();
  expect(await failureOf(cmf.read(AbortSignal.abort()))).toMatchObject({ failure: 'ABORTED' });
  cmf.turn(60_000);
  cmf.answer.status = 500;
  expect(await failureOf(cmf.read())).toMatchObject({ status: 500 });
});
