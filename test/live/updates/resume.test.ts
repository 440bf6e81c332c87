/** A subscriber that resumes by cursor, with a gap or without one. */
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createWorld, lastCursor, lines, take } from './fixtures.ts';

describe('a subscriber', () => {
  it('resumes after any cursor, with no loss between replayed and live changes', async () => {
    const world = createWorld();
    const stream = world.subscribe();
    const first = take(stream, 1);
    await turn();
    world.move('one', 'CREATED');
    const cursor = lastCursor(await first);
    await stream.return?.();
    world.move('one', 'RUNNING');
    const resumed = world.subscribe(cursor);
    expect(await lines(resumed, 1)).toEqual(['one: CREATED -> RUNNING']);
    world.move('one', 'FAILED');
    expect(await lines(resumed, 1)).toEqual(['one: RUNNING -> FAILED']);
  });

  it('whose cursor is of another epoch receives a gap and the states', async () => {
    const world = createWorld();
    world.move('one', 'RUNNING');
    const [initial] = await take(world.subscribe(), 1);
    world.restart('EPOCH_CHANGED');
    const resumed = world.subscribe(initial?.cursor);
    expect(await lines(resumed, 2)).toEqual(['gap: EPOCH_CHANGED', 'initial one: none -> RUNNING']);
  });

  it('whose cursor has expired receives a gap and the states', async () => {
    const world = createWorld({ journalLength: 2 });
    world.move('one', 'CREATED');
    const [initial] = await take(world.subscribe(), 1);
    for (const state of ['RUNNING', 'FAILING', 'FAILED']) world.move('one', state);
    const resumed = world.subscribe(initial?.cursor);
    expect(await lines(resumed, 2)).toEqual(['gap: EXPIRED', 'initial one: none -> FAILED']);
  });

  it.each(['EPOCH_CHANGED', 'EXPIRED'] as const)(
    'that is connected when the journal restarts (%s) receives the earlier changes, a gap, the states and later changes',
    async (reason) => {
      const world = createWorld();
      world.move('one', 'CREATED');
      const stream = world.subscribe();
      await take(stream, 1);
      world.move('one', 'RUNNING');
      world.restart(reason, { one: 'FAILED' });
      world.move('one', 'CREATED');
      expect(await lines(stream, 3)).toEqual([
        'one: CREATED -> RUNNING',
        `gap: ${reason}`,
        'initial one: none -> CREATED',
      ]);
      world.move('one', 'RUNNING');
      expect(await lines(stream, 1)).toEqual(['one: CREATED -> RUNNING']);
    },
  );

  it('that disconnected in the middle of the states receives them from the beginning', async () => {
    const world = createWorld();
    world.move('one', 'RUNNING');
    world.move('two', 'RUNNING');
    const stream = world.subscribe();
    const [first] = await take(stream, 1);
    await stream.return?.();
    const resumed = world.subscribe(first?.cursor);
    expect(await lines(resumed, 3)).toEqual([
      'gap: SNAPSHOT_RESTARTED',
      'initial one: none -> RUNNING',
      'initial two: none -> RUNNING',
    ]);
  });
});
