/**
 * The editor of a spec: YAML and JSON, problems with their position, a current plan, and a keyboard focus that is never
 * trapped.
 */
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { takePicture } from '../support/picture.ts';
import { until } from '../support/until.ts';
import { addApplication } from '../support/world.ts';
import { type ConsoleWorld, openConsole } from './fixtures.ts';

let world: ConsoleWorld;
beforeAll(async () => {
  const startAt = new Date().toISOString();
  world = await openConsole({ fleet: 'empty', startAt }, { MUTATIONS: 'on', MAX_WRITES_PER_MINUTE: '1000' });
});
afterAll(() => world[Symbol.asyncDispose]());

/** Each test changes an application of its own. */
let name: string;
let path: string;
let count = 0;
beforeEach(() => {
  count += 1;
  name = `orders-${count}`;
  path = `/environments/dev1/applications/${name}`;
  addApplication(world.emulator.world, 'dev1', name, { job: { parallelism: 2 } });
});

/** The `spec.job` that CMF has. */
function job() {
  return world.emulator.world.application('dev1', name).spec['job'];
}

async function openEditor(page: Page): Promise<{ dialog: Locator; editor: Locator }> {
  await page.getByRole('button', { name: 'Edit…' }).click();
  const dialog = page.getByRole('dialog', { name: `Edit ${name}` });
  const editor = dialog.getByRole('textbox', { name: 'Spec of the application' });
  await editor.waitFor();
  return { dialog, editor };
}

/** Types at the end of the line that contains `text`. */
async function typeAfter(editor: Locator, text: string, typed: string): Promise<void> {
  await editor.locator('.cm-line', { hasText: text }).first().click();
  await editor.press('End');
  await editor.pressSequentially(typed);
}

test('the editor plans each change, and sends it only when it is confirmed', async () => {
  await using opened = await world.open(path);
  const { page, violations, overflow, complaints } = opened;
  const { dialog, editor } = await openEditor(page);
  await dialog.getByText('Change the spec, and the plan appears here.').waitFor();
  await typeAfter(editor, 'parallelism: 2', '4 # measured in May');
  const apply = dialog.getByRole('button', { name: 'Restart with empty state: 1 change' });
  await apply.waitFor();
  await takePicture(page, 'console/edit-light');
  expect(await violations()).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  await takePicture(page, 'console/edit-dark');
  expect(await violations()).toEqual([]);
  await page.setViewportSize({ width: 380, height: 800 });
  expect(await overflow()).toBeLessThanOrEqual(0);
  await takePicture(page, 'console/edit-380');
  expect(job()).toMatchObject({ parallelism: 2 });

  await apply.click();
  await page.getByText('Applied: CMF has the new spec.').waitFor();
  expect(job()).toMatchObject({ parallelism: 24 });
  // CodeMirror works without a style element or another exception from the policy.
  expect(complaints).toEqual([]);
});

test('a comment alone is no change, and returns after a switch to JSON and back, with the changes made there', async () => {
  await using opened = await world.open(path);
  const { dialog, editor } = await openEditor(opened.page);
  await typeAfter(editor, 'parallelism: 2', ' # measured in May');
  await dialog.getByText('Change the spec, and the plan appears here.').waitFor();
  await dialog.getByLabel('JSON').check();
  await editor.getByText('"parallelism": 2').waitFor();
  await dialog.getByText('Comments return with YAML.').waitFor();
  await editor.locator('.cm-line', { hasText: '"parallelism": 2' }).click();
  await editor.press('End');
  await editor.press('ArrowLeft');
  await editor.pressSequentially('4');
  await dialog.getByRole('row', { name: /job\.parallelism/ }).waitFor();
  await dialog.getByLabel('YAML').check();
  await editor.getByText('parallelism: 24 # measured in May').waitFor();
  await dialog.getByRole('button', { name: 'Restart with empty state: 1 change' }).waitFor();
  expect(job()).toMatchObject({ parallelism: 2 });
});

