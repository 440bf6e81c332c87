/** The addresses that are registered at the identity provider. No view of the console is at them. */

/** The redirect URI of the sign-in. */
export const signedInPath = '/signed-in';

/** Where the provider leads after its session was ended. */
export const signedOutPath = '/signed-out';

/** The address that a sign-in returns to. */
export function currentPlace(): string {
  const { pathname, search, hash } = location;
  return pathname === signedInPath || pathname === signedOutPath ? '/' : pathname + search + hash;
}
