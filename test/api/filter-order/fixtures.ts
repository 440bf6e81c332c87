/** A gateway in front of a small world with every job state. No test changes data that another test reads. */
import { afterAll, beforeAll } from 'vitest';
import type { EmulatorOptions } from '../../../src/emulator/emulator.ts';
import { noCache } from '../../support/client.ts';
import { startGateway, still, type TestGateway } from '../../support/gateway.ts';
import { addApplication, addEnvironment, changeJob, type World } from '../../support/world.ts';
import { Counts } from './documents.ts';

/**
 * `dev1`: sandbox (never deployed). `prod1`: orders (running, upgraded twice, once near failing), ledger (suspended), report (finished).
 * `test1` is empty.
 */
function populate(world: World): void {
  addEnvironment(world, 'prod1', { tier: 'prod', cloud: 'aws' });
  addEnvironment(world, 'dev1', { tier: 'dev', cloud: 'aws' });
  addEnvironment(world, 'test1', { tier: 'test' });
  addApplication(world, 'prod1', 'orders', { labels: { team: 'shop', kind: 'streaming' } });
  addApplication(world, 'dev1', 'sandbox', { labels: { team: 'shop' }, undeployed: true });
  addApplication(world, 'prod1', 'report', { labels: { team: 'finance', kind: 'batch' } });
  addApplication(world, 'prod1', 'ledger', { labels: { team: 'finance', kind: 'streaming' } });
  world.suspend('prod1', 'ledger');
  world.settle('prod1', 'ledger');
  world.setJobState('prod1', 'report', 'FINISHED');
  for (const parallelism of [2, 3]) {
    world.advance(60_000);
    changeJob(world, 'prod1', 'orders', { parallelism });
    world.settle('prod1', 'orders');
  }
  world.setJobState('prod1', 'orders', 'FAILING', { exception: 'java.lang.Exception: no\n\tat Job.run' });
  world.setJobState('prod1', 'orders', 'RUNNING');
  // Makes the order of last changes different from the orders of names and of creations.
  world.updateEnvironment('prod1', { labels: { tier: 'prod', cloud: 'aws', zone: 'a' } });
}

/** One gateway for all tests of a file, or of a group in it. */
export function useGateway(cmf: EmulatorOptions = {}): () => TestGateway {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startGateway({ cmf: { fleet: 'empty', ...cmf }, env: still });
    populate(gateway.emulator.world);
    await gateway.data(Counts, {}, noCache);
  });
  afterAll(() => gateway[Symbol.asyncDispose]());
  return () => gateway;
}
