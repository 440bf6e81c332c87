/** Settings of callers: who may see and write what, and what is redacted. */
import { oneOf, type Setting, text, webUrl, wholeNumber, words } from '../kinds.ts';

export const callersSettings = {
  CMF_AUTH: {
    ...oneOf('service', 'forward'),
    default: 'service',
    example: 'forward',
    description:
      "`service`: every caller sees all data that the gateway's own identity may see; for a gateway behind a trusted proxy. `forward`: CMF authorizes each caller by the caller's own `Authorization` header.",
  },
  AUTH_TTL_MS: {
    ...wholeNumber(0, 3_600_000),
    default: '10000',
    example: '10000',
    description:
      "How long a caller's permissions are cached: a caller may receive data for at most this long after a revocation. Open subscriptions are checked again at this interval.",
  },
  JWT_ISSUER: {
    ...text(/^\S+$/, 'a text without white space'),
    example: 'https://login.example',
    description:
      '`iss` of the tokens that the gateway itself verifies, before it calls CMF; only with the other two `JWT_` keys. Unset: the gateway verifies no tokens.',
  },
  JWT_AUDIENCE: {
    ...text(/^\S+$/, 'a text without white space'),
    example: 'cmf-graphql',
    description: 'Required `aud` of those tokens.',
  },
  JWT_JWKS_URL: {
    ...webUrl(),
    example: 'https://login.example/.well-known/jwks.json',
    description: "URL of the JWKS with those tokens' signing keys.",
  },
  JWT_ACTOR_CLAIM: {
    ...text(/^[\x21-\x7e]{1,100}$/, 'the name of a claim'),
    default: 'sub',
    example: 'email',
    description: 'Claim of the token that names the caller in the records of writes.',
  },
  MUTATIONS: {
    ...oneOf('off', 'on'),
    example: 'on',
    description:
      'Whether the gateway accepts writes. Unset: `on` with the embedded emulator, `off` with `CMF_URL`. With `CMF_AUTH=service`, `on` requires the `JWT_` keys, because each write needs a known caller.',
  },
  MAX_WRITES_PER_MINUTE: {
    ...wholeNumber(1, 100_000),
    default: '60',
    example: '60',
    description: 'Maximum number of writes of one caller per minute, at one replica.',
  },
  REDACT: {
    ...oneOf('on', 'off'),
    default: 'on',
    example: 'off',
    description: 'Replaces the values of keys that look like credentials in all responses.',
  },
  REDACT_KEYS: {
    ...words(),
    example: 'passphrase,private-key',
    description:
      "Further parts of such keys, in addition to Flink's own (`password`, `secret`, `token`, `api-key` and others) and `access-key`. Case and `-`, `_`, `.` between words are ignored.",
  },
} as const satisfies Record<string, Setting>;
