/**
 * One replica of a chaos run: a gateway process that can be killed and started again on its port, with a proxy on
 * each of its ways, to Redis, to CMF and to its clients.
 */
import { setTimeout as elapsed } from 'node:timers/promises';
import type { Environment } from '../../src/config/config.ts';
import { hashOf } from '../../src/emulator/calls.ts';
import { type GatewayProcess, startGatewayProcess } from '../support/gateway-process.ts';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';

export interface Replica extends AsyncDisposable {
  readonly name: string;
  /** For subscribers: by way of the proxy. */
  readonly url: string;
  /** For probes: the gateway itself. */
  readonly origin: string;
  /** How the emulator's call log names it. */
  readonly authorization: string | null;
  readonly redis: TcpProxy;
  readonly cmf: TcpProxy;
  readonly clients: TcpProxy;
  /** How its process ended when nobody had asked it to, each time. */
  readonly crashes: readonly string[];
  /** Ends the process by this signal, and starts it again after a while. */
  restart(signal: 'SIGKILL' | 'SIGTERM', downMs: number): Promise<void>;
  /** The process stands still for a while, as in a long collection of garbage, and does not know it. */
  freeze(forMs: number): Promise<void>;
}

export interface ReplicaOptions {
  readonly name: string;
  readonly redisPort: number;
  readonly cmfPort: number;
  readonly env: Environment;
}

export async function startReplica({ name, redisPort, cmfPort, env }: ReplicaOptions): Promise<Replica> {
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
        REDIS_URL: `redis://127.0.0.1:${redis.port}`,
        PORT: String(port),
      },
    });
    void started.ended.then(({ code, signal }) => {
      if (started !== isEnding) crashes.push(`${name} ended with ${code ?? signal}:\n${started.output}`);
    });
    return started;
  };

  let isEnding: GatewayProcess | null = null;
  let gateway = await launch(0);
  opening.defer(() => end('SIGKILL'));
  const { port, origin } = gateway;
  const clients = opening.use(await startTcpProxy(port));

  /** One that does not come up is a crash like any other, and no reason to end the run. */
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
