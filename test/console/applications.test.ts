/**
 * The list of applications: its filter and order are in the address, its rows load in pages, and keys move the focus.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { until } from '../support/until.ts';
import { type ConsoleWorld, openConsole } from './fixtures.ts';

let world: ConsoleWorld;
beforeAll(async () => {
  world = await openConsole();
});
afterAll(() => world[Symbol.asyncDispose]());

test('a filter is written to the address, and the address restores it', async () => {
  await using opened = await world.open('/applications');
  const { page } = opened;
  await page.getByLabel('Name', { exact: true }).fill('ledger');
  await page.getByText('5 applications').waitFor();
  await page.getByLabel('Environment').selectOption('aws-us-east-1-prod');
  await page.getByText('1 application', { exact: true }).waitFor();
  await page.getByText('Any state').click();
  await page.getByLabel('RUNNING').check();
  await until(() => new URL(page.url()).search.includes('state='));
  expect(new URL(page.url()).search).toBe('?name=ledger&environment=aws-us-east-1-prod&state=RUNNING');

  await page.reload();
  await page.getByText('1 application', { exact: true }).waitFor();
  expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('ledger');
  await page.goto(`${world.gateway.origin}/applications?label=kind%3Dbatch&state=RUNNING,FINISHED`);
  await page.getByRole('row').filter({ hasText: 'revenue-report' }).first().waitFor();
  expect(await page.getByRole('row').filter({ hasText: 'payments' }).count()).toBe(0);
});

test('invalid parts of an address are ignored', async () => {
  await using opened = await world.open('/applications?state=SLEEPING&sort=colour');
  await opened.page.getByText('50 applications').waitFor();
  expect(await opened.page.getByText('Any state').isVisible()).toBe(true);
});

test('a column sorts, and the address has the order', async () => {
  await using opened = await world.open('/applications');
  const { page } = opened;
  const first = page.getByRole('table').getByRole('link').first();
  await until(async () => (await first.textContent()) === 'ads-attribution');
  await page.getByRole('button', { name: 'Application' }).click();
  await until(async () => (await first.textContent()) === 'revenue-report');
  expect(new URL(page.url()).search).toBe('?sort=-name');
  expect(await page.getByRole('columnheader', { name: 'Application' }).getAttribute('aria-sort')).toBe(
    'descending',
  );
});

test('arrow keys move between rows, and Enter opens one', async () => {
  await using opened = await world.open('/environments/aws-us-east-1-prod');
  const { page } = opened;
  await page.getByRole('table').getByRole('link').first().focus();
  for (const key of ['ArrowDown', 'j', 'k']) await page.keyboard.press(key);
  await until(() => page.evaluate(() => document.activeElement?.textContent === 'churn-features'));
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'churn-features' }).waitFor();
  expect(await page.title()).toContain('churn-features');
});

test('thousands of rows load in pages while scrolling, and few of them are in the document', async () => {
  await using large = await openConsole({ fleet: { environments: 3, applications: 700, instances: 1 } });
  await using opened = await large.open('/applications');
  const { page } = opened;
  await page.getByText('2100 applications').waitFor();
  let most = 0;
  await until(
    async () => {
      await page.mouse.wheel(0, 8_000);
      most = Math.max(most, await page.getByRole('row').count());
      return page.locator('[role=row][aria-rowindex="2101"]').isVisible();
    },
    { what: 'the last row', timeoutMs: 30_000 },
  );
  expect(most).toBeLessThan(80);
});
