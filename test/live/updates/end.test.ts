/** The end of a subscription, which frees all its resources. */
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createWorld } from './fixtures.ts';

describe('a subscriber', () => {
  it('completes and frees its resources when the gateway drains', async () => {
    const world = createWorld();
    const draining = new AbortController();
    const stream = world.subscribe(null, { signal: draining.signal });
    const silence = stream.next();
    await turn();
    draining.abort();
    expect(await silence).toMatchObject({ done: true });
    expect([world.hub.size, world.watchers]).toEqual([0, 0]);
  });

  it('completes at once when it starts after that', async () => {
    const world = createWorld();
    const draining = new AbortController();
    draining.abort();
    const stream = world.subscribe(null, { signal: draining.signal });
    expect(await stream.next()).toMatchObject({ done: true });
    expect([world.hub.size, world.watchers]).toEqual([0, 0]);
  });

  it('that disconnects without traffic frees its resources, ten thousand times', async () => {
    const world = createWorld();
    for (let round = 0; round < 10_000; round += 1) {
      const stream = world.subscribe();
      const silence = stream.next();
      await stream.return?.();
      await silence;
    }
    expect([world.hub.size, world.watchers]).toEqual([0, 0]);
  });
});
