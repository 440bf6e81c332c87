/** What each operation is given: the mirror, its own loaders, and how fresh the caller wants the answer. */

import type { ReadOptions, Reads } from '../src/mirror/reads.ts';
import type { Redaction } from '../src/redaction/redaction.ts';
import type { Loaders } from './loaders.ts';

/** What an operator sets about histories. */
export interface HistorySettings {
  readonly upgradeStuckAfterMs: number;
  /** Null for no link to an instance's logs. */
  readonly logUrlTemplate: string | null;
}

export interface Context {
  /** As much of it as this caller may see. */
  readonly mirror: Reads;
  readonly loaders: Loaders;
  /** `Cache-Control: no-cache` makes this "not before the request". Its signal is the operation's own. */
  readonly read: ReadOptions;
  /** Ends what only this operation reads: nobody waits for its answer any more. */
  readonly abandon: () => void;
  readonly history: HistorySettings;
  readonly requestId: string;
  /** Whose view this is: callers of one scope see the same. */
  readonly scope: string;
  /** Takes credentials out of what is handed out. */
  readonly redaction: Redaction;
  /** Only for an operation that is so large that others must have turns between its items. */
  readonly yieldToEventLoop?: () => Promise<void>;
  /** `Last-Event-ID` of a request for server-sent events: the cursor to resume after. */
  readonly lastEventId?: string | undefined;
  /** Entries that may wait for one subscription. */
  readonly maxQueuedUpdates: number;
  /** Called when more would have to wait: the subscription is over. */
  readonly onTooSlow: () => void;
  /** Aborted when the gateway drains: subscriptions then complete. */
  readonly draining: AbortSignal;
}

/** For what the caller did not name: what it may not see is then not there, as if it did not exist. */
export function unnamed(read: ReadOptions): ReadOptions {
  return { ...read, unnamed: true };
}
