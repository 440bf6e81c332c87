/**
 * Pictures of pages in `test-results/`, which git ignores: for a visual check after a change, `PICTURES=on npx vitest run
 * test/console`. They cost a fifth of the CPU time of a test in the browser, so other runs take none.
 */
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import process from 'node:process';
import type { Page } from 'playwright-core';

/** `isWhole`: with the part below the window. */
export async function takePicture(page: Page, name: string, isWhole = false): Promise<void> {
  if (process.env['PICTURES'] !== 'on') return;
  const path = join('test-results', `${name}.png`);
  await mkdir(dirname(path), { recursive: true });
  await page.screenshot({ path, fullPage: isWhole });
}
