/**
 * Redis in the topologies that a gateway supports: one server, a master with a replica under a Sentinel, and a Cluster
 * of two nodes. All are real processes.
 *
 *     await using redis = await startSentinel();
 *     await redis.promoteStale(1_000);
 */
import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as elapsed } from 'node:timers/promises';
import { freePort, launch, type RedisServer, type RestartOptions, startRedis } from './redis.ts';
import { command, infoOf } from './redis-command.ts';
import { until } from './until.ts';

export type Topology = 'single' | 'sentinel' | 'cluster';

export interface RedisDeployment extends AsyncDisposable {
  readonly topology: Topology;
  /** The port that a gateway connects to: of the server, the Sentinel or a node. */
  readonly port: number;
  /** For `REDIS_URL`. `port`: a proxy in front of the port above. `credentials`: as `user:password`. */
  url(port: number, credentials?: string): string;
  /** The ports of all servers. */
  readonly ports: readonly number[];
  /** The server that currently accepts writes of the gateway. */
  findPrimary(): Promise<RedisServer>;
  /** Starts the primary again after its `kill`. */
  restart(options: Pick<RestartOptions, 'keepData'>): Promise<void>;
  /** SIGKILL for each server. */
  killAll(): Promise<void>;
  /** Starts each server again with its data. */
  restartAll(): Promise<void>;
}

export interface PlainDeployment extends RedisDeployment {
  readonly topology: 'single' | 'cluster';
}

export interface SentinelDeployment extends RedisDeployment {
  readonly topology: 'sentinel';
  /**
   * Stops replication, kills the master after this time and waits until Sentinel has promoted the replica, which lacks
   * the writes since. The old master returns as a replica.
   */
  promoteStale(staleMs: number): Promise<void>;
  /** Lets the Sentinel exchange the roles of two servers that both run. */
  failOver(): Promise<void>;
}

export interface DeploymentOptions {
  readonly durable?: boolean;
  /** True: a Sentinel that reads and corrects the roles of servers four times as often as by default. */
  readonly isSentinelQuick?: boolean;
  /** Further directives of each server. */
  readonly directives?: readonly string[];
}

