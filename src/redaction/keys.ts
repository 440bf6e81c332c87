/** Which keys look like those of credentials. */

/**
 * Flink's own list (`GlobalConfiguration.SENSITIVE_KEYS`), found anywhere in a key as Flink does it. It is also used on
 * what Kubernetes and programs write, so case does not count, nor which sign stands between two words or whether one
 * does: `api-key` is `API_KEY` and `apiKey` too.
 */
const flinkSensitiveKeys = [
  'password',
  'secret',
  'fs.azure.account.key',
  'apikey',
  'api-key',
  'auth-params',
  'service-key',
  'token',
  'basic-auth',
  'jaas.config',
  'http-headers',
] as const;

export interface CredentialKeys {
  /** Also true for a text in which such a key stands. */
  isIn(text: string): boolean;
}

export function credentialKeys(more: readonly string[] = []): CredentialKeys {
  const alternatives = [...flinkSensitiveKeys, ...more].map((part) =>
    part
      .split(/[-_.\s]+/)
      .map((word) => word.replaceAll(/[^\w]/g, String.raw`\$&`))
      .join('[-_. ]?'),
  );
  const pattern = new RegExp(alternatives.join('|'), 'i');
  return { isIn: (text) => pattern.test(text) };
}
