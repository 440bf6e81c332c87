/** Runs the load generator against a server. */
import { cores } from './cores.ts';
import type { LoadOrder, LoadReport } from './load.ts';
import { startProcess } from './process.ts';

/** Calls `onBegun` when the warm-up ends and the measurement begins. */
export async function runLoad(order: LoadOrder, onBegun: () => Promise<void>): Promise<LoadReport> {
  await using load = startProcess({
    name: 'the load',
    args: [`${import.meta.dirname}/load.ts`],
    core: cores.load,
  });
  load.send(order);
  await load.message();
  const report = load.message<LoadReport>();
  await onBegun();
  return await report;
}
