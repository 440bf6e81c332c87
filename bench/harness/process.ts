/** A child process of a benchmark: pinned to a core, measured from outside, and killed when its parent exits. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { gatewayCompileCache } from './compile-cache.ts';
import { pinned } from './cores.ts';

export interface ProcessOptions {
  readonly name: string;
  /** Arguments of `node`: a script and its arguments. */
  readonly args: readonly string[];
  readonly core: number | null;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

export interface Usage {
  /** CPU time since the process started, in milliseconds. NaN without `/proc`. */
  readonly cpuMs: number;
  readonly rssBytes: number;
}

export interface BenchProcess extends AsyncDisposable {
  readonly name: string;
  /** Undefined when the process failed to start; `failed` then rejects. */
  readonly pid: number | undefined;
  readonly usage: Usage;
  /** Stops execution until `resume`. Connections stay open. */
  pause(): void;
  resume(): void;
  send(message: object): void;
  /** Resolves with the next message. Rejects with the process output when the process exits before. */
  message<T>(): Promise<T>;
  /** The last 4,000 characters of stdout and stderr. */
  readonly output: string;
  /** Rejects when the process exits. */
  readonly failed: Promise<never>;
  signal(signal: NodeJS.Signals): void;
}

/** No setting of the gateway is inherited. The compile cache is set by tests only: it speeds up the start. */
const inherited = Object.fromEntries(
  ['PATH', 'HOME', 'NODE_COMPILE_CACHE'].map((name) => [name, process.env[name]]),
);

/** All running children. They are killed when this process exits. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

export function startProcess({ name, args, core, env = {}, cwd }: ProcessOptions): BenchProcess {
  const [command = '', ...rest] = pinned(core, [process.execPath, ...args]);
  const child = spawn(command, rest, {
    cwd,
    env: {
      ...inherited,
      ...(args.includes('src/main.ts') && { NODE_COMPILE_CACHE: gatewayCompileCache }),
      NODE_ENV: 'production',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // Unlike JSON, this preserves NaN.
    serialization: 'advanced',
  });
  running.add(child);

  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      output = `${output}${chunk.toString()}`.slice(-4_000);
    });
  }
  const failed = once(child, 'exit').then(([code, signal]) => {
    running.delete(child);
    throw new Error(`${name} ended (${code ?? signal}):\n${output}`);
  });
  failed.catch(() => undefined);

  return {
    name,
    pid: child.pid,
    failed,
    get output() {
      return output;
    },
    get usage() {
      return usageOf(child.pid);
    },
    pause: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
    send: (message) => void child.send(message),
    message: async <T>() => {
      const received = once(child, 'message').then(([message]) => message as T);
      return Promise.race([received, failed]);
    },
    signal: (signal) => void child.kill(signal),
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await failed.catch(() => undefined);
    },
  };
}

/** Linux counts processor time in ticks of 10 ms. */
const tickMs = 10;

export function usageOf(pid: number | undefined): Usage {
  try {
    // Splits after the name, which may contain spaces. Fields 14 and 15 are user and system time.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    const resident = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return {
      cpuMs: (Number(stat[11]) + Number(stat[12])) * tickMs,
      rssBytes: Number(resident) * 1024,
    };
  } catch {
    return { cpuMs: Number.NaN, rssBytes: Number.NaN };
  }
}
