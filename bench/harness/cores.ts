/** Assigns processes of a benchmark to separate cores, if there are enough of them. */
import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

export interface Cores {
  /** Null when processes cannot be pinned or there is only one core. */
  readonly server: number | null;
  readonly upstream: number | null;
  readonly load: number | null;
}

export const cores: Cores = chooseCores();

function chooseCores(): Cores {
  const count = availableParallelism();
  const canPin = spawnSync('taskset', ['-c', '0', 'true']).status === 0;
  if (!canPin || count < 2) return { server: null, upstream: null, load: null };
  // The last core, because system work tends to run on the first.
  return { server: count - 1, upstream: Math.max(0, count - 3), load: Math.max(0, count - 2) };
}

/** Prefixes the command with `taskset` for this core. */
export function pinned(core: number | null, command: readonly string[]): readonly string[] {
  return core === null ? command : ['taskset', '-c', String(core), ...command];
}
