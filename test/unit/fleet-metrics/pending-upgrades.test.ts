import { expect, test } from 'vitest';
import { parseApplication } from '../../../src/cmf/resources/application.ts';
import { createPendingUpgrades } from '../../../src/fleet-metrics/pending-upgrades.ts';

const at = (minute: number) => `2026-01-01T00:0${minute}:00Z`;
const application = (lifecycleState: string, updatedAt: string, createdAt = at(0)) =>
  parseApplication(
    {
      metadata: { name: 'orders', creationTimestamp: createdAt, updateTimestamp: updatedAt },
      status: { lifecycleState },
    },
    'dev1',
  );

const stable = application('STABLE', at(1));
const upgrading = application('UPGRADING', at(2));
const stillUpgrading = application('UPGRADING', at(3));
const now = () => Date.parse(at(9));

test('a wait begins with the first status that shows it, and ends with the last', () => {
  const upgrades = createPendingUpgrades(now);
  expect(upgrades.since(stable)).toBeNull();
  upgrades.observe({ applications: [{ previous: stable, next: upgrading }] });
  upgrades.observe({ applications: [{ previous: upgrading, next: stillUpgrading }] });
  expect(upgrades.since(stillUpgrading)).toBe(Date.parse(at(2)));
  upgrades.observe({ applications: [{ previous: stillUpgrading, next: stable }] });
  expect(upgrades.since(stable)).toBeNull();
  upgrades.observe({ applications: [{ previous: stable, next: stillUpgrading }] });
  expect(upgrades.since(stillUpgrading)).toBe(Date.parse(at(3)));
});

test('another application of the same name starts a new wait', () => {
  const upgrades = createPendingUpgrades(now);
  upgrades.observe({ applications: [{ previous: null, next: upgrading }] });
  const recreated = application('UPGRADING', at(5), at(4));
  upgrades.observe({ applications: [{ previous: upgrading, next: recreated }] });
  expect(upgrades.since(recreated)).toBe(Date.parse(at(5)));
});

test('without a time of CMF, or with one in the future, the wait begins now', () => {
  const upgrades = createPendingUpgrades(now);
  const broken = application('UPGRADING', 'soon');
  upgrades.observe({ applications: [{ previous: null, next: broken }] });
  expect(upgrades.since(broken)).toBe(now());
  expect(createPendingUpgrades(now).since(application('UPGRADING', '2030-01-01T00:00:00Z'))).toBe(now());
});
