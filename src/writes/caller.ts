/** The caller of a write: its view of the mirror, and the credentials that CMF checks. */
import type { Reads } from '../mirror/reads-interface.ts';

/** Whose rights CMF checks. */
export type WriteIdentity = 'CALLER' | 'GATEWAY';

export interface WriteCaller {
  /** The part of the mirror that the caller may see. */
  readonly reads: Reads;
  /** The caller's own credentials, sent to CMF in place of the gateway's; undefined: the gateway's identity writes. */
  readonly authorization: string | undefined;
  readonly identity: WriteIdentity;
  /** The name of the caller for the records; null if unknown. */
  readonly actor: string | null;
  /** Identifies the caller among all callers. Each caller has its own idempotency keys. */
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
