/** Secrets from files, as Kubernetes and Vault agents rotate them, while the gateway serves. */
import { createConnection } from 'node:net';
import { expect, test } from 'vitest';
import { startEmulator } from '../../src/emulator/emulator.ts';
import { noCache } from '../support/client.ts';
import { startGatewayProcess } from '../support/gateway-process.ts';
import { mountSecret } from '../support/mounted-secret.ts';
import { startRedis } from '../support/redis.ts';
import { until } from '../support/until.ts';
import { addApplication } from '../support/world.ts';
import { post } from './post.ts';

const everything = { environments: 'all', applications: 'all' } as const;
const query = '{ environments { nodes { name stale } } }';
const fresh = { environments: { nodes: [{ name: 'dev1', stale: false }] } };

test('a token from CMF_TOKEN_FILE: a new one is used at once, a bad one is reported once and changes nothing', async () => {
  await using emulator = await startEmulator({ fleet: 'empty' });
  addApplication(emulator.world, 'dev1', 'orders');
  emulator.access.require(true);
  emulator.access.allow('first-token', everything);
  using mounted = mountSecret({ token: 'first-token\n' });
  await using gateway = await startGatewayProcess({
    env: { CMF_URL: emulator.url, CMF_TOKEN_FILE: mounted.path('token'), MAX_AGE_MS: '0' },
  });
  const runQuery = async () => (await post(gateway.url, { query }, noCache)).body.data;
  await until(async () => JSON.stringify(await runQuery()) === JSON.stringify(fresh));

  const reports = () => gateway.output.split('\n').filter((line) => line.includes('secret file is unusable'));
  mounted.replace({ token: 'a token with spaces' });
  await until(() => reports().length === 1);
  expect(JSON.parse(reports()[0] ?? '')).toMatchObject({
    level: 'error',
    setting: 'CMF_TOKEN_FILE',
    reason: 'has characters that are not allowed in a token',
  });
  expect(await runQuery()).toEqual(fresh);
  mounted.replace({ token: '' });
  await until(() => reports().length === 2);
  expect(await runQuery()).toEqual(fresh);

  // Revoked at the moment of its replacement: the 401 makes the gateway read the file.
  emulator.access.allow('second-token', everything);
  mounted.replace({ token: 'second-token' });
  emulator.access.revoke('first-token');
  expect(await runQuery()).toEqual(fresh);
  expect(reports()).toHaveLength(2);
  expect(gateway.output).not.toMatch(/first-token|second-token|token with spaces/);
});

/** Sends one command of Redis' inline protocol. */
function command(port: number, words: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = createConnection({ host: '127.0.0.1', port }).setEncoding('utf8');
    socket.on('error', reject).once('data', (answer) => {
      socket.destroy();
      resolve(String(answer));
    });
    socket.write(`${words}\r\n`);
  });
}

test('REDIS_URL_FILE: the next connection has the new password', async () => {
  await using redis = await startRedis();
  await using emulator = await startEmulator({ fleet: 'empty' });
  addApplication(emulator.world, 'dev1', 'orders');
  const urlWith = (password: string) => `redis://replica:${password}@127.0.0.1:${redis.port}`;
  const allow = (password: string) =>
    command(redis.port, `ACL SETUSER replica reset on >${password} ~* &* +@all`);
  await allow('one');
  using mounted = mountSecret({ url: urlWith('one') });
  await using gateway = await startGatewayProcess({
    env: { CMF_URL: emulator.url, REDIS_URL_FILE: mounted.path('url'), LOG_LEVEL: 'info' },
  });
  const joined = () => gateway.output.split('joined Redis').length - 1;
  expect(joined()).toBe(1);

  await allow('two');
  mounted.replace({ url: urlWith('two') });
  await until(() => gateway.output.includes('read a secret again'));
  expect(joined()).toBe(1);
  await command(redis.port, 'CLIENT KILL TYPE normal SKIPME yes');
  await command(redis.port, 'CLIENT KILL TYPE pubsub');
  await until(() => joined() === 2);
  expect(gateway.output).not.toMatch(/:one@|:two@/);
});
