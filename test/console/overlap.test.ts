/** Two instances that overlap in a savepoint upgrade: each bar is legible, in any width, in light and dark. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { takePicture } from '../support/picture.ts';
import { addApplication, changeJob } from '../support/world.ts';
import { type ConsoleWorld, openConsole } from './fixtures.ts';

const minute = 60_000;

let world: ConsoleWorld;
beforeAll(async () => {
  const startAt = new Date(Date.now() - 55 * minute).toISOString();
  world = await openConsole({ fleet: 'empty', startAt });
  const cmf = world.emulator.world;
  addApplication(cmf, 'dev1', 'orders', { job: { upgradeMode: 'savepoint', parallelism: 2 } });
  cmf.advance(20 * minute);
  changeJob(cmf, 'dev1', 'orders', { parallelism: 4 });
  // The old job keeps running while its savepoint is written.
  cmf.advance(15 * minute);
  cmf.completeSavepoint('dev1', 'orders');
  cmf.advance(minute);
  cmf.settle('dev1', 'orders');
  cmf.advance(15 * minute);
});
afterAll(() => world[Symbol.asyncDispose]());

test.each([380, 1280, 3840])(
  'at %i pixels the old job and the wait of the new one overlap',
  async (width) => {
    await using opened = await world.open('/environments/dev1/applications/orders?range=1h');
    const { page, complaints, overflow } = opened;
    await page.setViewportSize({ width, height: 900 });
    const running = page.locator('g[data-kind="job"][data-state="RUNNING"] > rect').last();
    const waiting = page.locator('g[data-kind="waiting"] > rect').first();
    await running.waitFor();
    await waiting.waitFor();
    for (const scheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme: scheme });
      await takePicture(page, `console/overlap-${width}-${scheme}`);
    }
    const [job, wait] = [await running.boundingBox(), await waiting.boundingBox()];
    if (!job || !wait) throw new Error('A bar is not drawn.');
    const overlap = Math.min(job.x + job.width, wait.x + wait.width) - Math.max(job.x, wait.x);
    expect(overlap).toBeGreaterThan(40);
    // The newer instance is the lane above.
    expect(wait.y + wait.height).toBeLessThan(job.y);
    expect(await overflow()).toBeLessThanOrEqual(0);
    expect(complaints).toEqual([]);
  },
);
