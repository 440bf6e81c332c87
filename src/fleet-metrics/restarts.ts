/**
 * Counts the restarts of each job, from the journal. All replicas return the same counts, and a new replica continues
 * them: the replicas share the counts at a position of the journal, and each replica adds the later entries, which are
 * the same for all. If the journal no longer contains the shared position, one replica moves the shared counts to the
 * current position. Counts are null until they were read.
 */
import { z } from 'zod';
import type { Committed } from '../live/committed.ts';
import { isRestart as isJournalRestart, type Journal } from '../live/journal.ts';
import type { JournalEntry, Transition } from '../live/transition.ts';
import type { SharedCache } from '../store/shared-cache.ts';

export interface RestartCounts {
  observe(committed: Pick<Committed, 'events'>): void;
  /** Reads the shared counts if necessary. */
  read(): Promise<CountOf | null>;
  /** Shares the counts of this replica if they changed, and the last time was long enough ago. */
  share(): Promise<void>;
}

export type CountOf = (environment: string, application: string) => number;

export interface RestartCountsOptions {
  readonly journal: Journal;
  readonly cache: SharedCache;
  readonly now: () => number;
}

const key = 'fleet-restarts';
/** The journal usually covers a longer time than this. */
const shareEveryMs = 30_000;
const keepMs = 30 * 24 * 3_600_000;
/** How long one replica has the exclusive right to move the counts. */
const claimMs = 10_000;

const shared = z.object({
  epoch: z.string(),
  sequence: z.number(),
  counts: z.record(z.string(), z.number()),
});

export function createRestartCounts({ journal, cache, now }: RestartCountsOptions): RestartCounts {
  let state: Counts | null = null;
  let loading: Promise<void> | null = null;
  /** What was committed while the shared counts were read. */
  let pending: JournalEntry[] = [];
  /** The number of journal restarts, so that a read detects one that happened meanwhile. */
  let generation = 0;
  let sharedAt = -Infinity;
  let sharedSequence = -1;

  const share = async ({ epoch, sequence, byApplication }: Counts): Promise<void> => {
    sharedAt = now();
    sharedSequence = sequence;
    await cache.set(key, { epoch, sequence, counts: Object.fromEntries(byApplication) }, keepMs);
  };

  const load = async (): Promise<void> => {
    const begun = generation;
    const known = shared.safeParse(await cache.get(key)).data;
    const tail = await journal.tail();
    // Without shared counts, from the begin of the journal.
    const base = known ?? { epoch: tail.epoch, sequence: 0, counts: {} };
    const read = await journal.read(base);
    const isReached = read.gap === undefined;
    // Another replica moves them; the next read of this one gets the result.
    if (!isReached && !(await cache.claim(`${key} ${tail.epoch} ${base.sequence}`, claimMs))) return;
    const loaded = createCounts(tail.epoch, isReached ? base.sequence : tail.sequence, base.counts);
    if (isReached) loaded.add(read.entries);
    if (generation !== begun) return;
    loaded.add(pending);
    state = loaded;
    if (!isReached) await share(loaded);
  };

  return {
    observe({ events }) {
      for (const event of events) {
        if (isJournalRestart(event)) {
          state = null;
          pending = [];
          generation += 1;
        } else if (state) state.add([event]);
        else if (loading) pending.push(event);
      }
    },
    async read() {
      if (!state) {
        // A position that this replica cannot read yet: the next scrape tries again.
        loading ??= load()
          .catch(() => undefined)
          .finally(() => {
            loading = null;
            pending = [];
          });
        await loading;
      }
      const counts = state;
      if (!counts) return null;
      return (environment, application) => counts.byApplication.get(keyOf(environment, application)) ?? 0;
    },
    async share() {
      const isDue = now() - sharedAt >= shareEveryMs;
      if (state && isDue && state.sequence !== sharedSequence) await share(state);
    },
  };
}

interface Counts {
  readonly epoch: string;
  /** Of the last entry that is counted. */
  readonly sequence: number;
  /** Only applications that restarted. */
  readonly byApplication: ReadonlyMap<string, number>;
  /** Entries that are counted already are ignored, and those of another epoch. */
  add(entries: readonly JournalEntry[]): void;
}

function createCounts(epoch: string, from: number, counts: Readonly<Record<string, number>> = {}): Counts {
  const byApplication = new Map(Object.entries(counts));
  let sequence = from;
  return {
    epoch,
    get sequence() {
      return sequence;
    },
    byApplication,
    add(entries) {
      for (const { position, transition } of entries) {
        if (position.epoch !== epoch || position.sequence <= sequence) continue;
        sequence = position.sequence;
        const application = keyOf(transition.environment, transition.application);
        if (transition.to === null) byApplication.delete(application);
        else if (isJobRestart(transition)) {
          byApplication.set(application, (byApplication.get(application) ?? 0) + 1);
        }
      }
    },
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
