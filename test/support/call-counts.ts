/** The number of CMF calls by operation, from the emulator's call log. */
import type { Emulator } from '../../src/emulator/emulator.ts';

/**
 * Calls by operation since the log was last cleared. Sparse lists are counted apart from full lists. Calls to Flink are left
 * out: the gateway also reads in the background why a job failed.
 */
export function callCounts({ calls }: Emulator): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { operation, query } of calls.entries) {
    if (operation.startsWith('flink')) continue;
    const name = query['fields'] === undefined ? operation : `${operation} (sparse)`;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}
