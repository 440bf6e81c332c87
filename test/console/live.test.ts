/** Changes appear without a reload, and do not move the rows under the pointer. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addApplication } from '../support/world.ts';
import { type ConsoleWorld, openConsole } from './fixtures.ts';

const environment = 'dev1';

let world: ConsoleWorld;
beforeAll(async () => {
  world = await openConsole({ fleet: 'empty' });
  for (const name of ['orders', 'payments', 'sessions'])
    addApplication(world.emulator.world, environment, name);
});
afterAll(() => world[Symbol.asyncDispose]());

test('the list shows a new state in its row, with a glow', async () => {
  await using opened = await world.open('/applications');
  const row = opened.page.getByRole('row').filter({ hasText: 'orders' });
  await row.getByText('RUNNING', { exact: true }).waitFor();
  await opened.live();
  world.emulator.world.setJobState(environment, 'orders', 'FAILED');
  await row.getByText('FAILED', { exact: true }).waitFor();
  expect(await row.locator('[data-changed="true"]').count()).toBeGreaterThan(0);
  world.emulator.world.setJobState(environment, 'orders', 'RUNNING');
  await row.getByText('RUNNING', { exact: true }).waitFor();
});

test('the counts of the fleet are updated, and the title of an application shows its state', async () => {
  await using fleet = await world.open('/');
  await using application = await world.open('/environments/dev1/applications/payments/instances');
  await fleet.page.getByRole('link', { name: '3 running' }).waitFor();
  await application.page.getByRole('heading', { name: 'payments' }).waitFor();
  await Promise.all([fleet.live(), application.live()]);
  world.emulator.world.setJobState(environment, 'payments', 'FAILED');
  await fleet.page.getByRole('link', { name: '1 failed' }).waitFor();
  await application.page.waitForFunction(() => document.title.startsWith('✗'));
  expect(await application.page.title()).toBe('✗ payments · cmf-graphql');
  world.emulator.world.setJobState(environment, 'payments', 'RUNNING');
});

test('a new application appears at once, but not under the pointer', async () => {
  await using opened = await world.open('/environments/dev1');
  const { page } = opened;
  const rows = page.getByRole('table').getByRole('link');
  await page.getByText('3 applications').waitFor();
  await opened.live();
  await rows.first().hover();
  addApplication(world.emulator.world, environment, 'accounts');
  await page.getByRole('button', { name: 'The list has changed: update' }).waitFor();
  expect(await rows.first().textContent()).toBe('orders');
  await page.getByRole('link', { name: 'Fleet' }).first().hover();
  await page.getByText('4 applications').waitFor();
  expect(await rows.first().textContent()).toBe('accounts');
});

test('without a live connection, a new application appears all the same', async () => {
  await using opened = await world.open('/');
  const { page } = opened;
  await page.routeWebSocket(/graphql/, (socket) => socket.close());
  await page.goto(`${world.gateway.origin}/environments/dev1`);
  await page.getByText('4 applications').waitFor();
  addApplication(world.emulator.world, environment, 'billing');
  await page.getByText('5 applications').waitFor();
  expect(await page.getByRole('table').getByRole('link').nth(1).textContent()).toBe('billing');
});
