/** A journal in memory that the tests write by hand, and subscribers of it. */
import { decodeCursor } from '../../../src/live/cursor.ts';
import { iterate } from '../../../src/live/feed.ts';
import { createHub } from '../../../src/live/hub.ts';
import { type JobStateUpdate } from '../../../src/live/job-state-update.ts';
import type { GapReason } from '../../../src/live/journal.ts';
import { createMemoryJournal, entriesAfter } from '../../../src/live/memory-journal.ts';
import { jobStateUpdates, type UpdateSource } from '../../../src/live/updates.ts';
import { describeTransition, transition } from '../fixtures.ts';

/** Applications, a journal of their changes, and subscribers. */
export function createWorld({ journalLength = 100 } = {}) {
  const journal = createMemoryJournal({ length: journalLength, base: { epoch: 'first', sequence: 0 } });
  const hub = createHub();
  const states = new Map<string, string>();
  let watchers = 0;
  let epochs = 1;

  return {
    journal,
    hub,
    states,
    get watchers() {
      return watchers;
    },
    /** The state and its entry change in one step; the announcement follows. */
    move(name: string, state: string) {
      const entries = entriesAfter(journal.position, [transition(name, states.get(name) ?? null, state)]);
      states.set(name, state);
      journal.append(entries);
      hub.publish(entries);
    },
    /** The journal starts a new epoch; it has no entries for the changes in between. */
    restart(reason: GapReason, meanwhile: Record<string, string> = {}) {
      for (const [name, state] of Object.entries(meanwhile)) states.set(name, state);
      const { epoch, sequence } = journal.position;
      if (reason === 'EPOCH_CHANGED') epochs += 1;
      const next = reason === 'EPOCH_CHANGED' ? `epoch${epochs}` : epoch;
      journal.restart({ epoch: next, sequence: sequence + 10 }, []);
      hub.publish([{ restart: reason, position: journal.position }]);
    },
    subscribe(cursor: string | null = null, options: Partial<UpdateSource> = {}) {
      return iterate(
        jobStateUpdates({
          journal,
          hub,
          snapshot: async () => ({
            position: journal.position,
            states: [...states].map(([name, state]) => transition(name, null, state)),
          }),
          watch: () => {
            watchers += 1;
            return {
              [Symbol.dispose]: () => {
                watchers -= 1;
              },
            };
          },
          matches: () => true,
          after: cursor === null ? null : decodeCursor(cursor),
          signal: new AbortController().signal,
          maxQueued: 100,
          ...options,
        }),
      );
    },
  };
}

export async function take(stream: AsyncIterator<JobStateUpdate>, count: number): Promise<JobStateUpdate[]> {
  const updates: JobStateUpdate[] = [];
  while (updates.length < count) {
    const { value, done } = await stream.next();
    if (done) break;
    updates.push(value);
  }
  return updates;
}

export const line = (update: JobStateUpdate): string => {
  if (update.kind === 'gap') return `gap: ${update.reason}`;
  if (update.kind === 'checkpoint') return 'checkpoint';
  return update.initial
    ? `initial ${describeTransition(update.transition)}`
    : describeTransition(update.transition);
};

export const lines = async (stream: AsyncIterator<JobStateUpdate>, count: number) =>
  (await take(stream, count)).map(line);

export const lastCursor = (updates: readonly JobStateUpdate[]) => updates.at(-1)?.cursor ?? '';
