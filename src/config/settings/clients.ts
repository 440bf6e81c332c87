/** Settings of the pages, of trusted documents, and of pages of other origins. */
import {
  documentsFile,
  issuerUrl,
  oneOf,
  origins,
  passphrase,
  type Setting,
  scopes,
  text,
  trueOrFalse,
} from '../kinds.ts';

export const clientsSettings = {
  GRAPHIQL: {
    ...trueOrFalse(),
    default: 'true',
    example: 'false',
    description: 'Serves GraphiQL to browsers at `/graphql`.',
  },
  CONSOLE: {
    ...trueOrFalse(),
    default: 'true',
    example: 'false',
    description:
      'Serves the console to browsers at `/`. An installation without development dependencies does not contain the built console.',
  },
  CONSOLE_OIDC_ISSUER: {
    ...issuerUrl(),
    example: 'https://login.example/realms/flink',
    description:
      'OpenID Connect issuer where users of the console sign in ([console.md](console.md#sign-in)); only with `CONSOLE_OIDC_CLIENT_ID`, and with `CMF_AUTH=forward` or the `JWT_` keys. Unset: where a token is needed, users paste one.',
  },
  CONSOLE_OIDC_CLIENT_ID: {
    ...passphrase(),
    expects: 'a client id, in one line',
    example: 'cmf-graphql-console',
    description:
      'Client id of the console at the issuer: a public client with the redirect URI `/signed-in` of the gateway.',
  },
  CONSOLE_OIDC_SCOPE: {
    ...scopes(),
    default: 'openid profile',
    example: 'openid profile offline_access',
    description:
      'Scopes of the console, `openid` included. Some providers issue a refresh token only with `offline_access`.',
  },
  CONSOLE_OIDC_AUDIENCE: {
    ...text(/^\S+$/, 'a text without white space'),
    example: 'https://cmf.example',
    description: 'Sent as `audience` at the sign-in, where the identity provider needs it.',
  },
  CONSOLE_OIDC_CONNECT_ORIGINS: {
    ...origins(),
    example: 'https://oauth2.login.example',
    description:
      "Further origins that the page of the console may connect to, for an issuer whose token endpoint is on another origin. Unset: the issuer's only.",
  },
  INTROSPECTION: {
    ...trueOrFalse(),
    default: 'true',
    example: 'false',
    description: 'Allows introspection (`__schema`, `__type`), which GraphiQL needs.',
  },
  TRUSTED_DOCUMENTS: {
    ...oneOf('off', 'allow', 'only'),
    default: 'off',
    example: 'only',
    description:
      'Documents of `TRUSTED_DOCUMENTS_FILE`: `allow` accepts their ids in addition to other documents, `only` rejects other documents. The documents of the console that the gateway serves are always trusted.',
  },
  TRUSTED_DOCUMENTS_FILE: {
    ...documentsFile(),
    example: '/etc/cmf-graphql/persisted-documents.json',
    description:
      "The trusted documents: the manifest that graphql-codegen's client preset writes. `{}` trusts those of the console only.",
  },
  CORS_ORIGINS: {
    ...origins(),
    example: 'https://console.example,http://localhost:5173',
    description:
      "Origins of web pages that may send requests, in addition to the gateway's own. Unset: none.",
  },
} as const satisfies Record<string, Setting>;
