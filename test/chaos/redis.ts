/** The Redis of a chaos run: its topology, and how gateways connect to it. */
import type { Environment } from '../../src/config/setting-reader.ts';
import { createCertificates } from '../support/certificates.ts';
import { documentedAcl } from '../support/documented-acl.ts';
import { freePort } from '../support/redis.ts';
import { command, infoOf } from '../support/redis-command.ts';
import {
  type DeploymentOptions,
  startCluster,
  startSentinel,
  startSingle,
  type Topology,
} from '../support/redis-deployment.ts';
import type { Site } from './site.ts';

export interface RedisAccess {
  readonly topology: Topology;
  /** A user with exactly the documented permissions instead of all. */
  readonly acl: boolean;
  /** TLS with a private authority; only with one server. */
  readonly tls: boolean;
  /** Shortens the waits of Sentinel, for a run of seconds. */
  readonly isSentinelQuick: boolean;
}

export interface ChaosRedis extends AsyncDisposable {
  readonly deployment: Site['redis'];
  /** The port that gateways connect to. */
  readonly port: number;
  /** `REDIS_URL` for a connection to this port. */
  url(port: number): string;
  /** Further configuration of a gateway. */
  readonly env: Environment;
  /** Commands, keys and channels that were refused to the gateway's user since the last start of each server. */
  denied(): Promise<readonly string[]>;
  /** Such as `Redis 7.0.15`. */
  version(): Promise<string>;
}

const prefix = 'cmf-graphql';
const user = 'gateway';
const password = 'p@ss/word';

export async function startChaosRedis(access: Partial<RedisAccess> = {}): Promise<ChaosRedis> {
  const { topology = 'single', acl = false, tls = false, isSentinelQuick = false } = access;
  if (tls && topology !== 'single') throw new Error('TLS is available with one server only.');
  await using opening = new AsyncDisposableStack();
  const rules = acl ? ['--user', user, 'on', `>${password}`, ...documentedAcl(prefix, topology)] : [];
  const secured = tls ? await startTls(opening) : null;
  const directives = [...rules, ...(secured?.directives ?? [])];
  const deployment = opening.use(await start(topology, { durable: true, isSentinelQuick, directives }));
  const credentials = acl ? `${user}:${encodeURIComponent(password)}` : undefined;

  const closing = opening.move();
  return {
    deployment,
    port: secured?.port ?? deployment.port,
    url: (port) => deployment.url(port, credentials).replace(/^redis/, tls ? 'rediss' : 'redis'),
    env: secured?.env ?? {},
    async denied() {
      const logs = await Promise.all(deployment.ports.map((port) => command(port, 'ACL', 'LOG')));
      return logs.flat().map((entry) => JSON.stringify(entry));
    },
    async version() {
      const { port } = await deployment.findPrimary();
      const valkey = await infoOf(port, 'server', 'valkey_version');
      return valkey ? `Valkey ${valkey}` : `Redis ${await infoOf(port, 'server', 'redis_version')}`;
    },
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  };
}

function start(topology: Topology, options: DeploymentOptions): Promise<Site['redis']> {
  if (topology === 'sentinel') return startSentinel(options);
  return topology === 'cluster' ? startCluster(`{${prefix}}:meta`, options) : startSingle(options);
}

/** A TLS port beside the plain one, which the faults use. */
async function startTls(opening: AsyncDisposableStack) {
  const certificates = opening.use(createCertificates('redis'));
  const port = await freePort();
  return {
    port,
    directives: Object.entries({
      '--tls-port': String(port),
      '--tls-auth-clients': 'no',
      '--tls-cert-file': certificates.path('redis.crt'),
      '--tls-key-file': certificates.path('redis.key'),
      '--tls-ca-cert-file': certificates.path('authority.crt'),
    }).flat(),
    env: { REDIS_CA: certificates.path('authority.crt') },
  };
}
