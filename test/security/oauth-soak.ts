/**
 * The gateway for a minute on tokens of 3 seconds, then through a restart of the OAuth server, other signing keys and
 * another client secret: `npm run test:oauth`. `SECONDS_STEADY` is the length of the first part.
 *
 * Prints the results, and exits with 1 when a response of the first part was stale or failed, a lifetime cost more
 * than one token, or the gateway did not recover after an event.
 */
import { setTimeout as elapsed } from 'node:timers/promises';
import { startEmulator } from '../../src/emulator/emulator.ts';
import { noCache } from '../support/client.ts';
import { startGatewayProcess } from '../support/gateway-process.ts';
import { mountSecret } from '../support/mounted-secret.ts';
import { startOAuthServer } from '../support/oauth-server.ts';
import { addApplication } from '../support/world.ts';
import { post } from './post.ts';

const lifetime = 3;
const steadySeconds = Number(process.env['SECONDS_STEADY'] ?? 60);
const query =
  '{ environments { nodes { stale } } application(environment: "dev1", name: "orders") { stale } }';
const fresh = JSON.stringify({ environments: { nodes: [{ stale: false }] }, application: { stale: false } });

await using oauth = await startOAuthServer({ lifetime });
await using emulator = await startEmulator({ fleet: 'empty' });
addApplication(emulator.world, 'dev1', 'orders');
emulator.access.require(true);
emulator.access.trust(oauth.trusted);
using mounted = mountSecret({ secret: oauth.clientSecret });
await using gateway = await startGatewayProcess({
  env: {
    CMF_URL: emulator.url,
    CMF_OAUTH_TOKEN_URL: oauth.tokenUrl,
    CMF_OAUTH_CLIENT_ID: oauth.clientId,
    CMF_OAUTH_CLIENT_SECRET_FILE: mounted.path('secret'),
    MAX_AGE_MS: '0',
  },
});

interface Tally {
  fresh: number;
  stale: number;
  failed: number;
}

async function runQuery(tally: Tally): Promise<boolean> {
  const { body } = await post(gateway.url, { query }, noCache);
  const isFresh = JSON.stringify(body.data) === fresh;
  tally[isFresh ? 'fresh' : body.errors ? 'failed' : 'stale'] += 1;
  return isFresh;
}

/** Sends ten queries per second. */
async function askFor(seconds: number): Promise<Tally> {
  const tally = { fresh: 0, stale: 0, failed: 0 };
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await elapsed(100)) await runQuery(tally);
  return tally;
}

/** Sends queries until three lifetimes after `event` have passed and the response is fresh, at most 30 seconds. */
async function through(name: string, event: () => unknown): Promise<boolean> {
  const before = oauth.issued.length;
  await event();
  const tally = await askFor(3 * lifetime);
  const deadline = Date.now() + 30_000;
  let isBack = await runQuery(tally);
  while (!isBack && Date.now() < deadline) isBack = await runQuery(tally);
  const tokens = oauth.issued.length - before;
  console.log(`${name}: ${JSON.stringify({ ...tally, tokens, isBack })}`);
  return isBack;
}

const from = oauth.issued.length;
const steady = await askFor(steadySeconds);
const issued = oauth.issued.slice(from === 0 ? 0 : from - 1);
const gaps = issued.slice(1).map((at, index) => at - (issued[index] ?? 0));
const refused = emulator.calls.entries.filter(({ status }) => status === 401).length;
// The server's `exp` is a whole second, so that a token lives for between `lifetime - 1` and `lifetime` seconds.
const shortestGap = Math.min(...gaps);
console.log(
  `${steadySeconds} s on tokens of ${lifetime} s: ${JSON.stringify({
    ...steady,
    tokens: issued.length,
    lifetimes: steadySeconds / lifetime,
    shortestGapMs: shortestGap,
    longestGapMs: Math.max(...gaps),
    refusedCallsOfCmf: refused,
    callsOfCmf: emulator.calls.entries.length,
  })}`,
);

const events = [
  await through('OAuth server stopped for 5 s and started', async () => {
    await oauth.stop();
    const { stale, failed } = await askFor(5);
    console.log(`  while it is down: ${JSON.stringify({ stale, failed })}`);
    await oauth.start();
  }),
  await through('signing keys rotated', async () => {
    await oauth.rotateKeys();
    emulator.access.trust(oauth.trusted);
  }),
  await through('client secret rotated, file first', () => {
    mounted.replace({ secret: 'the second secret' });
    oauth.rotateSecret('the second secret');
  }),
];
const isGood =
  steady.stale + steady.failed === 0 && shortestGap >= (lifetime - 1) * 950 && events.every(Boolean);
console.log(isGood ? 'passed' : 'FAILED');
process.exitCode = isGood ? 0 : 1;
