/** The caller of a write: its view of the mirror, and the credentials that CMF checks. */
import type { Reads } from '../mirror/reads-interface.ts';

export interface WriteCaller {
  /** The part of the mirror that the caller may see. */
  readonly reads: Reads;
  /** The caller's own credentials, sent to CMF in place of the gateway's; undefined: the gateway's identity writes. */
  readonly authorization: string | undefined;
  /** The identity whose rights CMF checks. */
  readonly identity: 'CALLER' | 'GATEWAY';
  /** The name of the caller for the records; null if unknown. */
  readonly actor: string | null;
  /** Identifies the caller among all callers. */
  readonly principal: string;
  readonly requestId: string;
}

/** Options of every write. */
export interface WriteOptions {
  /** The reason of the write; shown with the operation and with the resulting instance. */
  readonly reason: string | null;
  /** The same key leads to one operation for 24 hours. */
  readonly idempotencyKey: string | null;
}
