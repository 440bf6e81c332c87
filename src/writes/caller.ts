/** Who writes: the caller's view of the mirror, and whose credentials CMF judges. */
import type { Reads } from '../mirror/reads-interface.ts';

export interface WriteCaller {
  /** The part of the mirror that the caller may see. */
  readonly reads: Reads;
  /** The caller's own credentials, sent to CMF in place of the gateway's; undefined: the gateway's identity writes. */
  readonly authorization: string | undefined;
  /** Whose rights CMF decides on. */
  readonly identity: 'CALLER' | 'GATEWAY';
  /** Who it is, for the records; null if unknown. */
  readonly actor: string | null;
  /** Identifies the caller among all callers. */
  readonly principal: string;
  readonly requestId: string;
}

/** What every write may have. */
export interface WriteOptions {
  /** Why; shown with the operation and with the instance that results. */
  readonly reason: string | null;
  /** The same key leads to one operation for 24 hours. */
  readonly idempotencyKey: string | null;
}
