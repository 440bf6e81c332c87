/** Takes the screenshots of the README: `npm run screenshots`. Needs `/usr/bin/chromium` and a built console. */
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { openBrowser } from '../../test/support/browser.ts';
import { startGatewayProcess } from '../../test/support/gateway-process.ts';

const size = { width: 1280, height: 760 };
const stuck = '/environments/aws-us-east-1-prod/applications/payments-ledger';

await using gateway = await startGatewayProcess({ env: {} });
await using browser = await openBrowser();
const page = await browser.newPage({ viewport: size, colorScheme: 'light' });

await page.goto(gateway.url);
await page.getByRole('button', { name: /hide editor tools/i }).click();
await page.getByRole('button', { name: /execute query/i }).click();
await page.locator('.graphiql-response', { hasText: '"environments"' }).waitFor();
// The editor highlights its text once its language worker is loaded.
await page.waitForLoadState('networkidle');
await take(page, 'graphiql');

await page.goto(gateway.origin);
await page.getByRole('list', { name: 'Problems' }).getByText('payments-ledger').waitFor();
await page.getByText('the savepoint does not complete').waitFor();
await page.getByLabel('Connection: live').waitFor();
await take(page, 'console-fleet');

await page.goto(gateway.origin + stuck);
await page.getByText('Upgrade stuck').waitFor();
await page.getByText('last checkpoint').waitFor();
await page.getByLabel('Connection: live').waitFor();
await take(page, 'console-application');

async function take(shown: Page, name: string): Promise<void> {
  await shown.screenshot({ path: fileURLToPath(new URL(`${name}.png`, import.meta.url)) });
}
