/**
 * The built console in the browser of the worker, in front of one gateway with the realistic fleet, without changes
 * over time.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import type { Environment } from '../../src/config/setting-reader.ts';
import { type Emulator, type EmulatorOptions, startEmulator } from '../../src/emulator/emulator.ts';
import { sharedBrowser } from '../support/browser.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { until } from '../support/until.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export interface ConsolePage {
  readonly page: Page;
  /** Errors and violations of the Content-Security-Policy that the browser reports. */
  readonly complaints: readonly string[];
  /** Origins of all requests, WebSockets included. */
  readonly origins: ReadonlySet<string>;
  /**
   * Resolves when the page has the first message of its subscription, so that it receives each later change. `Connection:
   * live` alone is shown before the gateway has received the subscription. Needs an application.
   */
  live(): Promise<void>;
  /** The findings of axe, one per line. */
  violations(): Promise<readonly string[]>;
  /** The number of pixels by which the page is wider than the window. */
  overflow(): Promise<number>;
}

export interface ConsoleWorld extends AsyncDisposable {
  readonly emulator: Emulator;
  readonly gateway: TestGateway;
  /** `origin`: another address of the gateway, such as a proxy. */
  open(path: string, origin?: string): Promise<ConsolePage & AsyncDisposable>;
  /** Ends the sessions of identity providers. */
  clearCookies(): Promise<void>;
}

export async function openConsole(
  cmf: EmulatorOptions = {},
  env: Environment | ((emulator: Emulator) => Environment) = {},
): Promise<ConsoleWorld> {
  if (!existsSync('console/dist/index.html')) throw new Error('The console is not built: run npm run build.');
  await using opening = new AsyncDisposableStack();
  const emulator = opening.use(await startEmulator(cmf));
  const gateway = opening.use(
    await startGateway({ emulator, env: typeof env === 'function' ? env(emulator) : env, isEmulated: true }),
  );
  const browser = await sharedBrowser();
  // One context, so that pages share the cache of scripts. The console stores nothing outside of the session of a
  // tab; identity providers set cookies.
  const context = opening.use(
    await browser.newContext({
      viewport: { width: 1280, height: 800 },
      colorScheme: 'light',
      reducedMotion: 'reduce',
    }),
  );
  const closing = opening.move();
  return {
    emulator,
    gateway,
    clearCookies: () => context.clearCookies(),
    async open(path, origin = gateway.origin) {
      const page = await context.newPage();

      const seen = watch(page);
      await page.goto(origin + path);
      return {
        page,
        ...seen,
        async live() {
          await page.getByLabel('Connection: live').waitFor();
          await until(() => seen.updates() > 0, { what: 'the first message of the subscription' });
        },
        violations: () => violationsOf(page),
        overflow: () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
        [Symbol.asyncDispose]: () => page.close(),
      };
    },
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  };
}

function watch(page: Page) {
  const complaints: string[] = [];
  const origins = new Set<string>();
  let updates = 0;
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => origins.add(new URL(request.url()).origin));
  page.on('websocket', (socket) => {
    origins.add(new URL(socket.url()).origin.replace(/^ws/, 'http'));
    socket.on('framereceived', ({ payload }) => {
      if (String(payload).includes('"jobStateChanged"')) updates += 1;
    });
  });
  return { complaints, origins, updates: () => updates };
}

/** Loads axe at its first use: most tests do not need it. The page's policy does not apply to the debugger. */
async function violationsOf(page: Page): Promise<readonly string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe);
  return page.evaluate(runAxe);
}

interface Axe {
  run(): Promise<{
    readonly violations: readonly {
      readonly id: string;
      readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
    }[];
  }>;
}

/** Runs in the page. */
async function runAxe(): Promise<readonly string[]> {
  const { violations } = await (Reflect.get(globalThis, 'axe') as Axe).run();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`),
  );
}
