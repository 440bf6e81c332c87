/** A trial as a new user: each question is answered from `/` by clicking alone, in a known number of clicks. */
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exception } from '../flink/fixtures.ts';
import { uidsOf } from '../support/world.ts';
import { type ConsoleWorld, openConsole } from './fixtures.ts';

const prod = 'aws-us-east-1-prod';

let world: ConsoleWorld;
/** Of `payments-ledger`: the deployed instance, the one that was never deployed, and the one that waits. */
let uids: readonly string[];
beforeAll(async () => {
  world = await openConsole({ startAt: new Date().toISOString() });
  const cmf = world.emulator.world;
  uids = uidsOf(cmf, prod, 'payments-ledger');
  cmf.setJobState('aws-us-east-1-stage', 'clickstream-sessions', 'FAILED', { exception });
});
afterAll(() => world[Symbol.asyncDispose]());

/** Clicks are counted; nothing else leads to another view. */
async function begin() {
  const opened = await world.open('/');
  let clicks = 0;
  return {
    page: opened.page,
    clicks: () => clicks,
    /** A list of choices takes a click to open and a click to choose. */
    async choose(list: Locator, value: string): Promise<void> {
      await list.selectOption(value);
      clicks += 2;
    },
    async click(target: Locator): Promise<void> {
      await target.click();
      clicks += 1;
    },
    [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose](),
  };
}

function problem(page: Page, application: string): Locator {
  return page
    .getByRole('list', { name: 'Problems' })
    .getByRole('listitem')
    .filter({ has: page.getByRole('link', { name: application, exact: true }) });
}

test('which upgrade is stuck, and why: no click; what it waits for and changes: one', async () => {
  await using trial = await begin();
  const stuck = problem(trial.page, 'payments-ledger');
  await stuck.getByText('upgrade stuck').waitFor();
  await stuck.getByText('the savepoint does not complete').waitFor();
  expect(trial.clicks()).toBe(0);
  await trial.click(stuck.getByRole('link', { name: 'payments-ledger' }));
  await trial.page.getByText('Upgrade stuck').waitFor();
  await trial.page.getByText('The change was reverted while it waited').waitFor();
  expect(trial.clicks()).toBe(1);
});

test('what changed between two given instances: three clicks to the current one, five to any other', async () => {
  await using trial = await begin();
  const { page, click, choose } = trial;
  const [current = '', changed = '', pending = ''] = uids;
  const short = `${changed.slice(0, 4)}…${changed.slice(-4)}`;
  await click(problem(page, 'payments-ledger').getByRole('link', { name: 'payments-ledger' }));
  await click(page.getByRole('button', { name: `Actions of instance ${short}` }));
  await click(page.getByRole('link', { name: 'Compare with the current instance' }));
  const change = page.getByRole('row', { name: /job\.parallelism/ });
  await change.waitFor();
  expect(await change.innerText()).toMatch(/3\s+8|8\s+3/);
  expect(page.url()).toContain(current);
  expect(page.url()).toContain(changed);
  expect(trial.clicks()).toBe(3);
  await choose(page.getByLabel('From'), pending);
  await page.waitForURL(`**/compare?from=${pending}&to=${changed}`);
  await change.waitFor();
  expect(await change.innerText()).toMatch(/3\s+8/);
  expect(trial.clicks()).toBe(5);
});

test('why a job fails: one click to its root cause, two to the stack trace', async () => {
  await using trial = await begin();
  const { page, click } = trial;
  await click(
    problem(page, 'clickstream-sessions').first().getByRole('link', { name: 'clickstream-sessions' }),
  );
  const job = page.getByRole('region', { name: 'Job', exact: true });
  await job.getByText('java.io.IOException: connection reset by peer', { exact: true }).first().waitFor();
  expect(trial.clicks()).toBe(1);
  await click(job.getByText('Stack trace').first());
  await job.getByText('com.example.Score.map(Score.java:14)').first().waitFor();
  expect(trial.clicks()).toBe(2);
});

test('which application wrote a line of a log with a given UID: two clicks and one paste', async () => {
  await using trial = await begin();
  const { page, click } = trial;
  await click(page.getByRole('button', { name: /Search name/ }));
  await page.getByPlaceholder(/instance UID/).fill(`WARN cmf-fa-instance=${uids[0]} Checkpoint expired`);
  const hit = page.getByRole('option', { name: `instance of ${prod}/payments-ledger` });
  // The hit answers the question before it is clicked.
  await hit.waitFor();
  await click(hit);
  await page.waitForURL(`**/applications/payments-ledger/instances/${uids[0]}`);
  expect(trial.clicks()).toBe(2);
});

test('whether a batch job finished: one click to its state, three to the completion of its last run', async () => {
  await using trial = await begin();
  const { page, click } = trial;
  const environment = page.getByRole('listitem').filter({ has: page.getByRole('link', { name: prod }) });
  await click(environment.getByRole('link', { name: /finished/ }));
  const row = page.getByRole('row').filter({ hasText: 'revenue-report' });
  await row.getByText('FINISHED').waitFor();
  expect(trial.clicks()).toBe(1);
  await click(row.getByRole('link', { name: 'revenue-report' }));
  await click(page.getByRole('link', { name: 'Instances', exact: true }));
  const run = page.getByRole('region', { name: 'Instances' }).getByRole('row').nth(1);
  await run.getByText('completed').waitFor();
  expect(trial.clicks()).toBe(3);
});
