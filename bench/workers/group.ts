/** A gateway with its workers, measured and paused as a unit. Finds the workers in `/proc`, so it needs Linux. */
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { type BenchProcess, startProcess, type Usage, usageOf } from '../harness/process.ts';

export interface ProcessGroup extends AsyncDisposable, Pick<BenchProcess, 'failed'> {
  /** Total of all processes. Shared memory is counted once per process. */
  readonly usage: Usage;
  pause(): void;
  resume(): void;
}

export function startProcessGroup(
  name: string,
  cwd: string,
  env: Readonly<Record<string, string>>,
): ProcessGroup {
  const gateway = startProcess({ name, args: ['src/main.ts'], cwd, env, core: null });
  const { pid } = gateway;
  if (pid === undefined) throw new Error(`${name} failed to start.`);
  const members = () => [pid, ...childrenOf(pid)];
  const signal = (which: NodeJS.Signals) => members().forEach((pid) => process.kill(pid, which));
  return {
    failed: gateway.failed,
    get usage() {
      const usages = members().map(usageOf);
      return {
        cpuMs: usages.reduce((sum, { cpuMs }) => sum + cpuMs, 0),
        rssBytes: usages.reduce((sum, { rssBytes }) => sum + rssBytes, 0),
      };
    },
    pause: () => signal('SIGSTOP'),
    resume: () => signal('SIGCONT'),
    async [Symbol.asyncDispose]() {
      // Stopped workers do not notice that their primary has exited.
      signal('SIGKILL');
      await gateway[Symbol.asyncDispose]();
    },
  };
}

function childrenOf(pid: number): readonly number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  return children === '' ? [] : children.split(' ').map(Number);
}
