/**
 * State that survives the redirect to the identity provider: the address to return to, and the secrets of the tab that
 * began the sign-in. It is in the session storage of the tab, and read once. It contains no token.
 */

export interface PendingSignIn {
  readonly state: string;
  readonly nonce: string;
  /** Of PKCE (RFC 7636). */
  readonly verifier: string;
  /** Path, search and fragment. */
  readonly returnTo: string;
}

const key = 'cmf-graphql.sign-in';

export function keepPending(pending: PendingSignIn): void {
  sessionStorage.setItem(key, JSON.stringify(pending));
}

/** Removes it. Null: this tab began no sign-in. */
export function takePending(): PendingSignIn | null {
  const text = sessionStorage.getItem(key);
  sessionStorage.removeItem(key);
  if (text === null) return null;
  try {
    return JSON.parse(text) as PendingSignIn;
  } catch {
    return null;
  }
}
