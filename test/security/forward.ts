/**
 * A gateway whose callers CMF authorizes, in front of a CMF with rights:
 *
 *     dev1 (orders, payments)    prod (ledger)    idle (no applications)
 *
 * `alice` has rights on dev1 and its contents, `bob` on all environments and not on their contents, `carol` the
 * contents of prod but not prod itself, `admin` everything; `outsider` is authenticated and has no rights.
 */

import type { Environment } from '../../src/config/setting-reader.ts';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { addApplication, addEnvironment } from '../support/world.ts';
import { type Answer, post } from './post.ts';

export interface ForwardingGateway extends AsyncDisposable {
  readonly gateway: TestGateway;
  readonly emulator: Emulator;
  /** Sends a query as this caller; undefined: without credentials. */
  as(token: string | undefined, query: string, variables?: object): Promise<Answer>;
}

export const bearer = (token: string | undefined): Readonly<Record<string, string>> =>
  token === undefined ? {} : { authorization: `Bearer ${token}` };

export interface Before extends AsyncDisposable {
  readonly url: string;
}

/** `before`: starts a proxy between the gateway and the CMF at this address. */
export async function openForwarding(
  env: Environment = {},
  before?: (cmfUrl: string) => Promise<Before>,
): Promise<ForwardingGateway> {
  await using opening = new AsyncDisposableStack();
  const emulator = opening.use(await startEmulator({ fleet: 'empty' }));
  const { world, access } = emulator;
  for (const name of ['orders', 'payments']) addApplication(world, 'dev1', name);
  addApplication(world, 'prod', 'ledger');
  addEnvironment(world, 'idle');
  access.require(true);
  for (const all of ['gateway', 'admin']) access.allow(all, { environments: 'all', applications: 'all' });
  access.allow('alice', { environments: ['dev1'], applications: ['dev1'] });
  access.allow('bob', { environments: 'all' });
  access.allow('carol', { applications: ['prod'] });
  access.allow('outsider', {});
  const cmfUrl = before ? opening.use(await before(emulator.url)).url : emulator.url;
  const gateway = opening.use(
    await startGateway({
      emulator,
      cmfUrl,
      env: { CMF_URL: cmfUrl, CMF_TOKEN: 'gateway', CMF_AUTH: 'forward', AUTH_TTL_MS: '60000', ...env },
    }),
  );
  const closing = opening.move();
  return {
    gateway,
    emulator,
    as: (token, query, variables) => post(gateway.url, { query, variables }, bearer(token)),
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  };
}
