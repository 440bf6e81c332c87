/** Which cores the parts of a benchmark run on, so that none takes another's time where there are enough of them. */
import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

export interface Cores {
  /** Null where a process cannot be pinned, or there is nothing to choose from. */
  readonly server: number | null;
  readonly upstream: number | null;
  readonly load: number | null;
}

export const cores: Cores = chooseCores();

function chooseCores(): Cores {
  const count = availableParallelism();
  const canPin = spawnSync('taskset', ['-c', '0', 'true']).status === 0;
  if (!canPin || count < 2) return { server: null, upstream: null, load: null };
  // The last one: the system's own work tends to be on the first.
  return { server: count - 1, upstream: Math.max(0, count - 3), load: Math.max(0, count - 2) };
}

/** The command with its core before it. */
export function pinned(core: number | null, command: readonly string[]): readonly string[] {
  return core === null ? command : ['taskset', '-c', String(core), ...command];
}
