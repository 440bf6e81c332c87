/** The built console in one browser, in front of one gateway with the realistic fleet that stands still. */
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import type { Environment } from '../../src/config/config.ts';
import { type Emulator, type EmulatorOptions, startEmulator } from '../../src/emulator/emulator.ts';
import { openBrowser } from '../support/browser.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';

/** Ignored by git, for a visual check after a change of the console. */
export const screenshots = 'test-results/console';

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

export interface ConsolePage {
  readonly page: Page;
  /** Errors and violations of the Content-Security-Policy that the browser reports. */
  readonly complaints: readonly string[];
  /** Origins of all requests, WebSockets included. */
  readonly origins: ReadonlySet<string>;
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
}

export async function openConsole(cmf: EmulatorOptions = {}, env: Environment = {}): Promise<ConsoleWorld> {
  if (!existsSync('console/dist/index.html')) throw new Error('The console is not built: run npm run build.');
  await using opening = new AsyncDisposableStack();
  const emulator = opening.use(await startEmulator(cmf));
  const gateway = opening.use(await startGateway({ emulator, env, isEmulated: true }));
  const browser = opening.use(await openBrowser());
  await mkdir(screenshots, { recursive: true });
  const closing = opening.move();
  return {
    emulator,
    gateway,
    async open(path, origin = gateway.origin) {
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme: 'light' });
      const seen = watch(page);
      // Runs outside of the page's policy, which forbids inline scripts.
      await page.addInitScript({ path: axePath });
      await page.goto(origin + path);
      return {
        page,
        ...seen,
        violations: () => page.evaluate(runAxe),
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
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => origins.add(new URL(request.url()).origin));
  page.on('websocket', (socket) => origins.add(new URL(socket.url()).origin.replace(/^ws/, 'http')));
  return { complaints, origins };
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
