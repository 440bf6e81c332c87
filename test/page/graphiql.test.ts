/** GraphiQL in a real browser: all of it from the gateway itself, queries over HTTP and subscriptions over a WebSocket. */
import { parse, validate } from 'graphql';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { schema } from '../../schema/index.ts';
import { sampleOperations } from '../../src/http/pages/graphiql-samples.ts';
import { sharedBrowser } from '../support/browser.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { takePicture } from '../support/picture.ts';
import { until } from '../support/until.ts';

/** Opens an address and records the requests of the page and the errors that the browser reports. */
async function open(page: Page, address: string) {
  const requested: URL[] = [];
  const errors: string[] = [];
  page.on('request', (request) => requested.push(new URL(request.url())));
  page.on('websocket', (socket) => requested.push(new URL(socket.url())));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(address);
  return {
    errors,
    /** Origins of requests over the network. URLs that contain their content (`data:`, `blob:`) have no host. */
    hosts: () =>
      new Set(requested.filter((url) => url.host !== '').map((url) => `${url.protocol}//${url.host}`)),
  };
}

async function execute(page: Page) {
  await page.getByRole('button', { name: /execute query/i }).click();
}

function result(page: Page) {
  return page.locator('.graphiql-response').innerText();
}

describe('GraphiQL at /graphql', () => {
  /** One browser and one origin for all tests, so that the second page has the scripts in its cache. */
  let context: BrowserContext;
  let gateway: TestGateway;
  const opened = new AsyncDisposableStack();
  beforeAll(async () => {
    const browser = await sharedBrowser();
    const size = { viewport: { width: 1400, height: 900 } };
    context = opened.adopt(await browser.newContext(size), (context) => context.close());
    gateway = opened.use(await startGateway());
  });
  afterAll(() => opened.disposeAsync());

  test('shows the samples, runs a query and sends no request to another host', async () => {
    await using page = await context.newPage();
    const seen = await open(page, gateway.url);

    await execute(page);
    await until(async () => (await result(page)).includes('"environments":'), {
      what: 'the data of a query',
    });
    await takePicture(page, 'graphiql-query');

    expect(await result(page)).not.toContain('"errors"');
    expect(await page.getByRole('tab').allInnerTexts()).toEqual([
      'Fleet',
      'Trouble',
      'Instances',
      'JobStates',
      'Plan',
    ]);
    expect([...seen.hosts()]).toEqual([new URL(gateway.url).origin]);
    expect(seen.errors).toEqual([]);
  });

  test('runs a subscription from a link over a WebSocket of the same address, and shows a change', async () => {
    await using page = await context.newPage();
    const link = new URL(gateway.url);
    link.searchParams.set('query', sampleOperations.find((sample) => sample.includes('subscription')) ?? '');
    const seen = await open(page, link.href);

    await execute(page);
    // The editor shows non-breaking spaces.
    await until(async () => /"initial":\sfalse/.test(await result(page)), {
      what: 'a change of a job state',
    });
    await takePicture(page, 'graphiql-subscription');

    expect([...seen.hosts()]).toEqual([link.origin, `ws://${link.host}`]);
    expect(seen.errors).toEqual([]);
  });

  test('has only samples that fit the schema', () => {
    for (const sample of sampleOperations) expect(validate(schema, parse(sample))).toEqual([]);
  });
});
