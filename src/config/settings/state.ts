/** Settings of the shared state: Redis. */
import { pemFile, redisUrl, type Setting, text } from '../kinds.ts';

export const stateSettings = {
  REDIS_URL: {
    ...redisUrl(),
    secret: true,
    example: 'redis://redis.example:6379',
    description: 'Redis that replicas share. Unset: a single process, in memory.',
  },
  REDIS_CA: {
    ...pemFile('a certificate', /-----BEGIN CERTIFICATE-----/),
    example: '/etc/redis/ca.crt',
    description:
      "File with the CA certificates that verify Redis' certificate, with a `rediss` URL. Read again when it changes. Unset: those of Node.",
  },
  REDIS_PREFIX: {
    ...text(/^[\w.:{}-]+$/, 'letters, digits and `. : - _ { }`'),
    default: 'cmf-graphql',
    example: 'cmf-graphql',
    description: 'Prefix of every key and channel in Redis; one per CMF.',
  },
} as const satisfies Record<string, Setting>;
