import type { ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import { createEvents } from '../../../src/mirror/event-reads.ts';
import { until } from '../../support/until.ts';
import { connect, listen, sendJson } from '../cmf/upstream.ts';
import { application } from '../history/fixtures.ts';

const orders = application({ current: null });

/** CMF's events, whose lists are sent when the test releases them, on a clock that the test advances. */
async function createCmf() {
  let now = 1_000_000;
  const waiting: ServerResponse[] = [];
  const upstream = await listen((_request, response) => void waiting.push(response));
  const cmf = connect({ url: upstream.url });
  const events = createEvents({ cmf, now: () => now });
  return {
    invalidate: () => events.invalidate(orders),
    /** The UIDs of the events, at most this many milliseconds old. */
    async read(maxAge: number) {
      const { events: list } = await events.list(orders, now - maxAge);
      return list.map(({ uid }) => uid);
    },
    turn(milliseconds: number) {
      now += milliseconds;
    },
    /** Responds to the next request with one event of this UID. */
    async answer(uid: string) {
      await until(() => waiting.length > 0);
      const item = { metadata: { name: uid, uid }, status: { type: 'JOB_STATUS', message: '' } };
      const response = waiting.shift();
      if (response) sendJson(response, { metadata: { size: 1 }, items: [item] });
    },
    requested: (times: number) => until(() => upstream.requests.length === times),
    get requests() {
      return upstream.requests.length;
    },
    async [Symbol.asyncDispose]() {
      await upstream[Symbol.asyncDispose]();
      await cmf[Symbol.asyncDispose]();
    },
  };
}

test('events are returned from memory while they are fresh enough, and read again otherwise', async () => {
  await using cmf = await createCmf();
  const first = cmf.read(500);
  await cmf.answer('e1');
  expect(await first).toEqual(['e1']);
  cmf.turn(500);
  expect(await cmf.read(500)).toEqual(['e1']);
  cmf.turn(1);
  const second = cmf.read(500);
  await cmf.answer('e2');
  expect(await second).toEqual(['e2']);
  expect(cmf.requests).toBe(2);
});

test('events are read again once the application has changed', async () => {
  await using cmf = await createCmf();
  const first = cmf.read(500);
  await cmf.answer('e1');
  await first;
  cmf.invalidate();
  const second = cmf.read(500);
  await cmf.answer('e2');
  expect(await second).toEqual(['e2']);
});

test('a read that is older than a change is neither joined nor cached', async () => {
  await using cmf = await createCmf();
  const overtaken = cmf.read(500);
  await cmf.requested(1);
  cmf.turn(10);
  cmf.invalidate();
  const woken = cmf.read(500);
  await cmf.answer('before the move');
  expect(await overtaken).toEqual(['before the move']);
  await cmf.answer('after the move');
  expect(await woken).toEqual(['after the move']);
  expect(await cmf.read(500)).toEqual(['after the move']);
});
