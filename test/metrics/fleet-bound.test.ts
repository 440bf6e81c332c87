/** The maximum of the metrics of the fleet: 10,000 applications, lower in the test, and the number of omitted ones. */
import { expect, test } from 'vitest';
import { createFleetMetrics } from '../../src/fleet-metrics/fleet-metrics.ts';
import { createMemoryStore } from '../../src/store/memory/store.ts';
import { dev, environment, refresh } from '../live/fixtures.ts';

test.each([
  { maxApplications: 5, shown: ['a', 'b', 'c', 'd', 'e'], omitted: 0 },
  { maxApplications: 3, shown: ['a', 'b', 'c'], omitted: 2 },
  { maxApplications: 0, shown: [], omitted: 5 },
])(
  'at most $maxApplications applications are shown, by name, and $omitted are left out',
  async (expected) => {
    await using store = await createMemoryStore({ journalLength: 100 });
    await store.commitEnvironments({ base: 0, observedAt: 1, environments: [environment(dev)] });
    await refresh(store, { e: 'RUNNING', b: 'RUNNING', d: 'FAILED', a: 'RUNNING', c: 'RUNNING' });
    using metrics = createFleetMetrics({
      store,
      problems: {
        observe: () => undefined,
        check: async (applications) => expect(applications.map(({ name }) => name)).toEqual(expected.shown),
        of: () => [],
      },
      maxApplications: expected.maxApplications,
    });
    const text = await metrics.text();
    for (const metric of ['cmf_application_info', 'cmf_application_restarts_total']) {
      const names = [...text.matchAll(new RegExp(`^${metric}{.*application="(\\w+)"`, 'gm'))];
      expect(names.map(([, name]) => name)).toEqual(expected.shown);
    }
    expect(text).toContain(`cmf_fleet_applications_omitted ${expected.omitted}\n`);
    // The sums cover all.
    expect(text).toContain(`cmf_environment_applications{environment="${dev}",state="RUNNING"} 4\n`);
  },
);
