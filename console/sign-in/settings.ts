/** The sign-in settings of the console, which the gateway serves at `/console-settings.json`. */

export interface SignInSettings {
  /** The gateway identifies callers by a bearer token. */
  readonly usesTokens: boolean;
  /** Null: users paste a token. */
  readonly oidc: OidcSettings | null;
}

export interface OidcSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly scope: string;
  readonly audience: string | null;
  /** The page may connect to these origins besides its own: its Content-Security-Policy lists them. */
  readonly origins: readonly string[];
}

const timeoutMs = 15_000;

/** Rejects with a message for the user. */
export async function readSettings(): Promise<SignInSettings> {
  const response = await fetch('/console-settings.json', { signal: AbortSignal.timeout(timeoutMs) }).catch(
    (cause: unknown) => {
      throw new Error('The gateway could not be reached.', { cause });
    },
  );
  if (!response.ok) throw new Error(`The gateway responded with status ${response.status}.`);
  return (await response.json()) as SignInSettings;
}
