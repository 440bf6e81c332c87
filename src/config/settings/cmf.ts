/** Settings of the connection to CMF, and through it to Flink. */
import {
  bearerToken,
  httpUrl,
  oneOf,
  passphrase,
  pemFile,
  privateKey,
  type Setting,
  scopes,
  text,
  webUrl,
  wholeNumber,
} from '../kinds.ts';

const day = 86_400_000;

export const cmfSettings = {
  CMF_URL: {
    ...httpUrl(),
    example: 'https://cmf.example:8080',
    description:
      'Base URL of CMF, without `/cmf/api`. Unset: the embedded emulator, unless `EMULATOR` is `off`.',
  },
  CMF_TOKEN: {
    ...bearerToken(),
    secret: true,
    example: 'eyJhbGciOi…',
    description: "The gateway's own bearer token for CMF.",
  },
  CMF_OAUTH_TOKEN_URL: {
    ...webUrl(),
    example: 'https://login.example/oauth2/token',
    description:
      "Token endpoint that issues the gateway's own token for CMF by OAuth 2 client credentials, instead of `CMF_TOKEN`. One token serves all calls of a process; it is renewed shortly before it expires (`expires_in`, otherwise 5 minutes) and when CMF responds with 401.",
  },
  CMF_OAUTH_ISSUER: {
    ...webUrl(),
    example: 'https://login.example/realms/flink',
    description: 'Issuer whose token endpoint is found by discovery, instead of `CMF_OAUTH_TOKEN_URL`.',
  },
  CMF_OAUTH_CLIENT_ID: {
    ...passphrase(),
    expects: 'a client id, in one line',
    example: 'cmf-graphql',
    description: "The gateway's client id at the token endpoint.",
  },
  CMF_OAUTH_AUTH_METHOD: {
    ...oneOf('client_secret_basic', 'client_secret_post', 'private_key_jwt'),
    default: 'client_secret_basic',
    example: 'private_key_jwt',
    description:
      'Client authentication at the token endpoint: with `CMF_OAUTH_CLIENT_SECRET` in a header or in the body, or with an assertion that is signed with `CMF_OAUTH_PRIVATE_KEY` (RS256, ES256, ES384, ES512 or Ed25519).',
  },
  CMF_OAUTH_CLIENT_SECRET: {
    ...passphrase(),
    secret: true,
    example: 'the secret that the identity provider shows for the client',
    description: 'Client secret.',
  },
  CMF_OAUTH_PRIVATE_KEY: {
    ...privateKey(),
    secret: true,
    example: 'the content of a PKCS #8 file, or its path in CMF_OAUTH_PRIVATE_KEY_FILE',
    description: 'Private key for `private_key_jwt`.',
  },
  CMF_OAUTH_KEY_ID: {
    ...text(/^\S+$/, 'a text without white space'),
    example: 'cmf-graphql-2026',
    description:
      '`kid` of the assertions, if several keys of the client are registered at the identity provider.',
  },
  CMF_OAUTH_SCOPE: {
    ...scopes(),
    example: 'cmf.read',
    description: 'Scopes to request.',
  },
  CMF_OAUTH_AUDIENCE: {
    ...text(/^\S+$/, 'a text without white space'),
    example: 'https://cmf.example',
    description: 'Sent as `audience`, if the identity provider requires it.',
  },
  CMF_OAUTH_CA: {
    ...pemFile('a certificate', /-----BEGIN CERTIFICATE-----/),
    example: '/etc/cmf/login-ca.crt',
    description:
      'File with the CA certificates that verify the certificate of the token endpoint. Unset: those of Node and of `CMF_CA`. The client certificate is not sent to the token endpoint.',
  },
  CMF_OAUTH_TIMEOUT_MS: {
    ...wholeNumber(1, day),
    default: '5000',
    example: '5000',
    description: 'Time limit of one request for a token.',
  },
  CMF_CLIENT_CERT: {
    ...pemFile('a certificate', /-----BEGIN CERTIFICATE-----/),
    example: '/etc/cmf/tls.crt',
    description:
      "File with the gateway's client certificate for mTLS; only together with `CMF_CLIENT_KEY`. Read again when it changes, as `CMF_CLIENT_KEY` and `CMF_CA` are.",
  },
  CMF_CLIENT_KEY: {
    ...pemFile('an unencrypted private key', /-----BEGIN (?:RSA |EC )?PRIVATE KEY-----/),
    example: '/etc/cmf/tls.key',
    description: 'File with the private key of `CMF_CLIENT_CERT`.',
  },
  CMF_CA: {
    ...pemFile('a certificate', /-----BEGIN CERTIFICATE-----/),
    example: '/etc/cmf/ca.crt',
    description: "File with the CA certificates that verify CMF's certificate. Unset: those of Node.",
  },
  CMF_TIMEOUT_MS: {
    ...wholeNumber(1, day),
    default: '10000',
    example: '10000',
    description: 'Time limit of one call to CMF.',
  },
  CMF_MAX_CONNECTIONS: {
    ...wholeNumber(1, 1024),
    default: '16',
    example: '16',
    description:
      'Maximum number of concurrent reads of CMF. Up to 4 writes at a time have connections of their own.',
  },
  FLINK_TIMEOUT_MS: {
    ...wholeNumber(1, day),
    default: '3000',
    example: '3000',
    description:
      'Time limit of one call to the REST API of a Flink cluster, through CMF. An unreachable JobManager delays only the fields of its job, by at most this time.',
  },
} as const satisfies Record<string, Setting>;
