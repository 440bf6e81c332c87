/** The first states of a subscriber, and the changes that follow them. */
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Transition } from '../../../src/live/transition.ts';
import { transition } from '../fixtures.ts';
import { createWorld, lines } from './fixtures.ts';

describe('a subscriber', () => {
  it('receives the current states and then each change', async () => {
    const world = createWorld();
    world.move('one', 'RUNNING');
    world.move('two', 'CREATED');
    const stream = world.subscribe();
    expect(await lines(stream, 2)).toEqual(['initial one: none -> RUNNING', 'initial two: none -> CREATED']);
    world.move('two', 'RUNNING');
    world.move('one', 'FAILED');
    expect(await lines(stream, 2)).toEqual(['two: CREATED -> RUNNING', 'one: RUNNING -> FAILED']);
  });

  it('does not receive changes that the states already included', async () => {
    const world = createWorld();
    world.move('one', 'CREATED');
    const requested = Promise.withResolvers<void>();
    const stream = world.subscribe(null, {
      snapshot: async () => {
        await requested.promise;
        return { position: world.journal.position, states: [transition('one', null, 'RUNNING')] };
      },
    });
    const first = lines(stream, 1);
    await turn();
    world.move('one', 'RUNNING');
    requested.resolve();
    expect(await first).toEqual(['initial one: none -> RUNNING']);
    world.move('one', 'FAILED');
    expect(await lines(stream, 1)).toEqual(['one: RUNNING -> FAILED']);
  });

  it('receives no gap for a restart that the states already included', async () => {
    const world = createWorld();
    world.move('one', 'CREATED');
    const requested = Promise.withResolvers<void>();
    const stream = world.subscribe(null, {
      snapshot: async () => {
        await requested.promise;
        return { position: world.journal.position, states: [transition('one', null, 'RUNNING')] };
      },
    });
    const first = lines(stream, 2);
    await turn();
    world.restart('EPOCH_CHANGED', { one: 'RUNNING' });
    requested.resolve();
    await turn();
    world.move('one', 'FAILED');
    expect(await first).toEqual(['initial one: none -> RUNNING', 'one: RUNNING -> FAILED']);
  });

  it('with a filter receives only matching applications', async () => {
    const world = createWorld();
    const matches = ({ application }: Transition) => application === 'two';
    const stream = world.subscribe(null, {
      matches,
      snapshot: async () => ({ position: world.journal.position, states: [] }),
    });
    const first = lines(stream, 1);
    await turn();
    world.move('one', 'RUNNING');
    world.move('two', 'RUNNING');
    expect(await first).toEqual(['two: none -> RUNNING']);
  });
});
