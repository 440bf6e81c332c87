/**
 * Questions of an operator, answered from `/` by clicking alone. `docs/console.md` has the table of questions and clicks.
 */
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exception } from '../flink/fixtures.ts';
import { uidsOf } from '../support/world.ts';
import { type ConsoleWorld, openConsole } from './fixtures.ts';

const prod = 'aws-us-east-1-prod';

let world: ConsoleWorld;
beforeAll(async () => {
  world = await openConsole({ startAt: new Date().toISOString() });
  const cmf = world.emulator.world;
  cmf.setJobState(prod, 'inventory-sync', 'RESTARTING', { exception });
  cmf.setJobState(prod, 'inventory-sync', 'RUNNING');
  cmf.setJobState(prod, 'inventory-sync', 'FAILED', { exception });
});
afterAll(() => world[Symbol.asyncDispose]());

async function start() {
  const opened = await world.open('/');
  const problems = opened.page.getByRole('list', { name: 'Problems' }).getByRole('listitem');
  let clicks = 0;
  const click = async (target: Locator) => {
    await target.click();
    clicks += 1;
  };
  return { ...opened, problems, click, clicks: () => clicks };
}

test('which upgrade is stuck, and why: 0 clicks', async () => {
  await using trial = await start();
  const stuck = trial.problems.filter({ hasText: 'payments-ledger' });
  await stuck.getByText('the savepoint does not complete').waitFor();
  expect(await stuck.innerText()).toContain('upgrade stuck');
  expect(trial.clicks()).toBe(0);
});

test('what changed between two given instances: 3 clicks', async () => {
  await using trial = await start();
  const { page, click } = trial;
  await click(trial.problems.getByRole('link', { name: 'payments-ledger' }));
  const [, never = ''] = uidsOf(world.emulator.world, prod, 'payments-ledger');
  const short = `${never.slice(0, 4)}…${never.slice(-4)}`;
  await click(page.getByRole('button', { name: `Actions of instance ${short}` }));
  await click(
    page.getByRole('link', { name: 'Compare with the current instance' }).filter({ visible: true }),
  );
  const change = page.getByRole('row', { name: /job\.parallelism/ });
  await change.waitFor();
  expect(await change.innerText()).toMatch(/3\s+8/);
  expect(trial.clicks()).toBe(3);
});

test('why does this job fail: 1 click', async () => {
  await using trial = await start();
  const { page, click } = trial;
  await click(trial.problems.getByRole('link', { name: 'inventory-sync' }));
  const failures = page.getByRole('list', { name: 'Failures of the job' });
  const cause = failures.getByText('java.io.IOException: connection reset by peer', { exact: true });
  await cause.first().waitFor();
  expect(trial.clicks()).toBe(1);
});

test('which application wrote a log line with a given UID: 2 clicks, and the line pasted', async () => {
  await using trial = await start();
  const { page, click } = trial;
  const [uid] = uidsOf(world.emulator.world, prod, 'orders-enrichment');
  await click(page.getByRole('button', { name: /^Search/ }));
  const line = `2026-11-26 02:14:07 WARN Score [cmf-fa-instance=${uid}] slow checkpoint`;
  await page.getByPlaceholder('Environment, application, problem').fill(line);
  await click(page.getByRole('option').filter({ hasText: `${prod}/orders-enrichment` }));
  await page.getByRole('article', { name: `Instance ${uid}` }).waitFor();
  expect(trial.clicks()).toBe(2);
});

test("did last night's batch finish: 3 clicks", async () => {
  await using trial = await start();
  const { page, click } = trial;
  const row = page.getByRole('listitem').filter({ has: page.getByRole('link', { name: prod, exact: true }) });
  await click(row.getByRole('link', { name: /finished/ }));
  await click(page.getByRole('link', { name: 'revenue-report', exact: true }));
  await click(page.getByRole('link', { name: 'Instances', exact: true }));
  await page.getByText('completed').first().waitFor();
  expect(trial.clicks()).toBe(3);
});
