/** Accepted environments, and the resulting configuration. */
import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../../src/config/parse-config.ts';
import { tlsFiles } from './fixtures.ts';

describe('a valid environment', () => {
  test('an empty one gives the defaults: embedded emulator, one process, loopback', () => {
    expect(parseConfig({})).toEqual({
      cmf: {
        url: undefined,
        certFile: undefined,
        keyFile: undefined,
        caFile: undefined,
        timeoutMs: 10_000,
        maxConnections: 16,
        oauth: null,
      },
      fleetMetrics: true,
      fleetCheckpoints: false,
      flink: { timeoutMs: 3000 },
      secrets: {},
      secretFiles: {},
      auth: { mode: 'service', ttlMs: 10_000, jwt: null, actorClaim: 'sub' },
      writes: { enabled: true, maxPerMinute: 60 },
      redact: { enabled: true, keys: [] },
      redisCaFile: undefined,
      redisPrefix: 'cmf-graphql',
      host: '127.0.0.1',
      port: 4000,
      metricsPort: undefined,
      workers: 1,
      workerTimeoutMs: 10_000,
      refresh: { activeMs: 2000, idleMs: 15_000 },
      maxAgeMs: 5000,
      leaseMs: 5000,
      checkpointMs: 20_000,
      subscriberQueue: 1000,
      responseCacheMb: 64,
      compression: true,
      journalLength: 10_000,
      timelineLength: 500,
      upgradeStuckAfterMs: 600_000,
      logUrlTemplate: undefined,
      drainDelayMs: 0,
      shutdownTimeoutMs: 10_000,
      logLevel: 'info',
      slowOperationMs: 1000,
      tracing: null,
      graphiql: true,
      console: { enabled: true, usesTokens: false, oidc: null },
      introspection: true,
      trustedDocuments: { mode: 'off', file: undefined },
      corsOrigins: [],
      limits: {
        bodyBytes: 262_144,
        documentLength: 100_000,
        tokens: 1_000,
        depth: 20,
        aliases: 100,
        directives: 50,
        cost: 500_000,
        variablesBytes: 200_000,
        variablesValues: 2_000,
        variablesDepth: 20,
        requestTimeoutMs: 30_000,
        messageBytes: 262_144,
        connections: 10_000,
        connectionInitTimeoutMs: 3_000,
        subscriptionsPerConnection: 100,
        subscriptionsPerCaller: 1_000,
      },
      emulator: { seed: 1, paceMs: 1000, version: '2.3.1', compression: 'off' },
      warnings: [],
    });
  });

  test('an empty value counts as unset', () => {
    expect(parseConfig({ CMF_URL: '', PORT: '', CMF_TOKEN: '' })).toEqual(parseConfig({}));
  });

  test('CMF_URL keeps its path prefix and loses the slash at its end', () => {
    expect(parseConfig({ CMF_URL: 'https://cmf.example/flink/' }).cmf.url).toBe('https://cmf.example/flink');
    expect(parseConfig({ CMF_URL: 'http://cmf.example:8080' }).cmf.url).toBe('http://cmf.example:8080');
  });

  test('mTLS files and a token go together', () => {
    using files = tlsFiles();
    const { cmf, secrets } = parseConfig({
      CMF_URL: 'https://cmf.example',
      CMF_TOKEN: 'eyJhbGciOi.e30.c2ln',
      CMF_CLIENT_CERT: files.cert,
      CMF_CLIENT_KEY: files.key,
      CMF_CA: files.ca,
    });
    expect(secrets).toEqual({ CMF_TOKEN: 'eyJhbGciOi.e30.c2ln' });
    expect(cmf).toMatchObject({
      certFile: files.cert,
      keyFile: files.key,
      caFile: files.ca,
    });
  });
});
