/** What a gateway cost its CMF, read from the emulator's call log. */
import type { Emulator } from '../../src/emulator/emulator.ts';

/** Calls by operation since the log was last cleared; a sparse list is told apart from a whole one. */
export function spent({ calls }: Emulator): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { operation, query } of calls.entries) {
    const name = query['fields'] === undefined ? operation : `${operation} (sparse)`;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}
