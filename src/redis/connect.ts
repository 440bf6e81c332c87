/**
 * From a Redis URL to unconnected clients, for one server, Sentinel and Cluster; with `rediss` over TLS.
 *
 * - `redis://[user[:password]@]host[:port][/db]`
 * - `redis+sentinel://[user[:password]@]host[:port],host[:port]…/master[/db]`; the Sentinels' own user and password
 *   as `?sentinelUsername=…&sentinelPassword=…`
 * - `redis+cluster://[user[:password]@]host[:port],host[:port]…`
 *
 * The clients live for one connection: they do not reconnect, queue or resend by themselves, because what has to
 * happen after a reconnect is known only to `session.ts`.
 */
import { Cluster, Redis } from 'ioredis';
import { scripts } from './scripts.ts';

/** One for commands, one that subscribes; with a Cluster one client does both, by connections of its own. */
export interface Clients {
  readonly commands: Redis | Cluster;
  readonly subscriber: Redis | Cluster;
}

export interface Patience {
  readonly connectTimeoutMs: number;
  /** How long nothing at all may come while an answer is waited for. A long answer is no silence. */
  readonly silenceMs: number;
}

interface Node {
  readonly host: string;
  readonly port: number;
}

const shape = /^(rediss?)(?:\+(sentinel|cluster))?:\/\/(?:([^@/?]*)@)?([^/?]+)(?:\/([^?]*))?(?:\?(.*))?$/;

/** Throws for a URL of another form; the message does not repeat it, as it may hold a password. */
export function createClients(url: string, { connectTimeoutMs, silenceMs }: Patience): Clients {
  const [, scheme, kind, credentials, hosts = '', path = '', query] = shape.exec(url) ?? [];
  if (!scheme) throw new Error('The Redis URL is none of redis://, redis+sentinel:// and redis+cluster://.');
  const [username, password] = (credentials ?? '').split(':', 2).map(decodeURIComponent);
  const tls = scheme === 'rediss' ? {} : undefined;
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
  if (!Number.isInteger(db))
    throw new Error('The Redis URL names its database by something else than a number.');
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
  if (!name) throw new Error('The Redis URL does not name the master that Sentinel watches.');
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
