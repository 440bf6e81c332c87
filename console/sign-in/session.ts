/**
 * The session of the page: which token its requests carry, and who the user is. Tokens are in the memory of this module
 * only, so that no script that reads the storage of the browser finds one, and they end with the page.
 *
 * A token that can be renewed is renewed before it ends; concurrent requests share one renewal. One that cannot be renewed
 * ends, and the page keeps what it shows until the user signs in again.
 */
import type { IdentityProvider, Tokens } from './identity-provider.ts';
import { currentPlace, signedInPath, signedOutPath } from './paths.ts';
import { takePending } from './pending-sign-in.ts';
import { createSchedule } from './schedule.ts';
import { session, sessionChanged, updateSession } from './session-state.ts';
import { readSettings } from './settings.ts';
import { factsOf, isSameUser } from './user.ts';

/** A request needs a token, and there is none. */
export class SessionEndedError extends Error {
  override readonly name = 'SessionEndedError';
}

const retryRenewalMs = 3_000;
const ended = 'Your sign-in has ended.';

const schedule = createSchedule();

let tokens: Tokens | null = null;
/** The gateway does not accept the present token. */
let isRejected = false;
/** The gateway has accepted the present token. */
let hasWorked = false;
/** Views show data that was read in this session. */
let hasContent = false;
let renewal: Promise<void> | null = null;
let renewalFailedAt = 0;
let provider: Promise<IdentityProvider> | null = null;

/** Reads how users sign in, completes a sign-in that the address belongs to, or begins one. */
export async function startSession(): Promise<void> {
  const { pathname, href } = location;
  const isReturn = pathname === signedInPath;
  const pending = takePending();
  // Before anything else: the code must not stay in the address or the history.
  if (isReturn) history.replaceState(null, '', pending?.returnTo ?? '/');
  updateSession({ phase: 'starting', error: null });
  try {
    const settings = await readSettings();
    updateSession({ settings });
    if (!settings.usesTokens) updateSession({ phase: 'open' });
    else if (pathname === signedOutPath) updateSession({ phase: 'signed-out' });
    else if (!settings.oidc) updateSession({ phase: 'open' });
    else if (isReturn && pending) await completeSignIn(new URL(href), pending);
    else await signIn();
  } catch (error) {
    updateSession({ phase: 'failed', error: messageOf(error) });
  }
}

async function completeSignIn(response: URL, pending: Parameters<IdentityProvider['tokensOf']>[1]) {
  try {
    accept(await (await identityProvider()).tokensOf(response, pending));
  } catch (error) {
    updateSession({ phase: 'signed-out', error: messageOf(error) });
  }
}

/** Redirects to the identity provider, which redirects back to the current address. */
export async function signIn(): Promise<void> {
  const { phase } = session();
  const isShowing = phase === 'signed-in' || phase === 'ended';
  if (!isShowing) updateSession({ phase: 'starting', error: null });
  try {
    if (!isSecureContext)
      throw new Error('A sign-in needs HTTPS, because the browser offers no cryptography.');
    const url = await (await identityProvider()).authorizationUrl(currentPlace());
    location.replace(url);
  } catch (error) {
    updateSession({ phase: isShowing ? phase : 'signed-out', error: messageOf(error) });
  }
}

/** A token from elsewhere, such as one for a command line. */
export function signInWithToken(token: string): void {
  if (location.pathname === signedOutPath) history.replaceState(null, '', '/');
  accept({ access: token, refresh: null, ...factsOf(token) });
}

/** Forgets the tokens, and ends the session of the identity provider if it has a page for that. */
export async function signOut(): Promise<void> {
  const refresh = tokens?.refresh ?? null;
  const byProvider = provider;
  forget();
  // Names that were searched for.
  sessionStorage.clear();
  // Also hides what was read, in case the browser shows this page again.
  updateSession({ phase: 'signed-out', user: null, expiresAt: null, isRenewable: false, error: null });
  const opened = await byProvider?.catch(() => null);
  if (opened && refresh !== null) await opened.revoke(refresh);
  location.replace(opened?.endSessionUrl ?? signedOutPath);
}

