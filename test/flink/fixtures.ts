/**
 * A gateway in front of a CMF with jobs: `orders` of environment `dev1` runs on Flink 1.19, has checkpoints, failed
 * once and was restarted. The gateway reads CMF only for queries.
 */
import type { Environment } from '../../src/config/setting-reader.ts';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import type { World } from '../../src/emulator/world.ts';
import type { JsonObject } from '../../src/json.ts';
import { ordersSpec } from '../history/orders.ts';
import { startGateway, still, type TestGateway } from '../support/gateway.ts';

export const exception = [
  'org.apache.flink.runtime.JobException: Recovery is suppressed',
  '\tat org.apache.flink.runtime.Handler.handle(Handler.java:1)',
  'Caused by: java.lang.IllegalStateException: Ledger is out of balance',
  '\tat com.example.Score.map(Score.java:14)',
  'Caused by: java.io.IOException: connection reset by peer',
  '\t... 17 more',
].join('\n');

export interface Jobs extends AsyncDisposable {
  readonly emulator: Emulator;
  readonly world: World;
  readonly gateway: TestGateway;
  /** Calls to Flink since the last `emulator.calls.clear()`, by operation. */
  flinkCalls(): Readonly<Record<string, number>>;
}

export async function openJobs(env: Environment = {}, prepare?: (world: World) => void): Promise<Jobs> {
  await using opening = new AsyncDisposableStack();
  const startAt = new Date(Date.now() - 3_600_000).toISOString();
  const emulator = opening.use(await startEmulator({ fleet: 'empty', startAt }));
  const { world } = emulator;
  world.createEnvironment({ name: 'dev1', kubernetesNamespace: 'flink' });
  addJob(world, 'orders');
  world.advance(60_000);
  failOnce(world, 'orders');
  world.advance(60_000);
  prepare?.(world);
  const gateway = opening.use(await startGateway({ emulator, env: { ...still, ...env } }));
  emulator.calls.clear();
  const closing = opening.move();
  return {
    emulator,
    world,
    gateway,
    flinkCalls: () => callsToFlink(emulator),
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  };
}

/** `spec`: beside `spec.job`. */
export function addJob(world: World, name: string, spec: JsonObject = {}, job: JsonObject = {}): void {
  const flinkConfiguration = { 'execution.checkpointing.interval': '10s' };
  world.apply('dev1', { metadata: { name }, spec: ordersSpec(job, { flinkConfiguration, ...spec }) });
  world.settle('dev1', name);
}

export function failOnce(world: World, name: string): void {
  world.setJobState('dev1', name, 'RESTARTING', { exception });
  world.setJobState('dev1', name, 'RUNNING');
}

export function callsToFlink({ calls }: Emulator): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { operation } of calls.entries) {
    if (operation.startsWith('flink')) counts[operation] = (counts[operation] ?? 0) + 1;
  }
  return counts;
}
