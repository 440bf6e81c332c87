/** The queue of a subscriber that reads more slowly than states change. */
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { entriesAfter } from '../../../src/live/memory-journal.ts';
import { SlowConsumerError } from '../../../src/live/slow-consumer-error.ts';
import { transition } from '../fixtures.ts';
import { createWorld, line, lines, take } from './fixtures.ts';

describe('a subscriber', () => {
  it('that reads more slowly than states change is ended, does not delay others, and resumes by cursor', async () => {
    const world = createWorld();
    world.move('one', 'CREATED');
    let tooSlow = 0;
    const onTooSlow = () => {
      tooSlow += 1;
    };
    const stream = world.subscribe(null, { maxQueued: 2, onTooSlow });
    const [initial] = await take(stream, 1);
    for (const state of ['RUNNING', 'FAILING', 'FAILED']) world.move('one', state);
    expect(tooSlow).toBe(1);
    await expect(take(stream, 3)).rejects.toThrow(SlowConsumerError);
    expect([world.hub.size, world.watchers]).toEqual([0, 0]);
    expect(await lines(world.subscribe(initial?.cursor), 3)).toEqual([
      'one: CREATED -> RUNNING',
      'one: RUNNING -> FAILING',
      'one: FAILING -> FAILED',
    ]);
  });

  it('is not slow because one commit is larger than its queue', async () => {
    const world = createWorld();
    const stream = world.subscribe(null, { maxQueued: 2 });
    const first = take(stream, 5);
    await turn();
    const names = ['one', 'two', 'three', 'four', 'five'];
    const entries = entriesAfter(
      world.journal.position,
      names.map((name) => transition(name, null, 'RUNNING')),
    );
    world.journal.append(entries);
    world.hub.publish(entries);
    expect((await first).map(line)).toEqual(names.map((name) => `${name}: none -> RUNNING`));
  });
});
