/** The command palette: every kind of hit opens its page, by keyboard alone. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { takePicture } from '../support/picture.ts';
import { uidsOf } from '../support/world.ts';
import { type ConsoleWorld, openConsole } from './fixtures.ts';

const environment = 'aws-us-east-1-prod';
const application = 'payments-ledger';

let world: ConsoleWorld;
beforeAll(async () => {
  world = await openConsole();
});
afterAll(() => world[Symbol.asyncDispose]());

async function searchFor(text: string, hit: string, key = '/') {
  const opened = await world.open('/');
  const { page } = opened;
  await page.getByRole('heading', { name: 'Fleet' }).waitFor();
  await page.keyboard.press(key);
  await page.getByPlaceholder(/instance UID/).fill(text);
  await page.getByRole('option', { name: hit }).waitFor();
  return opened;
}

test('a UID in a log line opens its instance', async () => {
  const [uid = ''] = uidsOf(world.emulator.world, environment, application);
  const line = `2026-03-02 08:00:00 WARN pod=x cmf-fa-instance=${uid.toUpperCase()} Checkpoint expired`;
  await using opened = await searchFor(line, `instance of ${environment}/${application}`);
  await opened.page.keyboard.press('Enter');
  await opened.page.waitForURL(/\/instances\//);
  expect(new URL(opened.page.url()).pathname).toBe(
    `/environments/${environment}/applications/${application}/instances/${uid}`,
  );
});

test('a job ID opens its application', async () => {
  const { status } = world.emulator.world.application(environment, application);
  const jobId = status?.jobStatus?.jobId ?? '';
  expect(jobId).toMatch(/^[0-9a-f]{32}$/);
  await using opened = await searchFor(jobId, `job ${jobId}`, 'Control+k');
  await opened.page.keyboard.press('Enter');
  await opened.page.getByRole('heading', { name: application }).waitFor();
});

test('a name opens an application or an environment, and the hit is then listed as recent', async () => {
  await using opened = await searchFor('ledger', `${application} ${environment}`);
  const { page, violations } = opened;
  await takePicture(page, 'console/palette');
  expect(await violations()).toEqual([]);
  await page.getByRole('option', { name: `${application} ${environment}` }).click();
  await page.getByRole('heading', { name: application }).waitFor();
  await page.keyboard.press('/');
  await page.getByText('Recent').waitFor();
  await page.getByPlaceholder(/instance UID/).fill('azure');
  await page.getByRole('option', { name: 'azure-westeurope-sandbox' }).waitFor();
});

test('a search without hits is reported, and Escape returns the focus', async () => {
  await using opened = await world.open('/');
  const { page } = opened;
  await page.getByRole('button', { name: /Search name/ }).focus();
  await page.keyboard.press('Enter');
  await page.getByPlaceholder(/instance UID/).fill('zzz');
  await page.getByText('Nothing matches “zzz”').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Search name');
});
