/** The process that runs the emulator. Benchmarks pass the fleet size as arguments and control it by messages. */
import process from 'node:process';
import { startEmulator } from '../../src/emulator/emulator.ts';
import { startReplay } from './replay.ts';

/** A command to the emulator. The reply to each is the totals. */
export type UpstreamCommand =
  | { readonly kind: 'totals' }
  /** Sets the delay of each response. */
  | { readonly kind: 'latency'; readonly ms: number }
  /** Changes the job state of this many applications, of another part of the fleet each time. */
  | { readonly kind: 'change'; readonly applications: number }
  /** Changes one application this often. 0 stops it. */
  | { readonly kind: 'churn'; readonly perSecond: number };

/** Totals since the start. */
export interface UpstreamTotals {
  readonly calls: number;
  /** Bytes of response bodies. */
  readonly bytes: number;
}

const [environments = 10, applications = 50, instances = 20] = process.argv.slice(2).map(Number);
const emulator = await startEmulator({ fleet: { environments, applications, instances } });
const replay = await startReplay(emulator.url);
const members = emulator.fleet.members;
let next = 0;
let churning: NodeJS.Timeout | undefined;

process.on('message', (command: UpstreamCommand) => {
  execute(command);
  process.send?.({ ...replay.totals } satisfies UpstreamTotals);
});
process.on('disconnect', () => process.exit());
process.send?.({ url: replay.url });

function execute(command: UpstreamCommand): void {
  if (command.kind === 'latency') {
    replay.latencyMs = command.ms;
  } else if (command.kind === 'change') {
    for (let changed = 0; changed < command.applications; changed += 1) change();
  } else if (command.kind === 'churn') {
    clearInterval(churning);
    if (command.perSecond > 0) churning = churn(command.perSecond);
  }
}

/** A timer that fires late on a busy machine compensates for it. */
function churn(perSecond: number): NodeJS.Timeout {
  const startedAt = performance.now();
  let changed = 0;
  return setInterval(() => {
    const due = ((performance.now() - startedAt) / 1000) * perSecond;
    for (; changed < due; changed += 1) change();
  }, 1000 / perSecond);
}

/** Changes the next application. Consecutive changes are in different environments. */
function change(): void {
  const member = members[(next * (applications + 1)) % members.length];
  next += 1;
  if (!member) return;
  const { environment, name } = member;
  const state = emulator.world.application(environment, name).status?.jobStatus?.state;
  emulator.world.setJobState(environment, name, state === 'RUNNING' ? 'RECONCILING' : 'RUNNING');
  replay.invalidate(environment, name);
}
