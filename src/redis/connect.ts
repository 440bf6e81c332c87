/**
 * Creates unconnected clients from a Redis URL, for a single server, Sentinel or Cluster; `rediss` uses TLS.
 *
 * - `redis://[user[:password]@]host[:port][/db]`
 * - `redis+sentinel://[user[:password]@]host[:port],host[:port]…/master[/db]`; the Sentinels' own user and password
 *   as `?sentinelUsername=…&sentinelPassword=…`
 * - `redis+cluster://[user[:password]@]host[:port],host[:port]…`
 *
 * A client lives for one connection. It does not reconnect, queue or resend by itself, because only the session
 * (`session.ts`, `reconnect.ts`) can restore the state that a reconnect requires.
 */
import { Cluster, Redis } from 'ioredis';
import { scripts } from './scripts.ts';

/** One client for commands, one that subscribes; with a Cluster one client does both, over its own connections. */
export interface Clients {
  readonly commands: Redis | Cluster;
  readonly subscriber: Redis | Cluster;
}

export interface ClientOptions {
  /** The authorities in PEM that verify certificates, of Sentinels too; undefined: those of Node. */
  readonly ca?: string | undefined;
  readonly connectTimeoutMs: number;
  /** How long no byte may arrive while a reply is pending. A long reply does not count as silence. */
  readonly silenceMs: number;
}

interface Node {
  readonly host: string;
  readonly port: number;
}

const shape = /^(rediss?)(?:\+(sentinel|cluster))?:\/\/(?:([^@/?]*)@)?([^/?]+)(?:\/([^?]*))?(?:\?(.*))?$/;

/** Throws for a URL of another form; the message does not contain the URL, as it may contain a password. */
export function createClients(url: string, { ca, connectTimeoutMs, silenceMs }: ClientOptions): Clients {
  const [, scheme, kind, credentials, hosts = '', path = '', query] = shape.exec(url) ?? [];
  if (!scheme)
    throw new Error('The Redis URL must start with redis://, redis+sentinel:// or redis+cluster://.');
  const [username, password] = (credentials ?? '').split(':', 2).map(decodeURIComponent);
  const tls = scheme === 'rediss' ? { ...(ca !== undefined && { ca }) } : undefined;
  const common = {
    ...(username && { username }),
    ...(password && { password }),
    ...(tls && { tls }),
    connectTimeout: connectTimeoutMs,
    socketTimeout: silenceMs,
    lazyConnect: true,
    autoResubscribe: false,
    autoResendUnfulfilledCommands: false,
    disconnectTimeout: 100,
    // From Redis 7.2 on it is a command that the documented ACL would have to allow, and an older Redis does not know it.
    disableClientInfo: true,
  };

  if (kind === 'cluster') {
    const cluster = new Cluster(nodesOf(hosts, 6379), {
      redisOptions: common,
      lazyConnect: true,
      clusterRetryStrategy: null,
      enableOfflineQueue: false,
      slotsRefreshTimeout: connectTimeoutMs,
      scripts,
    });
    return { commands: cluster, subscriber: cluster };
  }

  const [first, second] = path.split('/').map(decodeURIComponent);
  const db = Number((kind === 'sentinel' ? second : first) || 0);
  if (!Number.isInteger(db)) throw new Error('The database in the Redis URL must be a number.');
  const server =
    kind === 'sentinel'
      ? sentinelsOf(hosts, first, new URLSearchParams(query), tls)
      : nodesOf(hosts, 6379)[0];
  const create = () =>
    new Redis({ ...common, ...server, db, retryStrategy: null, enableOfflineQueue: false, scripts });
  return { commands: create(), subscriber: create() };
}

function sentinelsOf(
  hosts: string,
  name: string | undefined,
  query: URLSearchParams,
  tls: object | undefined,
) {
  if (!name) throw new Error('The Redis URL does not name the master that Sentinel monitors.');
  const sentinelUsername = query.get('sentinelUsername');
  const sentinelPassword = query.get('sentinelPassword');
  return {
    name,
    sentinels: nodesOf(hosts, 26379),
    sentinelRetryStrategy: () => null,
    ...(sentinelUsername && { sentinelUsername }),
    ...(sentinelPassword && { sentinelPassword }),
    ...(tls && { enableTLSForSentinelMode: true, sentinelTLS: tls }),
  };
}

function nodesOf(hosts: string, defaultPort: number): Node[] {
  return hosts.split(',').map((host) => {
    const { hostname, port } = new URL(`redis://${host}`);
    return { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || defaultPort) };
  });
}
