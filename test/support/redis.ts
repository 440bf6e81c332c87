/**
 * A real Redis on a port of its own, which can be stopped, killed and started again:
 *
 *     await using redis = await startRedis();
 *     await redis.kill();
 *     await redis.restart({ keepData: false });
 *
 * `REDIS_SERVER` selects another program than `redis-server`, such as Valkey's.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempDisposable, readdir, rm } from 'node:fs/promises';
import { createConnection, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const redisProgram = process.env['REDIS_SERVER'] ?? 'redis-server';

export interface RedisOptions {
  readonly port?: number;
  /** Writes each command to disk before the reply, so that data survives `kill`. Default: data in memory only. */
  readonly durable?: boolean;
  /** Further directives: `['--masteruser', 'replication']`. */
  readonly directives?: readonly string[];
}

export interface RedisServer extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  /** As `systemctl stop` does it (SIGTERM): clients see their connections close. Resolves when the process has ended. */
  stop(): Promise<void>;
  /** SIGKILL: as in a crash. Resolves when the process has ended. */
  kill(): Promise<void>;
  /**
   * Ends the server if it runs and starts it on the same port. `keepData` saves before the end. A server that was
   * already stopped or killed has only the data that `durable` wrote.
   */
  restart(options: RestartOptions): Promise<void>;
}

export interface RestartOptions {
  readonly keepData: boolean;
  /** Starts as a replica of the master at this port. */
  readonly replicaOf?: number;
}

export async function startRedis(options: RedisOptions = {}): Promise<RedisServer> {
  const port = options.port ?? (await freePort());
  const directory = await mkdtempDisposable(join(tmpdir(), 'cmf-graphql-redis-'));
  const args = ['--bind', '127.0.0.1', '--port', String(port), '--dir', directory.path, '--save', ''];
  if (options.durable) args.push('--appendonly', 'yes', '--appendfsync', 'always');
  args.push(...(options.directives ?? []));

  let server: ChildProcess | undefined = await launch(args);

  async function end(signal: (server: ChildProcess) => unknown): Promise<void> {
    if (!server) return;
    const ended = once(server, 'exit');
    signal(server);
    await ended;
    server = undefined;
  }
  const stop = () => end((running) => running.kill('SIGTERM'));

  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    stop,
    kill: () => end((running) => running.kill('SIGKILL')),
    async restart({ keepData, replicaOf }) {
      await end(() =>
        createConnection({ host: '127.0.0.1', port }).end(`SHUTDOWN ${keepData ? 'SAVE' : 'NOSAVE'}\r\n`),
      );
      if (!keepData) {
        // A node of a Cluster keeps its identity.
        const names = (await readdir(directory.path)).filter((name) => name !== 'nodes.conf');
        for (const name of names) await rm(join(directory.path, name), { recursive: true });
      }
      server = await launch(replicaOf ? [...args, '--replicaof', '127.0.0.1', String(replicaOf)] : args);
    },
    async [Symbol.asyncDispose]() {
      await stop();
      await directory.remove();
    },
  };
}

/** Resolves when Redis or a Sentinel accepts connections. Rejects with its output when it exits before. */
export async function launch(args: readonly string[]): Promise<ChildProcess> {
  const server = spawn(redisProgram, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  // An interrupted test runner must not leave servers running.
  const killed = () => server.kill('SIGKILL');
  process.once('exit', killed);
  server.once('exit', () => process.off('exit', killed));

  let said = '';
  await new Promise<void>((ready, failed) => {
    server.once('error', failed);
    server.once('exit', () => failed(new Error(`redis-server ended:\n${said}`)));
    server.stdout.on('data', (chunk) => {
      said += chunk;
      if (/Ready to accept connections|Sentinel ID is/.test(said)) ready();
    });
  });
  return server;
}

/** A port that was free at the time of the call. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  return address.port;
}