test('a problem has its line and column as a link, and nothing is planned until it is fixed', async () => {
  await using opened = await world.open(path);
  const { page, violations, complaints } = opened;
  const planned: string[] = [];
  page.on('request', (request) => {
    const sent = request.postData() ?? '';
    if (sent.includes('planQuery')) planned.push(sent);
  });
  const { dialog, editor } = await openEditor(page);
  await typeAfter(editor, 'flinkVersion', ': [');
  await dialog.getByText('There is no plan until the text can be read.').waitFor();
  expect(await editor.getAttribute('aria-invalid')).toBe('true');
  expect(await dialog.getByRole('button', { name: 'Nothing to confirm' }).isDisabled()).toBe(true);
  expect(await dialog.getByLabel('JSON').isDisabled()).toBe(true);
  await takePicture(page, 'console/edit-problem');
  expect(await violations()).toEqual([]);
  await dialog
    .getByRole('button', { name: /^Line \d+, column \d+$/ })
    .first()
    .click();
  expect(await editor.evaluate((element) => element.matches(':focus'))).toBe(true);
  expect(planned).toEqual([]);

  for (let undone = 0; undone < 3; undone += 1) await editor.press('Control+z');
  await until(async () => (await editor.getAttribute('aria-invalid')) === null);
  await dialog.getByText('Change the spec, and the plan appears here.').waitFor();
  expect(planned).toEqual([]);
  await typeAfter(editor, 'parallelism: 2', '4');
  await dialog.getByRole('button', { name: 'Restart with empty state: 1 change' }).waitFor();
  expect(planned.length).toBeGreaterThan(0);
  expect(complaints).toEqual([]);
});

test('Tab leaves the editor, `/` stays in it, and Escape closes it only after a warning when there are edits', async () => {
  await using opened = await world.open(path);
  const { page } = opened;
  const { dialog, editor } = await openEditor(page);
  await editor.press('Escape');
  await dialog.waitFor({ state: 'detached' });

  await openEditor(page);
  await typeAfter(editor, 'parallelism: 2', '/');
  await editor.getByText('2/').waitFor();
  expect(await page.getByRole('dialog').count()).toBe(1);
  await editor.press('Tab');
  expect(await editor.evaluate((element) => element.matches(':focus'))).toBe(false);
  await page.keyboard.press('Escape');
  await dialog.getByText('Your edits are not applied.').waitFor();
  await dialog.getByRole('button', { name: 'Keep editing' }).click();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialog.getByRole('button', { name: 'Discard the edits' }).click();
  await dialog.waitFor({ state: 'detached' });
  expect(job()).toMatchObject({ parallelism: 2 });
});

test('a spec of 170 kB is edited like a small one', async () => {
  const { metadata, spec } = world.emulator.world.application('dev1', name);
  // The gateway allows 200,000 bytes and 2,000 values of variables.
  const columns = 'customer.region.warehouse.carrier.'.repeat(3);
  const args = Array.from({ length: 1_400 }, (_, index) => `--table=orders_${index}.${columns}day`);
  world.emulator.world.apply('dev1', { metadata, spec: { ...spec, job: { ...Object(job()), args } } });
  world.emulator.world.settle('dev1', name);
  await using opened = await world.open(path);
  const { dialog, editor } = await openEditor(opened.page);
  // Only the visible lines are elements.
  expect(await editor.locator('.cm-line').count()).toBeLessThan(200);
  await editor.press('Control+f');
  await dialog.getByRole('textbox', { name: 'Find' }).pressSequentially('orders_1321.');
  await dialog.getByRole('textbox', { name: 'Find' }).press('Enter');
  await editor.getByText('--table=orders_1321.').waitFor();
  expect(await opened.violations()).toEqual([]);
  await dialog.getByRole('textbox', { name: 'Find' }).press('Escape');
  expect(await dialog.isVisible()).toBe(true);
  await typeAfter(editor, 'orders_1321.', '_and_hour');
  await dialog.getByRole('button', { name: 'Restart with empty state: 1 change' }).waitFor();
  await dialog.getByText('day_and_hour').last().waitFor();
  expect(opened.complaints).toEqual([]);
});
