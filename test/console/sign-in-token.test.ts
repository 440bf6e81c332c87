/** Users of a console without an identity provider paste a token. */
import { SignJWT } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { takePicture } from '../support/picture.ts';
import { openSignIn, type SignInWorld, stored, useToken } from './sign-in-fixtures.ts';

let world: SignInWorld;
beforeAll(async () => {
  world = await openSignIn({ isTokenOnly: true });
});
afterAll(() => world[Symbol.asyncDispose]());

/** The gateway does not verify it: the emulator accepts only registered tokens. */
function jwtOf(name: string, seconds: number): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ name, sub: name.toLowerCase(), iss: 'https://login.test', exp: now + seconds })
    .setProtectedHeader({ alg: 'HS256' })
    .sign(new TextEncoder().encode(name.padEnd(32)));
}

test('the page requests a token, shows its user, and discards it at the sign-out', async () => {
  const token = await jwtOf('Zoë', 3_600);
  world.emulator.access.allow(token, { environments: ['prod'], applications: ['prod'] });
  await using opened = await world.open('/environments/prod');
  const { page, complaints, origins } = opened;
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.getByLabel('Bearer token').fill(token);
    await page.getByText('For Zoë, issued by https://login.test, expires in').waitFor();
    await takePicture(page, `console/token-${colorScheme}`);
    expect(await opened.violations()).toEqual([]);
  }
  await page.setViewportSize({ width: 380, height: 800 });
  expect(await opened.overflow()).toBeLessThanOrEqual(0);
  await takePicture(page, 'console/token-380');
  await page.getByRole('button', { name: 'Use this token' }).click();
  await page.getByRole('row').filter({ hasText: 'ledger' }).waitFor();
  await page.getByLabel('Connection: live').waitFor();
  expect(await stored(page)).not.toContain(token);
  await page.getByRole('button', { name: 'Zoë' }).click();
  await takePicture(page, 'console/user-menu-380');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  expect(await page.getByText('ledger').count()).toBe(0);
  expect(complaints.filter((text) => !text.includes('401'))).toEqual([]);
  expect(origins).toEqual(new Set([world.gateway.origin]));
});

test('expired and rejected tokens are explained', async () => {
  await using opened = await world.open('/');
  const { page } = opened;
  const use = page.getByRole('button', { name: 'Use this token' });
  await page.getByLabel('Bearer token').fill(await jwtOf('Zoë', -60));
  await page.getByText('This token expired at').waitFor();
  expect(await use.isDisabled()).toBe(true);
  await page.getByLabel('Bearer token').fill('two words');
  await page.getByText('This is not a token').waitFor();
  expect(await use.isDisabled()).toBe(true);
  await useToken(page, await jwtOf('Mallory', 600));
  await page.getByText('The token is not accepted: ').waitFor();
  expect(await opened.violations()).toEqual([]);
  // As copied from a command line.
  await useToken(page, 'Authorization: Bearer operator');
  await page.getByRole('link', { name: 'prod' }).waitFor();
});

test('after CMF has revoked a token, the page keeps its data, and another user sees other data', async () => {
  const token = await jwtOf('Zoë', 3_600);
  world.emulator.access.allow(token, { environments: ['dev1'], applications: ['dev1'] });
  await using opened = await world.open('/applications');
  const { page } = opened;
  await useToken(page, token);
  const own = page.getByRole('row').filter({ hasText: 'orders' });
  await own.waitFor();
  await page.getByLabel('Connection: live').waitFor();
  world.emulator.access.revoke(token);
  await page.getByText('Your sign-in has ended').waitFor();
  expect(await own.count()).toBe(1);
  await page.getByRole('button', { name: 'Sign in again' }).click();
  await useToken(page, 'guest');
  await page.getByRole('row').filter({ hasText: 'ledger' }).waitFor();
  expect(await own.count()).toBe(0);
  await page.getByLabel('Connection: live').waitFor();
  world.emulator.world.setJobState('prod', 'ledger', 'RESTARTING');
  await page.getByRole('row').filter({ hasText: 'RESTARTING' }).waitFor();
});

test('a user without rights reads which user CMF sees', async () => {
  const token = await jwtOf('Noor', 3_600);
  world.emulator.access.allow(token, { environments: [], applications: [] });
  await using opened = await world.open('/');
  const { page } = opened;
  await useToken(page, token);
  await page.getByText('You are signed in as Noor (noor)').waitFor();
  await page.getByText('The gateway sends no live changes: CMF grants no access.').waitFor();
  await takePicture(page, 'console/no-rights');
  expect(await opened.violations()).toEqual([]);
});
