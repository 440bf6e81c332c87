/** A session of the console lasts longer than its access tokens. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { takePicture } from '../support/picture.ts';
import { until } from '../support/until.ts';
import { openSignIn, type SignInWorld, signInAs } from './sign-in-fixtures.ts';

const place = '/environments/dev1?sort=-updated';

let world: SignInWorld;
beforeAll(async () => {
  world = await openSignIn();
});
afterEach(async () => {
  await world.clearCookies();
  world.provider.lifetime = 60;
  world.provider.issuesRefreshTokens = true;
});
afterAll(() => world[Symbol.asyncDispose]());

test('a token is renewed before it expires, and the subscription misses no change', async () => {
  world.provider.lifetime = 3;
  await using opened = await world.open('/applications');
  const { page, complaints } = opened;
  const received: string[] = [];
  const notices = new Set<string>();
  let connections = 0;
  page.on('websocket', (socket) => {
    connections += 1;
    socket.on('framereceived', ({ payload }) => received.push(...changesIn(String(payload))));
  });
  await signInAs(page, 'alice');
  const row = page.getByRole('row').filter({ hasText: 'orders' });
  await row.waitFor();
  await opened.live();
  const before = { renewals: world.provider.renewals, connections };
  const made: string[] = [];
  await until(
    async () => {
      const state = made.length % 2 === 0 ? 'RESTARTING' : 'RUNNING';
      world.emulator.world.setJobState('dev1', 'orders', state);
      made.push(state);
      await until(() => received.length === made.length);
      for (const notice of await page.getByRole('status').allTextContents()) notices.add(notice);
      return world.provider.renewals >= before.renewals + 2 && connections >= before.connections + 2;
    },
    { what: 'two renewals' },
  );
  expect(received).toEqual(made);
  await row.getByText(made.at(-1) ?? '').waitFor();
  expect([...notices].filter((text) => /lost|sign-in|reconnecting|not known/.test(text))).toEqual([]);
  expect(complaints).toEqual([]);
});

test('without a refresh token the page shows when the sign-in ends, keeps its data, and returns to its address', async () => {
  world.provider.lifetime = 4;
  world.provider.issuesRefreshTokens = false;
  await using opened = await world.open(place);
  const { page } = opened;
  await signInAs(page, 'alice');
  const row = page.getByRole('row').filter({ hasText: 'orders' });
  // Both at once: on a machine under load, the sign-in may end before the row is there.
  await Promise.all([row.waitFor(), page.getByText(/Your sign-in ends soon/).waitFor()]);
  await page.getByText(/Your sign-in has ended/).waitFor();
  expect(await row.count()).toBe(1);
  await takePicture(page, 'console/sign-in-ended');
  expect(await opened.violations()).toEqual([]);
  world.provider.lifetime = 60;
  await page.getByRole('button', { name: 'Sign in again' }).click();
  // The session at the provider is still valid.
  await page.getByText(/has ended/).waitFor({ state: 'detached' });
  await row.waitFor();
  await page.getByLabel('Connection: live').waitFor();
  expect(page.url()).toBe(world.gateway.origin + place);
});

test('a renewal that fails is repeated until the provider responds', async () => {
  world.provider.lifetime = 3;
  await using opened = await world.open('/applications');
  const { page } = opened;
  await signInAs(page, 'alice');
  const row = page.getByRole('row').filter({ hasText: 'orders' });
  await row.waitFor();
  await world.provider.stop();
  await page.getByText(/could not be renewed so far/).waitFor();
  const { renewals } = world.provider;
  await world.provider.start();
  await page.getByText(/could not be renewed so far/).waitFor({ state: 'detached' });
  world.emulator.world.setJobState('dev1', 'orders', 'FAILED');
  await row.getByText('FAILED', { exact: true }).waitFor();
  await page.getByLabel('Connection: live').waitFor();
  expect(world.provider.renewals).toBeGreaterThan(renewals);
});

/** The states in changes, without initial states. */
function changesIn(frame: string): readonly string[] {
  const { payload } = JSON.parse(frame) as {
    payload?: { data?: { jobStateChanged?: { initial?: boolean; application?: { jobState: string } } } };
  };
  const change = payload?.data?.jobStateChanged;
  return change?.application && !change.initial ? [change.application.jobState] : [];
}
