/** A gateway with its workers: measured as one, and made to stand still as one. Linux alone tells who they are. */
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { type BenchProcess, startProcess, type Usage, usageOf } from '../harness/process.ts';

export interface Group extends AsyncDisposable, Pick<BenchProcess, 'failed'> {
  /** Of all together. Memory that they share is counted for each. */
  readonly usage: Usage;
  pause(): void;
  resume(): void;
}

export function startGroup(name: string, cwd: string, env: Readonly<Record<string, string>>): Group {
  const gateway = startProcess({ name, args: ['src/main.ts'], cwd, env, core: null });
  const { pid } = gateway;
  if (pid === undefined) throw new Error(`${name} could not be started.`);
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
      // Stopped workers would not notice that their primary is gone.
      signal('SIGKILL');
      await gateway[Symbol.asyncDispose]();
    },
  };
}

function childrenOf(pid: number): readonly number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  return children === '' ? [] : children.split(' ').map(Number);
}
