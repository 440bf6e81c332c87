/** Timeline, instance, comparison and configuration: content, accessibility and width of each. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { until } from '../support/until.ts';
import { uidsOf } from '../support/world.ts';
import { type ConsoleWorld, openConsole } from './fixtures.ts';
import { faultless, inspectView } from './inspect-view.ts';

const ledger = '/environments/aws-us-east-1-prod/applications/payments-ledger';

let world: ConsoleWorld;
/** Of the stuck upgrade: the deployed instance, the one that was never deployed, and the one that waits. */
let uids: readonly string[];
beforeAll(async () => {
  world = await openConsole({ startAt: new Date().toISOString() });
  uids = uidsOf(world.emulator.world, 'aws-us-east-1-prod', 'payments-ledger');
});
afterAll(() => world[Symbol.asyncDispose]());

describe.each([
  ['timeline', (): string => ledger, 'no cluster yet'],
  ['instance', (): string => `${ledger}/instances/${uids[1]}`, 'parallelism 3 → 8'],
  ['compare', (): string => `${ledger}/compare?from=${uids[0]}&to=${uids[1]}`, 'job.parallelism'],
  ['configuration', (): string => `${ledger}/configuration`, 'wins over'],
] as const)('%s', (name, path, text) => {
  test('renders in light, dark and at 380 pixels; axe finds nothing, and nothing scrolls sideways', async () => {
    await using opened = await world.open(path());
    await opened.page.getByText(text).first().waitFor();
    expect(await inspectView(opened, name, true)).toEqual(faultless(world.gateway.origin));
  });
});

describe('timeline', () => {
  test('the lanes of a stuck upgrade overlap: the old job runs while the newest instance waits', async () => {
    await using opened = await world.open(ledger);
    const { page } = opened;
    const running = page.locator('g[data-kind="job"][data-state="RUNNING"] > rect');
    const waiting = page.locator('g[data-kind="waiting"] > rect').first();
    await running.waitFor();
    const [job, wait] = [await running.boundingBox(), await waiting.boundingBox()];
    if (!job || !wait) throw new Error('A bar is not drawn.');
    expect(wait.x).toBeGreaterThan(job.x);
    expect(wait.x + wait.width).toBeCloseTo(job.x + job.width, 0);
    expect(wait.y).toBeLessThan(job.y);
    const drawing = page.getByRole('group', { name: /^Timeline from/ });
    expect(await drawing.locator('xpath=..').innerText()).toMatch(/pending[^]*never deployed[^]*current/);
  });

  test('marks are reachable by keyboard and have a description', async () => {
    await using opened = await world.open(ledger);
    const { page } = opened;
    const mark = page.locator('[data-place][tabindex="0"]');
    await mark.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
    expect(await focused()).toMatch(/and \d+ more$/);
    await page.getByText('Checkpoint expired before completing.').first().waitFor();
    await page.keyboard.press('ArrowUp');
    expect(await focused()).toMatch(/^Event of CMF: Flink application updated, .* UTC$/);
  });

  test('a range and a zoom are in the address, and the address restores them', async () => {
    await using opened = await world.open(ledger);
    const { page } = opened;
    await page.getByRole('button', { name: '6h' }).click();
    await until(() => new URL(page.url()).search === '?range=6h');
    await page.getByText('0 entries in view').waitFor();
    await page.getByRole('button', { name: '30d' }).click();
    await page.getByText('10 entries in view').waitFor();
    const drawing = page.getByRole('group', { name: /^Timeline from/ });
    const before = await drawing.getAttribute('aria-label');
    await page.getByRole('button', { name: 'Zoom in' }).click();
    await until(() => new URL(page.url()).searchParams.has('from'));
    const label = await until(async () => {
      const current = await drawing.getAttribute('aria-label');
      return current !== before && current;
    });
    await page.reload();
    await drawing.waitFor();
    expect(await drawing.getAttribute('aria-label')).toBe(label);
  });

  test('dragging moves the visible range', async () => {
    await using opened = await world.open(`${ledger}?range=30d`);
    const { page } = opened;
    await page.getByText('in view').first().waitFor();
    const box = await page.getByRole('group', { name: /^Timeline from/ }).boundingBox();
    if (!box) throw new Error('The timeline is not drawn.');
    await page.mouse.move(box.x + 300, box.y + 100);
    await page.mouse.down();
    await page.mouse.move(box.x + 600, box.y + 100, { steps: 4 });
    await page.mouse.up();
    await until(() => new URL(page.url()).searchParams.has('from'));
    const { searchParams } = new URL(page.url());
    expect(Date.parse(searchParams.get('to') ?? '')).toBeLessThan(Date.now() - 3 * 86_400_000);
  });

  test('a change appears without a reload', async () => {
    const name = 'inventory-sync';
    await using opened = await world.open(`/environments/aws-us-east-1-prod/applications/${name}?range=1h`);
    const { page } = opened;
    await page.getByText('in view').first().waitFor();
    await opened.live();
    world.emulator.world.setJobState('aws-us-east-1-prod', name, 'FAILED');
    await page.locator('g[data-kind="failure"][data-place]').first().waitFor();
    const entries = page.getByRole('region', { name: 'Entries of the timeline' });
    await entries.getByText('FAILED').first().waitFor();
    expect(await entries.getByRole('row').nth(1).innerText()).toContain('FAILED');
  });
});

describe('instance', () => {
  test('the UID of a log line opens its instance', async () => {
    await using opened = await world.open(`/instances/${uids[1]}`);
    const { page } = opened;
    await page.getByRole('article', { name: `Instance ${uids[1]}` }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`${ledger}/instances/${uids[1]}`);
    await page.getByLabel('Query for').selectOption('Loki');
    await page
      .getByRole('region', { name: 'Loki query' })
      .getByText(uids[1] ?? '')
      .waitFor();
  });

  test('it is compared with any other, with only the changes or with all values', async () => {
    await using opened = await world.open(`${ledger}/instances/${uids[2]}`);
    const { page } = opened;
    await page.getByText('parallelism 8 → 3').waitFor();
    await page.getByLabel('Since').selectOption(uids[0] ?? '');
    await page.getByText('No value differs.').waitFor();
    await page.getByLabel('Only changes').uncheck();
    await page.getByText('flinkConfiguration.state.backend.type').waitFor();
    await page.getByRole('link', { name: 'Link to this comparison' }).click();
    await page.getByRole('button', { name: 'Swap' }).click();
    await until(() => new URL(page.url()).searchParams.get('from') === uids[2]);
    expect(new URL(page.url()).searchParams.get('to')).toBe(uids[0]);
  });
});
