/**
 * A console whose users sign in, in front of a CMF with rights for them:
 *
 *     dev1 (orders)    prod (ledger)
 *
 * CMF shows dev1 to the users of the identity provider; the token `operator` sees both environments, `guest` sees prod.
 */
import type { Page } from 'playwright-core';
import type { Environment } from '../../src/config/setting-reader.ts';
import { addApplication } from '../support/world.ts';
import { type ConsoleWorld, openConsole } from './fixtures.ts';
import { type IdentityProvider, startIdentityProvider } from './identity-provider.ts';

export interface SignInWorld extends ConsoleWorld {
  readonly provider: IdentityProvider;
}

/** `isTokenOnly`: users paste a token, and the gateway does not verify it before CMF does. */
export async function openSignIn({ isTokenOnly = false } = {}): Promise<SignInWorld> {
  await using opening = new AsyncDisposableStack();
  const provider = opening.use(await startIdentityProvider());
  const { issuer, audience, clientId } = provider;
  const oidc: Environment = {
    CONSOLE_OIDC_ISSUER: issuer,
    CONSOLE_OIDC_CLIENT_ID: clientId,
    JWT_ISSUER: issuer,
    JWT_AUDIENCE: audience,
    JWT_JWKS_URL: `${issuer}/jwks`,
  };
  const world = opening.use(
    await openConsole({ fleet: 'empty' }, ({ url, access, world: fleet }) => {
      addApplication(fleet, 'dev1', 'orders');
      addApplication(fleet, 'prod', 'ledger');
      access.require(true);
      access.allow('gateway', { environments: 'all', applications: 'all' });
      access.allow('operator', { environments: 'all', applications: 'all' });
      access.allow('guest', { environments: ['prod'], applications: ['prod'] });
      const rights = { environments: ['dev1'], applications: ['dev1'] };
      access.trust({ issuer, audience, jwksUrl: `${issuer}/jwks`, rights });
      const forward = { CMF_URL: url, CMF_TOKEN: 'gateway', CMF_AUTH: 'forward', AUTH_TTL_MS: '100' };
      return { ...forward, ...(!isTokenOnly && oidc) };
    }),
  );
  provider.admit(world.gateway.origin);
  const closing = opening.move();
  return { ...world, provider, [Symbol.asyncDispose]: () => closing.disposeAsync() };
}

/** At the page of the identity provider. */
export async function signInAs(page: Page, user: 'alice' | 'bob'): Promise<void> {
  await page.getByRole('button', { name: `I am ${user}` }).click();
}

export async function useToken(page: Page, token: string): Promise<void> {
  await page.getByLabel('Bearer token').fill(token);
  await page.getByRole('button', { name: 'Use this token' }).click();
}

/** Everything that the browser stores for the page, and its address. */
export function stored(page: Page): Promise<string> {
  return page.evaluate(() =>
    JSON.stringify([
      ...[localStorage, sessionStorage].map((storage) => Object.entries(storage)),
      location.href,
      document.cookie,
    ]),
  );
}
