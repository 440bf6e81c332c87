/** The emulator as a process of its own, which the benchmarks start with a fleet's size and drive by messages. */
import process from 'node:process';
import { startEmulator } from '../../src/emulator/emulator.ts';
import { startReplay } from './replay.ts';

/** Each is answered by one `UpstreamAnswer`. */
export type UpstreamOrder =
  | { readonly kind: 'totals' }
  /** Each answer comes this much later from now on. */
  | { readonly kind: 'latency'; readonly ms: number }
  /** Gives this many applications another job state, a different part of the fleet each time. */
  | { readonly kind: 'change'; readonly applications: number }
  /** Does that to one application, this often; 0 ends it. */
  | { readonly kind: 'churn'; readonly perSecond: number };

/** What was answered since the start. */
export interface UpstreamAnswer {
  readonly calls: number;
  /** Of the bodies. */
  readonly bytes: number;
}

const [environments = 10, applications = 50, instances = 20] = process.argv.slice(2).map(Number);
const emulator = await startEmulator({ fleet: { environments, applications, instances } });
const replay = await startReplay(emulator.url);
const members = emulator.fleet.members;
let next = 0;
let churning: NodeJS.Timeout | undefined;

process.on('message', (order: UpstreamOrder) => {
  obey(order);
  process.send?.({ ...replay.totals } satisfies UpstreamAnswer);
});
process.on('disconnect', () => process.exit());
process.send?.({ url: replay.url });

function obey(order: UpstreamOrder): void {
  if (order.kind === 'latency') {
    replay.latencyMs = order.ms;
  } else if (order.kind === 'change') {
    for (let changed = 0; changed < order.applications; changed += 1) change();
  } else if (order.kind === 'churn') {
    clearInterval(churning);
    if (order.perSecond > 0) churning = setInterval(change, 1000 / order.perSecond);
  }
}

/** Strides through the fleet, so that neighbours in time are of different environments. */
function change(): void {
  const member = members[(next * (applications + 1)) % members.length];
  next += 1;
  if (!member) return;
  const { environment, name } = member;
  const state = emulator.world.application(environment, name).status?.jobStatus?.state;
  emulator.world.setJobState(environment, name, state === 'RUNNING' ? 'RECONCILING' : 'RUNNING');
  replay.forget(environment, name);
}
