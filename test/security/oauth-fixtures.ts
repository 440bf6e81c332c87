/** A gateway whose own token for CMF comes from a real OAuth server, with a CMF that verifies it. */
import type { ServerResponse } from 'node:http';
import type { Environment } from '../../src/config/setting-reader.ts';
import { startEmulator } from '../../src/emulator/emulator.ts';
import { noCache } from '../support/client.ts';
import { startGateway } from '../support/gateway.ts';
import { type OAuthServerOptions, startOAuthServer } from '../support/oauth-server.ts';
import { addApplication } from '../support/world.ts';
import { type Answer, post } from './post.ts';

const query =
  '{ environments { nodes { stale } } application(environment: "dev1", name: "orders") { stale } }';
const fresh = { environments: { nodes: [{ stale: false }] }, application: { stale: false } };

export async function openSecured(options: OAuthServerOptions = {}) {
  await using opening = new AsyncDisposableStack();
  const oauth = opening.use(await startOAuthServer(options));
  const emulator = opening.use(await startEmulator({ fleet: 'empty' }));
  addApplication(emulator.world, 'dev1', 'orders');
  emulator.access.require(true);
  emulator.access.trust(oauth.trusted);
  const closing = opening.move();
  return { oauth, emulator, [Symbol.asyncDispose]: () => closing.disposeAsync() };
}

export type Secured = Awaited<ReturnType<typeof openSecured>>;

export const environmentOf = ({ oauth, emulator }: Secured): Environment => ({
  CMF_URL: emulator.url,
  CMF_OAUTH_TOKEN_URL: oauth.tokenUrl,
  CMF_OAUTH_CLIENT_ID: oauth.clientId,
  CMF_OAUTH_CLIENT_SECRET: oauth.clientSecret,
  // No copy is fresh enough: each response comes from CMF or is marked stale.
  MAX_AGE_MS: '0',
});

export const start = (secured: Secured, env: Environment = {}, refreshed = true) =>
  startGateway({
    emulator: secured.emulator,
    env: { ...environmentOf(secured), ...env },
    refreshed,
  });

export const ask = (gateway: { readonly url: string }) => post(gateway.url, { query }, noCache);
export const isFresh = ({ body }: Answer) => JSON.stringify(body.data) === JSON.stringify(fresh);
export const refusedOf = ({ emulator }: Secured) =>
  emulator.calls.entries.filter(({ status }) => status === 401).length;

export const answerWith =
  (status: number, type: string, body: string) =>
  (_request: unknown, response: ServerResponse): unknown =>
    response.writeHead(status, { 'content-type': type }).end(body);
export const token = (fields: object) => answerWith(200, 'application/json', JSON.stringify(fields));
