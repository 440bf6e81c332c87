/**
 * Who a token is for, and when it ends, from its claims. They are shown only: the gateway and CMF verify the token.
 */

export interface User {
  readonly name: string;
  /** Null for a token that is not a JWT. */
  readonly subject: string | null;
  readonly issuer: string | null;
}

type Claims = Readonly<Record<string, unknown>>;

export interface TokenFacts {
  readonly user: User;
  /** In milliseconds since the epoch; null if the token does not show it. */
  readonly expiresAt: number | null;
}

export function factsOf(token: string): TokenFacts {
  const claims = claimsOf(token);
  const { exp } = claims;
  return { user: userOf(claims), expiresAt: typeof exp === 'number' ? exp * 1000 : null };
}

export function userOf(claims: Claims): User {
  const text = (...names: readonly string[]) =>
    names.map((name) => claims[name]).find((value) => typeof value === 'string' && value !== '') as
      | string
      | undefined;
  return {
    name: text('name', 'preferred_username', 'email', 'sub') ?? 'unknown user',
    subject: text('sub') ?? null,
    issuer: text('iss') ?? null,
  };
}

/** False if it is not known. */
export function isSameUser(one: User | null, other: User): boolean {
  return one !== null && one.subject !== null && one.subject === other.subject && one.issuer === other.issuer;
}

/** Empty if it is not a JWT. */
function claimsOf(token: string): Claims {
  try {
    const [, payload = ''] = token.split('.');
    const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (character) =>
      character.charCodeAt(0),
    );
    const claims: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof claims === 'object' && claims !== null ? (claims as Claims) : {};
  } catch {
    return {};
  }
}
