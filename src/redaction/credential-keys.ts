/** Decides which keys look like credential keys. */

/**
 * Flink's own list (`GlobalConfiguration.SENSITIVE_KEYS`), matched anywhere in a key as in Flink. Keys of Kubernetes and
 * of programs are matched too, so case and separators between words are ignored: `api-key` also matches `API_KEY` and
 * `apiKey`.
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

/**
 * The id of an access key, such as `s3.access-key`, `fs.s3a.access.key` or `AWS_ACCESS_KEY_ID`: half of a pair whose
 * other half has a secret key. Flink shows it. It is redacted always and not only beside its secret, because a value
 * must not be redacted in one place and shown in another: in a diff, an environment variable or a log line it stands
 * alone.
 */
const accessKeys = ['access-key'] as const;

export interface CredentialKeys {
  /** True for the key of an access key id, and for text that contains one. */
  isIn(text: string): boolean;
}

export function credentialKeys(more: readonly string[] = []): CredentialKeys {
  const alternatives = [...flinkSensitiveKeys, ...accessKeys, ...more].map((part) =>
    part
      .split(/[-_.\s]+/)
      .map((word) => word.replaceAll(/[^\w]/g, String.raw`\$&`))
      .join('[-_. ]?'),
  );
  const pattern = new RegExp(alternatives.join('|'), 'i');
  return { isIn: (text) => pattern.test(text) };
}
