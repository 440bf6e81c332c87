/** A process of a benchmark: pinned to a core, measured from outside, and gone with its owner. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { pinned } from './cores.ts';

export interface ProcessOptions {
  readonly name: string;
  /** Node's own arguments: a script and what it is given. */
  readonly args: readonly string[];
  readonly core: number | null;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

export interface Usage {
  /** Processor time since the process began, in milliseconds; NaN where `/proc` does not tell. */
  readonly cpuMs: number;
  readonly rssBytes: number;
}

export interface BenchProcess extends AsyncDisposable {
  readonly name: string;
  /** None when it could not be started, which `failed` tells. */
  readonly pid: number | undefined;
  readonly usage: Usage;
  /** Lets it neither run nor poll until `resume`; its connections stay. */
  pause(): void;
  resume(): void;
  send(message: object): void;
  /** The next message it sends; rejects when it ends before, in its own words. */
  message<T>(): Promise<T>;
  /** The end of what it wrote. */
  readonly said: string;
  /** Rejects when the process ends by itself. */
  readonly failed: Promise<never>;
  signal(signal: NodeJS.Signals): void;
}

/** Not one outlives this process, however it ends. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

export function startProcess({ name, args, core, env = {}, cwd }: ProcessOptions): BenchProcess {
  const [command = '', ...rest] = pinned(core, [process.execPath, ...args]);
  const child = spawn(command, rest, {
    cwd,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // Unlike JSON it keeps numbers that are none.
    serialization: 'advanced',
  });
  running.add(child);

  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      said = `${said}${chunk.toString()}`.slice(-4_000);
    });
  }
  const failed = once(child, 'exit').then(([code, signal]) => {
    running.delete(child);
    throw new Error(`${name} ended (${code ?? signal}):\n${said}`);
  });
  failed.catch(() => undefined);

  return {
    name,
    pid: child.pid,
    failed,
    get said() {
      return said;
    },
    get usage() {
      return usageOf(child.pid);
    },
    pause: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
    send: (message) => void child.send(message),
    message: async <T>() => {
      const answered = once(child, 'message').then(([message]) => message as T);
      return Promise.race([answered, failed]);
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
    // After the name, which may hold blanks: fields 14 and 15 are user and system time.
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
