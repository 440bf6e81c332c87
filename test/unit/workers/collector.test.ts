/** Sums over workers: no worker is counted twice, and the counters of ended workers are kept. */
import { Counter, Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { createCollector } from '../../../src/workers/collector.ts';

async function counted(value: number): Promise<readonly object[]> {
  const registry = new Registry();
  new Counter({ name: 'requests_total', help: 'Requests.', registers: [registry] }).inc(value);
  return registry.getMetricsAsJSON();
}

test('a worker that responds and then ends within one round counts once, and still counts afterwards', async () => {
  const rounds: number[] = [];
  const collector = createCollector({
    requestCounts: (_, round) => void rounds.push(round),
    timeoutMs: 60_000,
  });
  const scrape = collector.collect([1, 2]);
  collector.answered(1, 1, await counted(110));
  collector.ended(1);
  collector.answered(2, 1, await counted(100));
  expect(await scrape).toContain('requests_total 210\n');

  const next = collector.collect([2]);
  collector.answered(2, 2, await counted(120));
  expect(await next).toContain('requests_total 230\n');
  expect(rounds).toEqual([1, 1, 2]);
});
