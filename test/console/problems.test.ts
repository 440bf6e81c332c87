/** Problems on the fleet page, in lists and in the palette; they appear and disappear without a reload. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { until } from '../support/until.ts';
import { type ConsoleWorld, openConsole } from './fixtures.ts';

const environment = 'aws-us-east-1-prod';

let world: ConsoleWorld;
beforeAll(async () => {
  world = await openConsole({ startAt: new Date().toISOString() });
});
afterAll(() => world[Symbol.asyncDispose]());

describe('the fleet page', () => {
  test('lists problems worst first, each with a link to its application', async () => {
    await using opened = await world.open('/');
    const { page, complaints } = opened;
    const rows = page.getByRole('list', { name: 'Problems' }).getByRole('listitem');
    const stuck = rows.filter({ hasText: 'payments-ledger' });
    await stuck.getByText('the savepoint does not complete').waitFor();
    expect(await rows.first().getAttribute('data-severity')).toBe('CRITICAL');
    await stuck.getByRole('link', { name: 'payments-ledger' }).click();
    await page.getByText('Upgrade stuck').waitFor();
    expect(complaints).toEqual([]);
  });

  test('a failed job appears above them, and disappears when the job runs again', async () => {
    await using opened = await world.open('/');
    const { page } = opened;
    const rows = page.getByRole('list', { name: 'Problems' }).getByRole('listitem');
    await rows.first().waitFor();
    await opened.live();
    world.emulator.world.setJobState(environment, 'inventory-sync', 'FAILED', {
      exception: 'java.lang.IllegalStateException: <img src=x onerror="document.title=1">',
    });
    const failed = rows.filter({ hasText: 'inventory-sync' });
    await failed.waitFor();
    expect(await failed.locator('strong').innerText()).toBe('failed');
    expect(await rows.first().innerText()).toContain('inventory-sync');
    expect(await page.locator('img').count()).toBe(0);
    world.emulator.world.setJobState(environment, 'inventory-sync', 'RUNNING');
    await failed.waitFor({ state: 'detached' });
  });
});

test('a list shows the worst problem of each application', async () => {
  await using opened = await world.open(`/environments/${environment}?name=payments-ledger`);
  const row = opened.page.getByRole('row').filter({ hasText: 'payments-ledger' });
  const problem = row.getByText('upgrade stuck', { exact: true });
  await problem.waitFor();
  expect(await problem.getAttribute('title')).toContain('savepoint');
});

test('the palette finds problems by their kind and by their application', async () => {
  await using opened = await world.open('/');
  const { page } = opened;
  await page.getByRole('list', { name: 'Problems' }).waitFor();
  for (const text of ['stuck', 'hello-flink']) {
    await page.keyboard.press('Control+k');
    await page.getByPlaceholder('Environment, application, problem').fill(text);
    const hit = page.getByRole('option').filter({ hasText: 'upgrade stuck: hello-flink' });
    await hit.click();
    await until(() => page.url().endsWith('/applications/hello-flink'));
    await page.goBack();
  }
  expect(opened.complaints).toEqual([]);
});

test('without problems the page shows one line', async () => {
  await using calm = await openConsole({ fleet: 'empty' });
  calm.emulator.world.createEnvironment({ name: 'dev1', kubernetesNamespace: 'flink' });
  await using opened = await calm.open('/');
  await opened.page.getByText('There are no problems.').waitFor();
  expect(await opened.violations()).toEqual([]);
});
