import fc from 'fast-check';
import { AggregatorRegistry, Histogram, Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { SeriesHistogram } from '../../../../src/observability/meters/series-histogram.ts';

const buckets = [0.1, 1, 10];
const description = { name: 'test_seconds', help: 'Test.', labelNames: ['kind'], buckets } as const;
const open = () => {
  const registry = new Registry();
  const configuration = { ...description, labelNames: ['kind' as const], buckets: [...buckets] };
  return { registry, configuration: { ...configuration, registers: [registry] } };
};

test('writes the same text as the histogram of prom-client for the same observations', async () => {
  const observations = fc.array(
    fc.tuple(
      fc.constantFrom('a', 'b'),
      // Integers over a power of two, so that the order of additions does not matter.
      fc.integer({ min: 0, max: 20_000 }).map((value) => value / 1024),
    ),
  );
  await fc.assert(
    fc.asyncProperty(observations, async (observed) => {
      const [theirs, ours] = [open(), open()];
      const histogram = new Histogram(theirs.configuration);
      const own = new SeriesHistogram(ours.configuration);
      const series = new Map<string, ReturnType<typeof own.series>>();
      for (const [kind, value] of observed) {
        histogram.observe({ kind }, value);
        if (!series.has(kind)) series.set(kind, own.series({ kind }));
        series.get(kind)?.observe(value);
      }
      expect(await ours.registry.metrics()).toBe(await theirs.registry.metrics());
    }),
  );
});

test('adds up over workers, and omits a dropped series', async () => {
  const workers = [open(), open()].map(({ registry, configuration }) => {
    const histogram = new SeriesHistogram(configuration);
    const [kept, dropped] = [histogram.series({ kind: 'kept' }), histogram.series({ kind: 'dropped' })];
    kept.observe(0.5);
    dropped.observe(0.5);
    histogram.drop(dropped);
    return registry;
  });
  const metrics = await Promise.all(workers.map((registry) => registry.getMetricsAsJSON()));
  const text = await AggregatorRegistry.aggregate(metrics).metrics();
  expect(text).toContain('test_seconds_bucket{le="1",kind="kept"} 2\n');
  expect(text).toContain('test_seconds_count{kind="kept"} 2');
  expect(text).not.toContain('dropped');
});
