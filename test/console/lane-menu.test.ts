/**
 * The menu of a lane in the timeline: selecting an instance by pointer or keyboard opens it, a comparison, or a roll
 * back.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { takePicture } from '../support/picture.ts';
import { until } from '../support/until.ts';
import { addApplication, changeJob, uidsOf } from '../support/world.ts';
import { type ConsoleWorld, openConsole } from './fixtures.ts';

const path = '/environments/dev1/applications/orders?range=1h';

let world: ConsoleWorld;
/** The replaced instance and the current one. */
let uids: readonly string[];
beforeAll(async () => {
  const startAt = new Date(Date.now() - 1_800_000).toISOString();
  world = await openConsole({ fleet: 'empty', startAt }, { MUTATIONS: 'on', MAX_WRITES_PER_MINUTE: '1000' });
  const cmf = world.emulator.world;
  addApplication(cmf, 'dev1', 'orders', { job: { parallelism: 2 } });
  cmf.advance(600_000);
  changeJob(cmf, 'dev1', 'orders', { parallelism: 5 });
  cmf.settle('dev1', 'orders');
  cmf.advance(600_000);
  uids = uidsOf(cmf, 'dev1', 'orders');
});
afterAll(() => world[Symbol.asyncDispose]());

function short(uid = ''): string {
  return `${uid.slice(0, 4)}…${uid.slice(-4)}`;
}

test('by keyboard: a replaced instance is opened, or compared with the current one', async () => {
  await using opened = await world.open(path);
  const { page, violations } = opened;
  const button = page.getByRole('button', { name: `Actions of instance ${short(uids[0])}` });
  await button.focus();
  await page.keyboard.press('Enter');
  const menu = page.getByRole('group', { name: `Instance ${short(uids[0])}` });
  await menu.getByText('replaced').waitFor();
  expect(await violations()).toEqual([]);
  await takePicture(page, 'console/lane-menu');
  await page.keyboard.press('Escape');
  await menu.waitFor({ state: 'hidden' });
  await page.keyboard.press('Enter');
  await menu.getByRole('link', { name: 'Compare with the current instance' }).click();
  await until(() => page.url().includes(`/compare?from=${uids[1]}&to=${uids[0]}`));
  await page.goBack();
  await button.click();
  await menu.getByRole('link', { name: 'Open instance' }).click();
  await until(() => page.url().endsWith(`/instances/${uids[0]}`));
});

test('the current instance cannot be compared with itself, and is no target of a roll back', async () => {
  await using opened = await world.open(path);
  await opened.page.getByRole('button', { name: `Actions of instance ${short(uids[1])}` }).click();
  const menu = opened.page.getByRole('group', { name: `Instance ${short(uids[1])}` });
  await menu.getByText(/ current$/).waitFor();
  expect(await menu.getByRole('link').allInnerTexts()).toEqual(['Open instance']);
  expect(await menu.getByRole('button').count()).toBe(0);
});

test('a click on a bar selects its instance, and the roll back shows its plan for confirmation', async () => {
  await using opened = await world.open(path);
  const { page, complaints } = opened;
  const bars = page.locator('g[data-kind="job"] > rect');
  await bars.first().waitFor();
  // The newest instance has the first lane.
  await bars.last().click();
  const menu = page.getByRole('group', { name: `Instance ${short(uids[0])}` });
  await menu.getByRole('button', { name: 'Roll back to it…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Roll back orders' });
  const change = dialog.getByRole('row', { name: /job\.parallelism/ });
  await change.waitFor();
  expect(await change.innerText()).toMatch(/5\s+2/);
  expect(await dialog.getByLabel('Return to').inputValue()).toBe(uids[0]);
  await dialog.getByRole('button', { name: /: 1 change/ }).click();
  await page.getByText('Rolled back: CMF created a new instance.').waitFor();
  expect(world.emulator.world.application('dev1', 'orders').spec['job']).toMatchObject({ parallelism: 2 });
  expect(complaints).toEqual([]);
});
