/** The context of an operation: the mirror, its loaders, and the required freshness of reads. */

import type { FlinkJobs } from '../src/flink/jobs.ts';
import type { ReadOptions, Reads } from '../src/mirror/reads-interface.ts';
import type { ProblemFeed } from '../src/problems/problem-updates.ts';
import type { Redaction } from '../src/redaction/redaction.ts';
import type { WriteLog } from '../src/store/write-log.ts';
import type { CallerWrites } from '../src/writes/write-service.ts';
import type { Loaders } from './loaders.ts';

/** The settings of the history fields. */
export interface HistorySettings {
  readonly upgradeStuckAfterMs: number;
  /** Null disables links to logs. */
  readonly logUrlTemplate: string | null;
}

/** Properties of the gateway that clients may read. */
export interface GatewayFacts {
  /** Whether it accepts mutations. */
  readonly mutations: boolean;
  /** Whether CMF is the embedded emulator. */
  readonly emulator: boolean;
  readonly version: string;
}

/**
 * The values that all operations share. They are one property of the context, because the pipeline copies the
 * properties of a context for every operation.
 */
export interface GatewayContext extends GatewayFacts {
  /** The problems of the whole fleet as a feed. Pass it through `mirror.visible` before a caller receives it. */
  readonly problemUpdates: ProblemFeed;
  readonly history: HistorySettings;
  /** The log of writes. */
  readonly operations: Pick<WriteLog, 'list'>;
  /** Maximum number of queued updates of one subscription. */
  readonly maxQueuedUpdates: number;
  /** Aborted when the gateway drains; subscriptions then complete. */
  readonly draining: AbortSignal;
}

export interface Context {
  readonly gateway: GatewayContext;
  /** The part of the mirror that this caller may see. */
  readonly mirror: Reads;
  readonly loaders: Loaders;
  /** The running jobs of all applications. Read a job only if `mirror` returns its application to this caller. */
  readonly flink: FlinkJobs;
  /**
   * The required freshness of reads: `Cache-Control: no-cache` requires data from after the start of the request. The
   * signal aborts with the operation.
   */
  readonly read: ReadOptions;
  /** Aborts the reads that only this operation waits for, because its result is no longer needed. */
  readonly abandon: () => void;
  readonly requestId: string;
  /** The writes of this caller. Only the resolvers of mutations call it. */
  readonly writes: () => CallerWrites;
  /** Callers with the same scope see the same data. */
  readonly scope: string;
  /** False if CMF decides what this caller may see. */
  readonly seesEverything: boolean;
  /** Redacts credentials in results. */
  readonly redaction: Redaction;
  /** Set only for large operations, which must yield to the event loop between items. */
  readonly yieldToEventLoop?: () => Promise<void>;
  /** `Last-Event-ID` of a request for server-sent events: the cursor to resume after. */
  readonly lastEventId?: string | undefined;
  /** Called when the queue overflows; the subscription then ends. */
  readonly onTooSlow: () => void;
}

/**
 * Read options for items that the caller did not name. An item that the caller may not see is absent, as if it did
 * not exist.
 */
export function unnamed(read: ReadOptions): ReadOptions {
  return { ...read, unnamed: true };
}
