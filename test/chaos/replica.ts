/**
 * One replica of a chaos run: a gateway process that can be killed and started again on its port, with a proxy on
 * each of its connections, to Redis, to CMF and to its clients.
 */
import { setTimeout as elapsed } from 'node:timers/promises';
import type { Environment } from '../../src/config/setting-reader.ts';
import { hashOf } from '../../src/emulator/calls.ts';
import { type GatewayProcess, startGatewayProcess } from '../support/gateway-process.ts';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';

export interface Replica extends AsyncDisposable {
  readonly name: string;
  /** The address for subscribers, through the proxy. */
  readonly url: string;
  /** The address for probes, without the proxy. */
  readonly origin: string;
  /** Its identity in the emulator's call log. */
  readonly authorization: string | null;
  readonly redis: TcpProxy;
  readonly cmf: TcpProxy;
  readonly clients: TcpProxy;
  /** How often the process was ended on purpose. */
  readonly ends: number;
  /** The exit of each unexpected end of the process. */
  readonly crashes: readonly string[];
  /** Ends the process with this signal and restarts it after a while. */
  restart(signal: 'SIGKILL' | 'SIGTERM', downMs: number): Promise<void>;
  /** Pauses the process for a while, as a long garbage collection does. */
  freeze(forMs: number): Promise<void>;
}

export interface ReplicaOptions {
  readonly name: string;
  readonly redisPort: number;
  /** `REDIS_URL` for a connection to this port. */
  readonly redisUrl: (port: number) => string;
  readonly cmfPort: number;
  readonly env: Environment;
}

export async function startReplica({
  name,
  redisPort,
  redisUrl,
  cmfPort,
  env,
}: ReplicaOptions): Promise<Replica> {
  await using opening = new AsyncDisposableStack();
  const redis = opening.use(await startTcpProxy(redisPort));
  const cmf = opening.use(await startTcpProxy(cmfPort));
  const crashes: string[] = [];

  const launch = async (port: number): Promise<GatewayProcess> => {
    const started = await startGatewayProcess({
      env: {
        ...env,
        CMF_URL: `http://127.0.0.1:${cmf.port}`,
        CMF_TOKEN: name,
        REDIS_URL: redisUrl(redis.port),
        PORT: String(port),
      },
    });
    void started.ended.then(({ code, signal }) => {
      if (started !== isEnding) crashes.push(`${name} ended with ${code ?? signal}:\n${started.output}`);
    });
    return started;
  };

  let isEnding: GatewayProcess | null = null;
  let ends = 0;
  let gateway = await launch(0);
  opening.defer(() => end('SIGKILL'));
  const { port, origin } = gateway;
  const clients = opening.use(await startTcpProxy(port));

  /** A failed start counts as a crash and does not end the run. */
  async function launchAgain(): Promise<void> {
    for (;;) {
      try {
        gateway = await launch(port);
        return;
      } catch (error) {
        crashes.push(`${name} did not start: ${String(error)}`);
        await elapsed(1_000);
      }
    }
  }

  async function end(signal: NodeJS.Signals): Promise<void> {
    isEnding = gateway;
    ends += 1;
    gateway.kill(signal);
    await gateway.ended;
  }

  const closing = opening.move();
  return {
    name,
    url: `ws://127.0.0.1:${clients.port}/graphql`,
    origin,
    authorization: hashOf(`Bearer ${name}`),
    redis,
    cmf,
    clients,
    get ends() {
      return ends;
    },
    crashes,
    async restart(signal, downMs) {
      await end(signal);
      await elapsed(downMs);
      await launchAgain();
    },
    async freeze(forMs) {
      gateway.kill('SIGSTOP');
      await elapsed(forMs);
      gateway.kill('SIGCONT');
    },
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  };
}
