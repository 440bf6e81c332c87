/** The emulator that a benchmark's gateways ask: started in a process of its own, driven and counted. */
import type { FleetSize } from '../../src/emulator/fleet.ts';
import { cores } from './cores.ts';
import type { UpstreamAnswer, UpstreamOrder } from './emulator.ts';
import { type BenchProcess, startProcess } from './process.ts';

export interface Upstream extends AsyncDisposable {
  readonly url: string;
  /** What it has answered so far. */
  totals(): Promise<UpstreamAnswer>;
  order(order: UpstreamOrder): Promise<UpstreamAnswer>;
}

export async function startUpstream(fleet: FleetSize): Promise<Upstream> {
  const emulator: BenchProcess = startProcess({
    name: 'the emulator',
    args: [
      import.meta.dirname + '/emulator.ts',
      ...[fleet.environments, fleet.applications, fleet.instances].map(String),
    ],
    core: cores.upstream,
  });
  const { url } = await emulator.message<{ readonly url: string }>();
  const order = (given: UpstreamOrder) => {
    emulator.send(given);
    return emulator.message<UpstreamAnswer>();
  };
  return {
    url,
    order,
    totals: () => order({ kind: 'totals' }),
    [Symbol.asyncDispose]: () => emulator[Symbol.asyncDispose](),
  };
}
