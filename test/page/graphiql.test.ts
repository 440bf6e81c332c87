/** GraphiQL in a real browser: all of it from the gateway itself, queries over HTTP and subscriptions over a WebSocket. */
import { mkdir } from 'node:fs/promises';
import { parse, validate } from 'graphql';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { schema } from '../../schema/index.ts';
import { sampleOperations } from '../../src/http/pages/graphiql-samples.ts';
import { openBrowser } from '../support/browser.ts';
import { startGateway } from '../support/gateway.ts';
import { until } from '../support/until.ts';

/** Ignored by git; for the eyes of whoever changes the page. */
const screenshots = 'test-results';

/** Opens an address and tells what the page asks for from then on, and what the browser complains of. */
async function open(page: Page, address: string) {
  const asked: URL[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url())));
  page.on('websocket', (socket) => asked.push(new URL(socket.url())));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(address);
  await mkdir(screenshots, { recursive: true });
  return {
    complaints,
    /** Hosts that were asked over the network, by scheme. What the page carries itself (`data:`, `blob:`) is no host. */
    hosts: () => new Set(asked.filter((url) => url.host !== '').map((url) => `${url.protocol}//${url.host}`)),
  };
}

async function execute(page: Page) {
  await page.getByRole('button', { name: /execute query/i }).click();
}

function result(page: Page) {
  return page.locator('.graphiql-response').innerText();
}

describe('GraphiQL at /graphql', () => {
  /** One for all tests: its start takes seconds. */
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  test('shows the samples, runs a query and asks no other host', async () => {
    await using gateway = await startGateway({});
    await using page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    const seen = await open(page, gateway.url);

    await execute(page);
    await until(async () => (await result(page)).includes('"environments":'), {
      what: 'the data of a query',
    });
    await page.screenshot({ path: `${screenshots}/graphiql-query.png` });

    expect(await result(page)).not.toContain('"errors"');
    expect(await page.getByRole('tab').allInnerTexts()).toEqual([
      'Fleet',
      'Trouble',
      'Instances',
      'JobStates',
    ]);
    expect([...seen.hosts()]).toEqual([new URL(gateway.url).origin]);
    expect(seen.complaints).toEqual([]);
  });

  test('runs a subscription from a link over a WebSocket of the same address, and shows a change', async () => {
    await using gateway = await startGateway({});
    await using page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    const link = new URL(gateway.url);
    link.searchParams.set('query', sampleOperations.find((sample) => sample.includes('subscription')) ?? '');
    const seen = await open(page, link.href);

    await execute(page);
    // The editor shows spaces that do not break.
    await until(async () => /"initial":\sfalse/.test(await result(page)), {
      what: 'a change of a job state',
    });
    await page.screenshot({ path: `${screenshots}/graphiql-subscription.png` });

    expect([...seen.hosts()]).toEqual([link.origin, `ws://${link.host}`]);
    expect(seen.complaints).toEqual([]);
  });

  test('has only samples that fit the schema', () => {
    for (const sample of sampleOperations) expect(validate(schema, parse(sample))).toEqual([]);
  });
});