export async function startSingle(options: DeploymentOptions = {}): Promise<PlainDeployment> {
  const server = await startRedis(options);
  return {
    topology: 'single',
    port: server.port,
    url: (port, credentials) => urlOf('redis', port, credentials),
    ports: [server.port],
    findPrimary: async () => server,
    restart: server.restart,
    killAll: server.kill,
    restartAll: () => server.restart({ keepData: true }),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

const masterName = 'fleet';
/** Shorter would report a busy machine as down. */
const downAfterMs = 1_000;
/** In milliseconds. A former master that still runs becomes a replica after four times `publish-period`. */
const quickPeriods = ['info-period', '2500', 'publish-period', '500'];

export async function startSentinel(options: DeploymentOptions = {}): Promise<SentinelDeployment> {
  await using opening = new AsyncDisposableStack();
  const user = ['--user', 'replication', 'on', '>word', '~*', '&*', '+@all'];
  const replication = [...user, '--masteruser', 'replication', '--masterauth', 'word'];
  const directives = [...replication, '--repl-diskless-sync-delay', '0', ...(options.directives ?? [])];
  let primary = opening.use(await startRedis({ ...options, directives }));
  const follow = ['--replicaof', '127.0.0.1', String(primary.port)];
  let replica = opening.use(await startRedis({ ...options, directives: [...directives, ...follow] }));
  const isInSync = async () => (await infoOf(replica.port, 'replication', 'master_link_status')) === 'up';
  await until(isInSync, { what: 'the replica to be in sync' });

  const port = await freePort();
  const directory = opening.use(await mkdtempDisposable(join(tmpdir(), 'cmf-graphql-sentinel-')));
  const file = join(directory.path, 'sentinel.conf');
  const lines = [
    `port ${port}`,
    'bind 127.0.0.1',
    `dir ${directory.path}`,
    `sentinel monitor ${masterName} 127.0.0.1 ${primary.port} 1`,
    `sentinel down-after-milliseconds ${masterName} ${downAfterMs}`,
    `sentinel failover-timeout ${masterName} 2000`,
  ];
  await writeFile(file, `${lines.join('\n')}\n`);
  const sentinel = await launch([file, '--sentinel']);
  opening.defer(() => void sentinel.kill('SIGKILL'));
  if (options.isSentinelQuick) await command(port, 'SENTINEL', 'DEBUG', ...quickPeriods);
  const knowsReplica = async () => {
    const replicas = await command(port, 'SENTINEL', 'REPLICAS', masterName);
    return Array.isArray(replicas) && replicas.length > 0;
  };
  await until(knowsReplica, { what: 'the Sentinel to detect the replica' });

  /** Applies the decision of the Sentinel; true when the roles have changed. */
  const exchangeRoles = async (): Promise<boolean> => {
    const address = await command(port, 'SENTINEL', 'GET-MASTER-ADDR-BY-NAME', masterName);
    if (!Array.isArray(address) || Number(address[1]) === primary.port) return false;
    [primary, replica] = [replica, primary];
    return true;
  };
  const awaitPromotion = () =>
    until(exchangeRoles, { timeoutMs: 60_000, what: 'the Sentinel to promote the replica' });
  /** Before this, the Sentinel may promote a replica, or demote a returned master, at any moment. */
  const areRolesInSync = async () => {
    await exchangeRoles();
    return isInSync();
  };
  const awaitSync = () => until(areRolesInSync, { timeoutMs: 60_000, what: 'the replica to be in sync' });

  const closing = opening.move();
  return {
    topology: 'sentinel',
    port,
    url: (at, credentials) => `${urlOf('redis+sentinel', at, credentials)}/${masterName}`,
    ports: [primary.port, replica.port],
    async findPrimary() {
      await exchangeRoles();
      return primary;
    },
    async killAll() {
      await Promise.all([primary.kill(), replica.kill()]);
    },
    async restartAll() {
      await primary.restart({ keepData: true });
      await replica.restart({ keepData: true, replicaOf: primary.port });
    },
    async restart({ keepData }) {
      // The Sentinel promotes the replica when the master was down for longer than it waits.
      const wasPromoted = await exchangeRoles();
      if (wasPromoted) await replica.restart({ keepData, replicaOf: primary.port });
      else await primary.restart({ keepData });
    },
    async promoteStale(staleMs) {
      await awaitSync();
      await command(primary.port, 'ACL', 'SETUSER', 'replication', 'off');
      await command(primary.port, 'CLIENT', 'KILL', 'USER', 'replication');
      await elapsed(staleMs);
      await primary.kill();
      await awaitPromotion();
      await replica.restart({ keepData: true, replicaOf: primary.port });
      await awaitSync();
    },
    async failOver() {
      await awaitSync();
      await until(() => command(port, 'SENTINEL', 'FAILOVER', masterName), { what: 'a failover to begin' });
      await awaitPromotion();
      await awaitSync();
    },
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  };
}

const slots = 16_384;

/** `key`: a key of the gateway. The node that has its slot is `primary`. */
export async function startCluster(key: string, options: DeploymentOptions = {}): Promise<PlainDeployment> {
  await using opening = new AsyncDisposableStack();
  const startNode = async () => {
    const busPort = await freePort();
    const ofCluster = Object.entries({
      '--cluster-enabled': 'yes',
      '--cluster-node-timeout': '1000',
      '--cluster-port': String(busPort),
      '--cluster-announce-ip': '127.0.0.1',
    }).flat();
    const directives = [...ofCluster, ...(options.directives ?? [])];
    return { busPort, server: opening.use(await startRedis({ ...options, directives })) };
  };
  const [one, two] = [await startNode(), await startNode()];
  const half = slots / 2;
  await command(one.server.port, 'CLUSTER', 'ADDSLOTSRANGE', '0', String(half - 1));
  await command(two.server.port, 'CLUSTER', 'ADDSLOTSRANGE', String(half), String(slots - 1));
  const { port } = one.server;
  await command(port, 'CLUSTER', 'MEET', '127.0.0.1', String(two.server.port), String(two.busPort));
  const servers = [one.server, two.server];
  const isComplete = async (server: RedisServer) =>
    (await infoOfCluster(server.port)).includes('cluster_state:ok');
  for (const server of servers) await until(() => isComplete(server), { what: 'the Cluster to be complete' });
  const slot = Number(await command(port, 'CLUSTER', 'KEYSLOT', key));
  const primary = slot < half ? one.server : two.server;

  const closing = opening.move();
  return {
    topology: 'cluster',
    port,
    url: (at, credentials) => urlOf('redis+cluster', at, credentials),
    ports: servers.map((server) => server.port),
    findPrimary: async () => primary,
    restart: primary.restart,
    async killAll() {
      await Promise.all(servers.map((server) => server.kill()));
    },
    async restartAll() {
      await Promise.all(servers.map((server) => server.restart({ keepData: true })));
    },
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  };
}

async function infoOfCluster(port: number): Promise<string> {
  return String(await command(port, 'CLUSTER', 'INFO'));
}

function urlOf(scheme: string, port: number, credentials?: string): string {
  return `${scheme}://${credentials ? `${credentials}@` : ''}127.0.0.1:${port}`;
}
