/** Takes the screenshots of the README: `npm run screenshots`. Needs `/usr/bin/chromium`. */
import { fileURLToPath } from 'node:url';
import { openBrowser } from '../../test/support/browser.ts';
import { startGatewayProcess } from '../../test/support/gateway-process.ts';

await using gateway = await startGatewayProcess({ env: {} });
await using browser = await openBrowser();
const page = await browser.newPage({ viewport: { width: 1280, height: 760 }, colorScheme: 'light' });

await page.goto(gateway.url);
await page.getByRole('button', { name: /hide editor tools/i }).click();
await page.getByRole('button', { name: /execute query/i }).click();
await page.locator('.graphiql-response', { hasText: '"environments"' }).waitFor();
// The editor colours its text once its language worker is loaded.
await page.waitForLoadState('networkidle');
await page.screenshot({ path: fileURLToPath(new URL('graphiql.png', import.meta.url)) });
