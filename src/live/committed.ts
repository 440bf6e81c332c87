/** The result of one or several commits, for listeners of the store. */
import type { Application } from '../cmf/resources/application.ts';
import type { JournalEvent } from './journal.ts';

/** An application before and after a commit; null where there is none. */
export interface ApplicationChange {
  readonly previous: Application | null;
  readonly next: Application | null;
}

/** The result of one or more commits, delivered to this process after its view includes it. */
export interface Committed {
  /** The applications that were written or removed. */
  readonly applications: readonly ApplicationChange[];
  /** The journal entries of the commit, in journal order. */
  readonly events: readonly JournalEvent[];
}
