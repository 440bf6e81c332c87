/** Writes from the console: the plan comes first, the page and CMF show the effect, and failures are explained. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { JsonObject } from '../../src/json.ts';
import { takePicture } from '../support/picture.ts';
import { until } from '../support/until.ts';
import { addApplication, changeJob, uidsOf } from '../support/world.ts';
import { ApplyErrors } from '../writes/fixtures.ts';
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

test('suspend shows its plan, and the state changes on the page and in CMF', async () => {
  await using opened = await world.open(path);
  const { page, violations, complaints } = opened;
  await page.getByRole('button', { name: 'Suspend…' }).click();
  const dialog = page.getByRole('dialog', { name: `Suspend ${name}` });
  await dialog.getByText('The job is stopped, and no new one starts.').waitFor();
  await takePicture(page, 'console/suspend');
  expect(await violations()).toEqual([]);
  expect(job()).toMatchObject({ state: 'running' });

  await dialog.getByLabel('Reason').fill('maintenance of the broker');
  await dialog.getByRole('button', { name: 'Suspend', exact: true }).click();
  await page.getByText('Suspended: the job stops now.').waitFor();
  expect(job()).toMatchObject({ state: 'suspended' });
  world.emulator.world.settle('dev1', name);
  await page.getByRole('button', { name: 'Start…' }).waitFor();
  await page.getByText('Suspend application', { exact: false }).first().waitFor();
  await page.getByText('maintenance of the broker').first().waitFor();

  await page.getByRole('button', { name: 'Start…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Start', exact: true }).click();
  await page.getByText('Started: the cluster is starting.').waitFor();
  expect(job()).toMatchObject({ state: 'running' });
  expect(complaints).toEqual([]);
});

test('a roll back shows the difference for confirmation', async () => {
  changeJob(world.emulator.world, 'dev1', name, { parallelism: 5 });
  world.emulator.world.settle('dev1', name);
  const [first = ''] = uidsOf(world.emulator.world, 'dev1', name);
  await using opened = await world.open(path);
  const { page, violations } = opened;
  await page.getByText('replaced').first().waitFor();
  await page.getByRole('button', { name: 'Roll back…' }).click();
  const dialog = page.getByRole('dialog', { name: `Roll back ${name}` });
  await dialog.getByLabel('Return to').selectOption(first);
  await dialog.getByRole('row', { name: /job\.parallelism/ }).waitFor();
  expect(await dialog.getByRole('row', { name: /job\.parallelism/ }).innerText()).toMatch(/5\s+2/);
  await takePicture(page, 'console/roll-back');
  expect(await violations()).toEqual([]);
  await dialog.getByRole('button', { name: /: 1 change/ }).click();
  await page.getByText('Rolled back: CMF created a new instance.').waitFor();
  expect(job()).toMatchObject({ parallelism: 2 });
});

test('a conflict shows the other change, and the user can continue from it', async () => {
  await using opened = await world.open(path);
  const { page, violations } = opened;
  await page.getByRole('button', { name: 'Suspend…' }).click();
  const dialog = page.getByRole('dialog');
  const confirm = dialog.getByRole('button', { name: 'Suspend', exact: true });
  await dialog.getByText('The job is stopped').waitFor();
  const { spec } = world.emulator.world.application('dev1', name);
  const input = {
    environment: 'dev1',
    name,
    reason: 'more orders than expected',
    spec: { ...spec, job: { ...(job() as JsonObject), parallelism: 3 } },
  };
  await world.gateway.data(ApplyErrors, { input });
  await confirm.click();
  await dialog.getByText('The application has changed in the meantime.').waitFor();
  await dialog.getByText('(apply application: more orders than expected)').waitFor();
  expect(await confirm.isDisabled()).toBe(true);
  await takePicture(page, 'console/conflict');
  expect(await violations()).toEqual([]);
  const other = uidsOf(world.emulator.world, 'dev1', name).at(-1) ?? '';
  expect(await dialog.getByRole('link').getAttribute('href')).toBe(`${path}/instances/${other}`);
  expect(job()).toMatchObject({ state: 'running' });

  await dialog.getByRole('button', { name: 'Continue from that change' }).click();
  await dialog.getByText('The job is stopped').waitFor();
  await confirm.click();
  await page.getByText('Suspended: the job stops now.').waitFor();
  expect(job()).toMatchObject({ state: 'suspended', parallelism: 3 });
});

test('deleting requires the name, and opens the environment', async () => {
  await using opened = await world.open(path);
  const { page, violations } = opened;
  await page.getByRole('button', { name: 'Delete…' }).click();
  const dialog = page.getByRole('dialog');
  expect(await dialog.getByRole('button', { name: 'Nothing to confirm' }).isDisabled()).toBe(true);
  expect(await violations()).toEqual([]);
  await dialog.getByLabel(`Type ${name} to confirm`).fill(name);
  await dialog.getByRole('button', { name: `Delete ${name}` }).click();
  await until(() => new URL(page.url()).pathname === '/environments/dev1');
  expect(world.emulator.world.applications('dev1').map(({ metadata }) => metadata.name)).not.toContain(name);
});

test('where mutations are off, there is no action', async () => {
  await using readOnly = await openConsole({ fleet: 'empty' }, ({ world: fleet }) => {
    addApplication(fleet, 'dev1', 'orders');
    return { MUTATIONS: 'off' };
  });
  await using opened = await readOnly.open('/environments/dev1/applications/orders');
  await opened.page.getByText('in view').first().waitFor();
  expect(await opened.page.getByRole('group', { name: 'Actions' }).count()).toBe(0);
});
