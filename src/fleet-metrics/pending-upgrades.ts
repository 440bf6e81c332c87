/**
 * The start of the current upgrade of each application, from its lifecycle state only, because reading instances
 * would cost calls to CMF. CMF does not report when a state began, so an upgrade starts with the first status in
 * which this process observed it.
 */
import type { Application } from '../cmf/resources/application.ts';
import { isSameApplication } from '../live/changes.ts';
import type { Committed } from '../live/committed.ts';

export interface PendingUpgrades {
  observe(committed: Pick<Committed, 'applications'>): void;
  /** Epoch milliseconds; null without an upgrade. */
  since(application: Application): number | null;
}

export function createPendingUpgrades(now: () => number): PendingUpgrades {
  const pending = new Map<string, number>();
  return {
    observe({ applications }) {
      for (const { previous, next } of applications) {
        const subject = next ?? previous;
        if (!subject) continue;
        const isContinued = previous && next && isUpgrading(previous) && isSameApplication(previous, next);
        if (!next || !isUpgrading(next)) pending.delete(keyOf(subject));
        else if (!isContinued || !pending.has(keyOf(next))) pending.set(keyOf(next), startOf(next, now()));
      }
    },
    since(application) {
      if (!isUpgrading(application)) return null;
      // The store may contain an upgrade from before the start of this process.
      return pending.get(keyOf(application)) ?? startOf(application, now());
    },
  };
}

function isUpgrading({ lifecycleState }: Application): boolean {
  return lifecycleState?.state === 'UPGRADING';
}

/** CMF's clock may be ahead. */
function startOf({ updatedAt }: Application, now: number): number {
  const time = Date.parse(updatedAt ?? '');
  return Number.isNaN(time) ? now : Math.min(time, now);
}

function keyOf({ environment, name }: Application): string {
  return JSON.stringify([environment, name]);
}
