/** Loads a page of the console with an empty cache: the time until it is usable, and the bytes received until then. */
import type { Browser, CDPSession } from 'playwright-core';

export interface FirstView {
  /** From the start of the navigation until a row is painted and a click would reach it. */
  readonly usableMs: number;
  /** Bytes on the wire until then, headers included, by Chromium's type of resource. */
  readonly bytes: ReadonlyMap<string, number>;
}

export async function measureFirstView(browser: Browser, url: string, row: string): Promise<FirstView> {
  await using context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  const bytes = await countBytes(await context.newCDPSession(page));
  // Runs before the scripts of the page, so that nothing delays the first measurement.
  await page.addInitScript(watchForRow, row);
  await page.goto(url, { waitUntil: 'commit' });
  const usable = await page.waitForFunction(() => Reflect.get(globalThis, 'usableAt'), undefined, {
    timeout: 60_000,
  });
  return { usableMs: (await usable.jsonValue()) as number, bytes: new Map(bytes) };
}

/** In the page. Times are relative to the start of the navigation. */
function watchForRow(selector: string): void {
  const look = () => {
    const row = document.querySelector(selector);
    const { left = 0, top = 0, width = 0, height = 0 } = row?.getBoundingClientRect() ?? {};
    const hit = document.elementFromPoint(left + width / 2, top + height / 2);
    if (!row || !hit || !row.contains(hit)) return void requestAnimationFrame(look);
    // A task after the frame callback: the frame with the row has been produced.
    setTimeout(() => Reflect.set(globalThis, 'usableAt', performance.now()));
  };
  requestAnimationFrame(look);
}

async function countBytes(session: CDPSession): Promise<ReadonlyMap<string, number>> {
  const bytes = new Map<string, number>();
  const types = new Map<string, string>();
  session.on('Network.requestWillBeSent', ({ requestId, type = 'Other' }) => types.set(requestId, type));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const type = types.get(requestId) ?? 'Other';
    bytes.set(type, (bytes.get(type) ?? 0) + encodedDataLength);
  });
  await session.send('Network.enable');
  return bytes;
}
