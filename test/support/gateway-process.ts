/**
 * A gateway as it is deployed: `src/main.ts` in a process of its own, which can be killed, frozen and stopped.
 *
 *     await using gateway = await startGatewayProcess({ env: { CMF_URL: emulator.url } });
 *     gateway.kill('SIGTERM');
 *     expect(await gateway.ended).toEqual({ code: 0, signal: null });
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { gatewayCompileCache } from '../../bench/harness/compile-cache.ts';
import type { Environment } from '../../src/config/setting-reader.ts';

export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface GatewayProcess extends AsyncDisposable {
  /** The GraphQL endpoint. */
  readonly url: string;
  readonly origin: string;
  readonly port: number;
  readonly pid: number | undefined;
  /** The output of stdout and stderr so far. */
  readonly output: string;
  readonly ended: Promise<Ending>;
  kill(signal: NodeJS.Signals): void;
}

export interface GatewayProcessOptions {
  /** Its complete configuration: no setting is inherited. `LOG_LEVEL` must include `info`, whose line has the URL. */
  readonly env: Environment;
  readonly nodeArguments?: readonly string[];
  /** A command that executes the rest of its arguments in its place, such as `setpriv`. */
  readonly launcher?: readonly string[];
  /** The path of `src/main.ts`. Default: that of this version. */
  readonly main?: string;
}

/** Resolves when it listens. Rejects with its output when it exits before. */
export async function startGatewayProcess(options: GatewayProcessOptions): Promise<GatewayProcess> {
  const running = runMain(options);
  const url = await Promise.race([running.url, running.ended]);
  if (typeof url !== 'string') {
    throw new Error(`The gateway ended with ${url.code ?? url.signal}:\n${running.output()}`);
  }
  const { origin, port } = new URL(url);
  return {
    url,
    origin,
    port: Number(port),
    pid: running.pid,
    get output() {
      return running.output();
    },
    ended: running.ended,
    kill: running.kill,
    async [Symbol.asyncDispose]() {
      running.kill('SIGKILL');
      await running.ended;
    },
  };
}

/** Runs `src/main.ts` until it exits. */
export async function runGatewayProcess(
  options: GatewayProcessOptions,
): Promise<Ending & { output: string }> {
  const running = runMain(options);
  const ending = await running.ended;
  return { ...ending, output: running.output() };
}

const thisVersion = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

/** The environment of a process of its own: where programs are, and Node's compile cache, which `vitest.config.ts` sets. */
export const inheritedEnvironment: Environment = {
  PATH: process.env['PATH'],
  NODE_COMPILE_CACHE: gatewayCompileCache,
};

function runMain({ env, nodeArguments = [], launcher = [], main = thisVersion }: GatewayProcessOptions) {
  const [program, ...args] = [...launcher, process.execPath, ...nodeArguments, main];
  const child = spawn(program, args, {
    env: { ...inheritedEnvironment, PORT: '0', LOG_LEVEL: 'info', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const kill = (signal: NodeJS.Signals) => void child.kill(signal);
  // An interrupted test runner must not leave gateways running.
  const orphaned = () => kill('SIGKILL');
  process.once('exit', orphaned);

  let output = '';
  const url = Promise.withResolvers<string>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      const [found] = /http:\/\/[^\s"]+\/graphql/.exec(output) ?? [];
      if (found) url.resolve(found);
    });
  }
  const ended = once(child, 'close').then(([code, signal]): Ending => {
    process.off('exit', orphaned);
    return { code, signal };
  });
  return { url: url.promise, pid: child.pid, ended, kill, output: () => output };
}
