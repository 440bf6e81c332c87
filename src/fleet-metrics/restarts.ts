/**
 * Counts the restarts of each job, from the journal. All replicas receive the same events, so their counters increase
 * equally. A counter starts at 0 with its process.
 */
import type { Committed } from '../live/committed.ts';
import { isRestart as isJournalRestart } from '../live/journal.ts';
import type { Transition } from '../live/transition.ts';

export interface RestartCounts {
  observe(committed: Pick<Committed, 'events'>): void;
  of(environment: string, application: string): number;
}

export function createRestartCounts(): RestartCounts {
  const counts = new Map<string, number>();
  return {
    observe({ events }) {
      for (const event of events) {
        if (isJournalRestart(event)) continue;
        const { transition } = event;
        const key = keyOf(transition.environment, transition.application);
        if (transition.to === null) counts.delete(key);
        else if (isJobRestart(transition)) counts.set(key, (counts.get(key) ?? 0) + 1);
      }
    },
    of: (environment, application) => counts.get(keyOf(environment, application)) ?? 0,
  };
}

function keyOf(environment: string, application: string): string {
  return JSON.stringify([environment, application]);
}

/** Flink restarts the job, or the operator starts a failed one of the same instance again. */
function isJobRestart({ from, to }: Transition): boolean {
  const [before, after] = [from?.jobState?.state, to?.jobState?.state];
  if (before === undefined || after === undefined || before === after) return false;
  if (after === 'RESTARTING') return true;
  const isRunningAgain = after === 'RUNNING' || after === 'CREATED' || after === 'INITIALIZING';
  return before === 'FAILED' && isRunningAgain && from?.instance === to?.instance;
}