/**
 * The token for a request; null if the session has none. It waits during a sign-in and a renewal. Throws a
 * `SessionEndedError` while views wait for the user to sign in again.
 */
export async function accessToken(): Promise<string | null> {
  await started();
  if (session().phase === 'open') return null;
  if (!isUsable() && tokens?.refresh) await renew();
  if (tokens && isUsable()) return tokens.access;
  throw new SessionEndedError(session().error ?? ended);
}

/** Like `accessToken`, but waits until the user has signed in again. */
export async function nextAccessToken(): Promise<string | null> {
  for (;;) {
    try {
      return await accessToken();
    } catch {
      await sessionChanged();
    }
  }
}

/** The gateway has accepted a request with this token. */
export function tokenAccepted(token: string | null): void {
  if (token !== (tokens?.access ?? null)) return;
  hasWorked = true;
  hasContent = true;
}

/** The gateway has refused a request with this token. A token that worked before is renewed, if it can be. */
export function tokenRejected(token: string | null, message: string): void {
  if (token !== (tokens?.access ?? null) || isRejected || !session().settings?.usesTokens) return;
  isRejected = true;
  if (tokens?.refresh && hasWorked) void renew();
  else if (token === null) end(null);
  else end(hasContent ? message : `The token is not accepted: ${message}`);
}

function accept(next: Tokens): void {
  const { phase, user, generation } = session();
  const isOther = phase !== 'starting' && !isSameUser(user, next.user);
  if (isOther) hasContent = false;
  tokens = next;
  isRejected = false;
  hasWorked = false;
  const { expiresAt } = next;
  updateSession({
    phase: 'signed-in',
    user: next.user,
    expiresAt,
    isRenewable: next.refresh !== null,
    error: null,
    generation: generation + (isOther ? 1 : 0),
  });
  if (expiresAt === null) schedule.cancel();
  else if (next.refresh === null) schedule.at(expiresAt, () => end(null));
  else schedule.beforeExpiry(expiresAt, () => void renew());
}

/** Never rejects: a failure is in the state of the session. */
function renew(): Promise<void> {
  renewal ??= tryRenewal().finally(() => {
    renewal = null;
  });
  return renewal;
}

async function tryRenewal(): Promise<void> {
  const before = tokens;
  if (!before || Date.now() - renewalFailedAt < retryRenewalMs / 2) return;
  try {
    const next = await (await identityProvider()).renew(before);
    // The user has signed out during the request.
    if (tokens === before) accept(next);
  } catch (error) {
    if (tokens !== before) return;
    const message = messageOf(error);
    if (error instanceof Error && error.name === 'RefusedError') return cannotRenew(before, message);
    renewalFailedAt = Date.now();
    updateSession({ error: message });
    schedule.at(Date.now() + retryRenewalMs, () => void renew());
  }
}

/** The present token is used until it ends. */
function cannotRenew(before: Tokens, message: string): void {
  if (!isUsable()) return end(message);
  tokens = { ...before, refresh: null };
  updateSession({ isRenewable: false, error: message });
  if (before.expiresAt !== null) schedule.at(before.expiresAt, () => end(null));
}

function end(error: string | null): void {
  const phase = tokens && hasContent ? 'ended' : 'signed-out';
  forget();
  updateSession({ phase, isRenewable: false, error, ...(phase === 'signed-out' && { user: null }) });
}

function forget(): void {
  schedule.cancel();
  tokens = null;
}

function isUsable(): boolean {
  return tokens !== null && !isRejected && (tokens.expiresAt === null || Date.now() < tokens.expiresAt);
}

/** A failed attempt is not kept. The library is loaded here, because not every console needs it. */
function identityProvider(): Promise<IdentityProvider> {
  const oidc = session().settings?.oidc;
  if (!oidc) return Promise.reject(new Error('The gateway has no identity provider.'));
  provider ??= import('./identity-provider.ts')
    .then(({ openIdentityProvider }) => openIdentityProvider(oidc))
    .catch((error: unknown) => {
      provider = null;
      throw error;
    });
  return provider;
}

async function started(): Promise<void> {
  while (['starting', 'failed', 'signed-out'].includes(session().phase)) await sessionChanged();
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
