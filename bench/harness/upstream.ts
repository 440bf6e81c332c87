/** The emulator as the upstream of a benchmark's gateways, in a separate process. */
import type { FleetSize } from '../../src/emulator/fleet.ts';
import { cores } from './cores.ts';
import type { UpstreamCommand, UpstreamTotals } from './emulator.ts';
import { type BenchProcess, startProcess } from './process.ts';

export interface Upstream extends AsyncDisposable {
  readonly url: string;
  /** Calls and bytes since the start. */
  totals(): Promise<UpstreamTotals>;
  send(command: UpstreamCommand): Promise<UpstreamTotals>;
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
  const send = (command: UpstreamCommand) => {
    emulator.send(command);
    return emulator.message<UpstreamTotals>();
  };
  return {
    url,
    send,
    totals: () => send({ kind: 'totals' }),
    [Symbol.asyncDispose]: () => emulator[Symbol.asyncDispose](),
  };
}
