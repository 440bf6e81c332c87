/** Failures: the console reports each one at the affected place, and recovers automatically. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startGatewayProcess } from '../support/gateway-process.ts';
import { takePicture } from '../support/picture.ts';
import { startRedis } from '../support/redis.ts';
import { startTcpProxy } from '../support/tcp-proxy.ts';
import { until } from '../support/until.ts';
import { addApplication } from '../support/world.ts';
import { type ConsoleWorld, openConsole } from './fixtures.ts';

const environment = 'dev1';

/** The page reads again when it becomes visible, and in any case every few seconds. */
async function refreshedTo(page: Page, marks: number): Promise<boolean> {
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  return (await page.getByText(/stale, read/).count()) === marks;
}

/** In the page, which loads its other parts after the first view. */
function isPaletteLoaded(): boolean {
  const names = performance.getEntriesByType('resource').map(({ name }) => name);
  return [/\/palette-.*\.js$/, /\/palette-.*\.css$/].every((file) => names.some((name) => file.test(name)));
}

let world: ConsoleWorld;
beforeAll(async () => {
  world = await openConsole({ fleet: 'empty' });
  addApplication(world.emulator.world, environment, 'orders');
});
afterAll(() => world[Symbol.asyncDispose]());

test('a lost connection is reported, and the page resumes without a missing change', async () => {
  await using proxy = await startTcpProxy(Number(new URL(world.gateway.origin).port));
  await using opened = await world.open('/applications', `http://127.0.0.1:${proxy.port}`);
  const { page } = opened;
  const row = page.getByRole('row').filter({ hasText: 'orders' });
  await row.getByText('RUNNING', { exact: true }).waitFor();
  await opened.live();
  proxy.refuse();
  await page.getByText('The connection to the gateway was lost').waitFor();
  world.emulator.world.setJobState(environment, 'orders', 'FAILED');
  proxy.resume();
  await page.getByText('no change is missing').waitFor();
  await row.getByText('FAILED', { exact: true }).waitFor();
  expect(await page.getByText('are not known').count()).toBe(0);
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await page.getByText('no change is missing').waitFor({ state: 'detached' });
  world.emulator.world.setJobState(environment, 'orders', 'RUNNING');
});

test('a page that cannot be loaded shows the reason, and loads when the gateway responds again', async () => {
  await using proxy = await startTcpProxy(Number(new URL(world.gateway.origin).port));
  await using opened = await world.open('/', `http://127.0.0.1:${proxy.port}`);
  const { page } = opened;
  await page.getByRole('link', { name: environment }).click();
  await page.getByRole('link', { name: 'orders' }).click();
  await page
    .getByText('never deployed')
    .or(page.getByText('current', { exact: true }))
    .first()
    .waitFor();
  await until(() => page.evaluate(isPaletteLoaded), { what: 'the preloaded search' });
  proxy.refuse();
  await page.keyboard.press('/');
  await page.getByPlaceholder(/instance UID/).fill('orders');
  await page.getByText('The search failed: The gateway could not be reached.').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Events' }).click();
  await page.getByText('The gateway could not be reached.').first().waitFor();
  // Its message is the one that is shown already.
  const failed = page.waitForEvent('requestfailed');
  await page.getByRole('button', { name: 'Try again' }).click();
  await failed;
  await page.getByText('The gateway could not be reached.').first().waitFor();
  proxy.resume();
  await page.getByText('Flink application created').waitFor();
  expect(await page.getByRole('alert').count()).toBe(0);
});

test('a page whose replica is killed continues on another one, without a missing change', async () => {
  await using redis = await startRedis();
  const env = { CMF_URL: world.emulator.url, REDIS_URL: redis.url, REFRESH_ACTIVE_MS: '100' };
  await using replicas = new AsyncDisposableStack();
  const start = async () => replicas.use(await startGatewayProcess({ env }));
  const [one, two] = await Promise.all([start(), start()]);
  await using balancer = await startTcpProxy(one.port);
  await using opened = await world.open('/applications', `http://127.0.0.1:${balancer.port}`);
  const { page } = opened;
  const row = page.getByRole('row').filter({ hasText: 'orders' });
  await row.getByText('RUNNING', { exact: true }).waitFor();
  await opened.live();
  balancer.redirect(two.port);
  one.kill('SIGKILL');
  world.emulator.world.setJobState(environment, 'orders', 'FAILED');
  await row.getByText('FAILED', { exact: true }).waitFor();
  await page.getByText('no change is missing').waitFor();
  expect(await page.getByText('are not known').count()).toBe(0);
  world.emulator.world.setJobState(environment, 'orders', 'RUNNING');
  await row.getByText('RUNNING', { exact: true }).waitFor();
});

test('a gateway that is killed and started again without its journal causes a gap, which the page reports', async () => {
  const env = { CMF_URL: world.emulator.url, REFRESH_ACTIVE_MS: '100', REFRESH_IDLE_MS: '1000' };
  const first = await startGatewayProcess({ env });
  await using closing = new AsyncDisposableStack();
  closing.use(first);
  await using opened = await world.open('/applications', first.origin);
  const { page } = opened;
  const row = page.getByRole('row').filter({ hasText: 'orders' });
  await row.getByText('RUNNING', { exact: true }).waitFor();
  await opened.live();
  first.kill('SIGKILL');
  await first.ended;
  world.emulator.world.setJobState(environment, 'orders', 'RESTARTING');
  closing.use(await startGatewayProcess({ env: { ...env, PORT: String(first.port) } }));
  await row.getByText('RESTARTING').waitFor();
  await page.getByText(/Changes between .* are not known/).waitFor();
  await takePicture(page, 'console/gap');
  world.emulator.world.setJobState(environment, 'orders', 'RUNNING');
  await row.getByText('RUNNING', { exact: true }).waitFor();
  expect(await page.getByLabel('Connection: live').count()).toBe(1);
});

test('data is marked as stale while CMF does not respond', async () => {
  await using opened = await world.open('/');
  const { page } = opened;
  await page.getByRole('link', { name: environment }).waitFor();
  world.emulator.faults.add({ kind: 'status', status: 503 });
  await until(() => refreshedTo(page, 1), { what: 'the mark of stale data' });
  await takePicture(page, 'console/stale');
  expect(await opened.violations()).toEqual([]);
  world.emulator.faults.clear();
  await until(() => refreshedTo(page, 0), { what: 'fresh data' });
  expect(await page.getByText(/stale, read/).count()).toBe(0);
});
