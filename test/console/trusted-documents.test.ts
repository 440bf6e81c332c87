/**
 * The console requests its documents by id: it works where only trusted documents are executed, and an open page works
 * with a gateway of another build, which does not have its ids.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Environment } from '../../src/config/setting-reader.ts';
import { post } from '../security/post.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { type ConsoleWorld, openConsole } from './fixtures.ts';

const directory = mkdtempSync(join(tmpdir(), 'cmf-graphql-console-'));
const manifest = join(directory, 'persisted-documents.json');
// Other front ends have no documents.
writeFileSync(manifest, '{}');
const only = { TRUSTED_DOCUMENTS: 'only', TRUSTED_DOCUMENTS_FILE: manifest };

let world: ConsoleWorld;
beforeAll(async () => {
  world = await openConsole({}, only);
});
afterAll(async () => {
  await world[Symbol.asyncDispose]();
  rmSync(directory, { recursive: true });
});

const environment = 'aws-us-east-1-prod';
const ledger = `/environments/${environment}/applications/payments-ledger`;

test('TRUSTED_DOCUMENTS=only executes what each view requests, and nothing else', async () => {
  const { code } = await post(world.gateway.url, { query: '{ environments { totalCount } }' });
  expect(code).toBe('UNTRUSTED_DOCUMENT');
  await using opened = await world.open('/');
  const { page, complaints } = opened;
  const bodies = bodiesOf(page);
  for (const [path, text] of [
    ['/applications', '50 applications'],
    [ledger, 'Upgrade stuck'],
    [`${ledger}/instances`, 'never deployed'],
    [`${ledger}/events`, 'Flink application created'],
    [`${ledger}/configuration`, 'state.checkpoints.dir'],
  ] as const) {
    await page.goto(world.gateway.origin + path);
    await page.getByText(text).first().waitFor();
  }
  await page.getByRole('button', { name: 'Edit' }).click();
  await page.getByRole('dialog').getByText('Cancel').click();
  await page.keyboard.press('/');
  await page.getByPlaceholder(/instance UID/).fill('payments-led');
  await page.getByRole('option').filter({ hasText: 'payments-ledger' }).first().waitFor();
  expect(complaints).toEqual([]);
  expect(bodies.length).toBeGreaterThan(8);
  for (const body of bodies) expect(body).toMatchObject({ documentId: expect.any(String), query: '' });
});

test('TRUSTED_DOCUMENTS=only sends live changes to the console', async () => {
  await using opened = await world.open('/applications?name=payments-ledger');
  const row = opened.page.getByRole('row').filter({ hasText: environment });
  await row.getByText('RUNNING', { exact: true }).waitFor();
  await opened.live();
  world.emulator.world.setJobState(environment, 'payments-ledger', 'FAILED');
  await row.getByText('FAILED', { exact: true }).waitFor();
  expect(opened.complaints).toEqual([]);
  world.emulator.world.setJobState(environment, 'payments-ledger', 'RUNNING');
  await row.getByText('RUNNING', { exact: true }).waitFor();
});

test('a gateway without the ids of an open page receives the texts, and changes continue', async () => {
  await using upgrade = await openUpgrade();
  const { page } = upgrade;
  const bodies = bodiesOf(page);
  await upgrade.replaceBy({});
  await page.getByLabel('Connection: live').waitFor();
  world.emulator.world.setJobState(environment, 'payments-ledger', 'FAILED');
  const row = page.getByRole('row').filter({ hasText: environment });
  await row.getByText('FAILED', { exact: true }).waitFor();
  world.emulator.world.setJobState(environment, 'payments-ledger', 'RUNNING');
  await row.getByText('RUNNING', { exact: true }).waitFor();
  await page.getByLabel('Name', { exact: true }).fill('ads-attribution');
  await page.getByText('ads-attribution').first().waitFor();
  expect(bodies.at(-1)).toMatchObject({
    documentId: expect.any(String),
    query: expect.stringMatching(/^query/),
  });
  expect(await page.getByText('The last refresh failed').count()).toBe(0);
});

test('a gateway that executes only documents of another build causes a reload of the page, after a dialog', async () => {
  await using upgrade = await openUpgrade(ledger);
  const { page } = upgrade;
  await page.getByRole('button', { name: 'Suspend' }).click();
  await page.getByRole('dialog').waitFor();
  await upgrade.replaceBy(only);
  await page.getByText('does not execute the queries of this page').waitFor();
  expect(await page.getByRole('dialog').isVisible()).toBe(true);
  const loaded = page.waitForResponse((response) => response.request().isNavigationRequest());
  await page.getByRole('dialog').getByText('Cancel').click();
  // The page reads again when it becomes visible.
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await loaded;
});

/** A page whose gateway is replaced by one that does not have its console. */
async function openUpgrade(path = '/applications?name=payments-ledger') {
  await using opening = new AsyncDisposableStack();
  const { emulator } = world;
  const first: TestGateway = await startGateway({ emulator });
  const opened = opening.use(await world.open(path, first.origin));
  await opened.live();
  await opened.page.getByText('payments-ledger').first().waitFor();
  const closing = opening.move();
  return {
    ...opened,
    async replaceBy(env: Environment): Promise<void> {
      await first[Symbol.asyncDispose]();
      const { port: PORT } = new URL(first.origin);
      closing.use(await startGateway({ emulator, env: { ...env, CONSOLE: 'false', PORT } }));
    },
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  };
}

/** The documents that the page sends over HTTP. */
function bodiesOf(page: Page): readonly unknown[] {
  const bodies: unknown[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST') bodies.push(request.postDataJSON());
  });
  return bodies;
}
