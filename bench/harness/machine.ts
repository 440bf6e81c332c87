/** Describes the machine of a benchmark run, for its report. */
import { spawnSync } from 'node:child_process';
import { arch, availableParallelism, cpus, release, totalmem, type } from 'node:os';
import process from 'node:process';
import { cores } from './cores.ts';

export function machineLines({ isPinned = true } = {}): readonly string[] {
  const model = cpus()[0]?.model.trim() ?? 'unknown processor';
  const memory = `${Math.round(totalmem() / 2 ** 30)} GB`;
  const commit = spawnSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).stdout?.trim();
  const pins =
    cores.server === null || !isPinned
      ? 'not pinned'
      : `server on core ${cores.server}, load on ${cores.load}, emulator on ${cores.upstream}`;
  return [
    `- ${new Date().toISOString().slice(0, 10)}, commit ${commit || 'unknown'}, \`${commandLine()}\``,
    `- ${model}, ${availableParallelism()} cores (${pins}), ${memory}; ${type()} ${release()} ${arch()}; Node ${process.version}`,
  ];
}

function commandLine(): string {
  const [, script = '', ...rest] = process.argv;
  return ['node', script.replace(`${process.cwd()}/`, ''), ...rest].join(' ');
}
