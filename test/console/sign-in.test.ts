/** Users of the console sign in with an OpenID Connect provider, and sign out. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { takePicture } from '../support/picture.ts';
import { openSignIn, type SignInWorld, signInAs, stored } from './sign-in-fixtures.ts';

const place = '/environments/dev1?sort=-updated';

let world: SignInWorld;
beforeAll(async () => {
  world = await openSignIn();
});
afterEach(() => world.clearCookies());
afterAll(() => world[Symbol.asyncDispose]());

test('a link returns to its address after the sign-in, which shows the data that CMF grants the user', async () => {
  await using opened = await world.open(place);
  const { page, complaints, origins } = opened;
  await signInAs(page, 'alice');
  await page.getByRole('row').filter({ hasText: 'orders' }).waitFor();
  await page.getByLabel('Connection: live').waitFor();
  expect(page.url()).toBe(world.gateway.origin + place);
  await page.getByRole('button', { name: 'Alice' }).click();
  await page.getByText('Signed in as Alice').waitFor();
  await takePicture(page, 'console/user-menu');
  expect(await opened.violations()).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Fleet' }).click();
  await page.getByRole('link', { name: 'dev1' }).waitFor();
  expect(await page.getByText('prod').count()).toBe(0);
  for (const width of [380, 360]) {
    await page.setViewportSize({ width, height: 800 });
    expect(await opened.overflow(), `at ${width} pixels`).toBeLessThanOrEqual(0);
  }
  expect(complaints).toEqual([]);
  expect(origins).toEqual(new Set([world.gateway.origin, world.provider.issuer]));
  expect(world.provider.tokens.length).toBeGreaterThan(2);
  const memory = await stored(page);
  for (const token of world.provider.tokens) expect(memory).not.toContain(token);
  expect(memory).not.toMatch(/code=|verifier/);
});

test('a sign-in that is denied is explained, and can be repeated', async () => {
  await using opened = await world.open(place);
  const { page, complaints } = opened;
  await page.getByRole('button', { name: 'Deny' }).click();
  await page.getByText('refused the sign-in: The user did not agree (access_denied)').waitFor();
  await takePicture(page, 'console/sign-in');
  expect(await opened.violations()).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 380, height: 800 });
  expect(await opened.overflow()).toBeLessThanOrEqual(0);
  await takePicture(page, 'console/sign-in-380-dark');
  expect(page.url()).toBe(world.gateway.origin + place);
  await page.getByRole('button', { name: /^Sign in with 127/ }).click();
  await signInAs(page, 'bob');
  await page.getByRole('row').filter({ hasText: 'orders' }).waitFor();
  expect(complaints).toEqual([]);
});

test('a response to a sign-in of another tab is not accepted', async () => {
  await using opened = await world.open(place);
  const { page } = opened;
  await page.getByRole('button', { name: 'Deny' }).waitFor();
  await page.goto(`${world.gateway.origin}/signed-in?code=stolen&state=other&iss=${world.provider.issuer}`);
  await page.getByText(/The response of .* is not accepted/).waitFor();
  expect(page.url()).not.toContain('code=');
});

test('an unreachable identity provider is reported; the page still offers a token, and a later try succeeds', async () => {
  await world.provider.stop();
  await using opened = await world.open('/');
  const { page } = opened;
  await page.getByText(/cannot be reached/).waitFor();
  await page.getByText('Use a token').click();
  expect(await page.getByLabel('Bearer token').isVisible()).toBe(true);
  await world.provider.start();
  await page.getByRole('button', { name: /^Sign in with/ }).click();
  await signInAs(page, 'alice');
  await page.getByRole('link', { name: 'dev1' }).waitFor();
});

test('signing out ends the session here and at the provider', async () => {
  await using opened = await world.open('/');
  const { page } = opened;
  await signInAs(page, 'alice');
  await page.getByRole('link', { name: 'dev1' }).waitFor();
  await page.getByRole('button', { name: 'Alice' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Sign out everywhere' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  expect(page.url()).toBe(`${world.gateway.origin}/signed-out`);
  await page.goBack();
  expect(await page.getByRole('link', { name: 'dev1' }).count()).toBe(0);
  await page.goto(world.gateway.origin);
  await page.getByRole('button', { name: 'I am bob' }).waitFor();
});
