/** The settings: every key that the gateway takes from its environment, in the order of the README's table. */
import type { z } from 'zod';
import {
  bearerToken,
  httpUrl,
  oneOf,
  pemFile,
  redisUrl,
  type Setting,
  text,
  trueOrFalse,
  wholeNumber,
} from './kinds.ts';

const day = 86_400_000;

export const settings = {
  CMF_URL: {
    ...httpUrl(),
    example: 'https://cmf.example:8080',
    description: 'Base URL of CMF, up to and without `/cmf/api`. Unset: the embedded emulator.',
  },
  CMF_TOKEN: {
    ...bearerToken(),
    secret: true,
    example: 'eyJhbGciOi…',
    description: "The gateway's own bearer token for CMF.",
  },
  CMF_CLIENT_CERT: {
    ...pemFile('a certificate', /-----BEGIN CERTIFICATE-----/),
    example: '/etc/cmf/tls.crt',
    description: "File with the gateway's client certificate for mTLS; only together with `CMF_CLIENT_KEY`.",
  },
  CMF_CLIENT_KEY: {
    ...pemFile('an unencrypted private key', /-----BEGIN (?:RSA |EC )?PRIVATE KEY-----/),
    example: '/etc/cmf/tls.key',
    description: 'File with the private key of `CMF_CLIENT_CERT`.',
  },
  CMF_CA: {
    ...pemFile('a certificate', /-----BEGIN CERTIFICATE-----/),
    example: '/etc/cmf/ca.crt',
    description: "File with the authorities that CMF's certificate is checked against. Unset: those of Node.",
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
    description: 'Connections to CMF at the same time.',
  },
  REDIS_URL: {
    ...redisUrl(),
    secret: true,
    example: 'redis://redis.example:6379',
    description: 'Redis that replicas share. Unset: this process alone, in memory.',
  },
  REDIS_PREFIX: {
    ...text(/^[\w.:{}-]+$/, 'letters, digits and `. : - _ { }`'),
    default: 'cmf-graphql',
    example: 'cmf-graphql',
    description: 'Start of every key and channel in Redis; one per CMF.',
  },
  HOST: {
    ...text(/^[\w.:-]+$/, 'a host name or an IP address'),
    default: '127.0.0.1',
    example: '0.0.0.0',
    description: 'Address to listen on.',
  },
  PORT: {
    ...wholeNumber(0, 65_535),
    default: '4000',
    example: '4000',
    description: 'Port to listen on; 0 takes any free one.',
  },
  REFRESH_ACTIVE_MS: {
    ...wholeNumber(100, day),
    default: '2000',
    example: '2000',
    description: 'Time between two polls of an environment that someone subscribes to or has just read.',
  },
  REFRESH_IDLE_MS: {
    ...wholeNumber(100, day),
    default: '15000',
    example: '15000',
    description: 'Time between two polls of any other environment; not below `REFRESH_ACTIVE_MS`.',
  },
  MAX_AGE_MS: {
    ...wholeNumber(0, day),
    default: '5000',
    example: '5000',
    description: 'A query is answered from a copy up to this old; an older one is refreshed first.',
  },
  JOURNAL_LENGTH: {
    ...wholeNumber(100, 10_000_000),
    default: '10000',
    example: '10000',
    description: 'Job state transitions that are kept for subscribers who come back with a cursor.',
  },
  SHUTDOWN_TIMEOUT_MS: {
    ...wholeNumber(0, day),
    default: '10000',
    example: '10000',
    description: 'Time that running requests get to end after SIGTERM.',
  },
  LOG_LEVEL: {
    ...oneOf('trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'),
    default: 'info',
    example: 'info',
    description: 'Least severe log lines that are written.',
  },
  GRAPHIQL: {
    ...trueOrFalse(),
    default: 'true',
    example: 'false',
    description: 'Serves GraphiQL to browsers at `/graphql`.',
  },
  EMULATOR_SEED: {
    ...wholeNumber(0, 2 ** 31 - 1),
    default: '1',
    example: '1',
    description: 'Seed of the embedded emulator: the same seed gives the same fleet and the same story.',
  },
  EMULATOR_PACE_MS: {
    ...wholeNumber(0, day),
    default: '1000',
    example: '1000',
    description: 'Time between two steps of the embedded emulator; 0: it stands still.',
  },
} as const satisfies Record<string, Setting>;

export type Key = keyof typeof settings;

/** What the text of a key is read as; undefined only where leaving the key out has a meaning of its own. */
export type Value<K extends Key> =
  | z.output<(typeof settings)[K]['schema']>
  | ((typeof settings)[K] extends { readonly default: string } ? never : undefined);

export const keys = Object.keys(settings) as readonly Key[];

/** The table as Markdown, for the README. */
export function configTable(): string {
  const rows = keys.map((key) => {
    const setting: Setting = settings[key];
    const description = setting.secret ? `${setting.description} Never shown in logs.` : setting.description;
    return `| \`${key}\` | ${setting.default ? `\`${setting.default}\`` : '-'} | ${setting.expects} | ${description} |`;
  });
  return ['| Key | Default | Value | Meaning |', '| --- | --- | --- | --- |', ...rows].join('\n');
}
