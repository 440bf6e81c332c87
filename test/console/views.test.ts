/** Every view renders under its own policy, without a request to another host, accessibly, in any width. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { until } from '../support/until.ts';
import { type ConsoleWorld, openConsole } from './fixtures.ts';
import { faultless, inspectView } from './inspect-view.ts';

let world: ConsoleWorld;
beforeAll(async () => {
  world = await openConsole();
});
afterAll(() => world[Symbol.asyncDispose]());

const ledger = '/environments/aws-us-east-1-prod/applications/payments-ledger';

describe.each([
  ['fleet', '/', 'azure-westeurope-sandbox'],
  ['applications', '/applications', '50 applications'],
  ['environment', '/environments/aws-us-east-1-prod', '10 applications'],
  ['no-applications', '/applications?name=nothing', 'No application matches the filter'],
  ['instances', `${ledger}/instances`, 'never deployed'],
  ['events', `${ledger}/events`, 'Flink application created'],
  ['missing-application', '/environments/dev/applications/none', 'There is no application none in dev'],
  ['missing-instance', '/instances/00000000-0000-4000-8000-000000000000', 'No instance has the UID'],
  ['not-found', '/some/where', 'There is no such page'],
])('%s', (name, path, text) => {
  test('renders in light, dark and at 380 pixels; axe finds nothing, and nothing scrolls sideways', async () => {
    await using opened = await world.open(path);
    await opened.page.getByText(text).first().waitFor();
    expect(await inspectView(opened, name, false)).toEqual(faultless(world.gateway.origin));
  });
});

test('the header shows that the fleet is that of the emulator', async () => {
  await using opened = await world.open('/');
  const badge = opened.page.getByText('emulator', { exact: true });
  await badge.waitFor();
  expect(await badge.getAttribute('title')).toContain('simulated');
});

test('a link opens its page without a reload, and back works', async () => {
  await using opened = await world.open('/');
  const { page } = opened;
  await page.evaluate(() => Object.assign(globalThis, { isSamePage: true }));
  await page.getByRole('link', { name: 'aws-us-east-1-prod' }).click();
  await page.getByRole('link', { name: 'payments-ledger' }).click();
  await page.getByText('Upgrade stuck').waitFor();
  await until(async () => (await page.title()) === '● payments-ledger · cmf-graphql');
  await page.goBack();
  await page.getByText('10 applications').waitFor();
  expect(await page.evaluate(() => Reflect.get(globalThis, 'isSamePage'))).toBe(true);
});

test('texts of users are data, never HTML', async () => {
  const script = '<img src=x onerror="document.title=1"><script>document.title=2<!--';
  await using opened = await world.open(`/applications?name=${encodeURIComponent(script)}`);
  await opened.page.getByText('No application matches the filter').waitFor();
  await opened.page.goto(`${world.gateway.origin}/environments/${encodeURIComponent(script)}`);
  await opened.page.getByRole('heading', { level: 1, name: script }).waitFor();
  expect(await opened.page.locator('img, main script').count()).toBe(0);
  expect(opened.complaints).toEqual([]);
});
