/**
 * The write log: the operations that callers requested of the gateway, shared by all replicas.
 *
 * It makes writes safe: a lease serializes the writes to one target, an idempotency key leads to one operation, and the
 * record of an operation is saved before its request goes to CMF. So after a crash it is known whether the request may
 * have been sent.
 */
export const operationKinds = [
  'APPLY_APPLICATION',
  'START_APPLICATION',
  'SUSPEND_APPLICATION',
  'ROLL_BACK_APPLICATION',
  'DELETE_APPLICATION',
  'CREATE_SAVEPOINT',
  'DETACH_SAVEPOINT',
  'DELETE_SAVEPOINT',
  'APPLY_ENVIRONMENT',
  'DELETE_ENVIRONMENT',
] as const;

export type OperationKind = (typeof operationKinds)[number];

/**
 * `PENDING`: waits for other writes to the target, or is being checked. `SENDING`: the request to CMF may be under way.
 * `SUCCEEDED`: CMF executed it. `UNCHANGED`: CMF made no change. `FAILED`: it was refused, and CMF
 * changed nothing. `UNKNOWN`: CMF's response was lost; the operation was not repeated.
 */
export const operationStates = ['PENDING', 'SENDING', 'SUCCEEDED', 'UNCHANGED', 'FAILED', 'UNKNOWN'] as const;

export type OperationState = (typeof operationStates)[number];

export interface OperationTarget {
  /** Null for a detached savepoint, which belongs to no environment. */
  readonly environment: string | null;
  /** Null for a write to the environment itself. */
  readonly application: string | null;
  readonly savepoint: string | null;
}

export interface OperationRecord {
  readonly id: string;
  readonly kind: OperationKind;
  readonly target: OperationTarget;
  /** Who requested it; null if the gateway does not know its callers. */
  readonly actor: string | null;
  readonly reason: string | null;
  readonly requestId: string;
  readonly state: OperationState;
  /** RFC 3339. */
  readonly startedAt: string;
  readonly endedAt: string | null;
  /** UID of the latest instance when the request was sent; null if there was none, or before. */
  readonly latestBefore: string | null;
  /** UID of the instance that resulted; null if none did. */
  readonly instance: string | null;
  /** The code and message of the first error; null without one. */
  readonly error: { readonly code: string; readonly message: string } | null;
}

/** The value of an idempotency key. */
export interface KeyedOperation {
  /** A digest of the operation's input. */
  readonly fingerprint: string;
  /** The id of the operation. */
  readonly operation: string;
}

/** The exclusive right to write to one target, until released or expired. */
export interface WriteLease {
  /** False if the lease has expired and may belong to another writer. */
  renew(): Promise<boolean>;
  /** Saves the record only if the lease is still held; else returns false. */
  save(record: OperationRecord): Promise<boolean>;
  release(): Promise<void>;
}

/** Methods throw a `WriteLogUnavailableError` while the shared part is unreachable. */
export interface WriteLog {
  /** Null while another writer holds it. */
  acquire(target: string, ttlMs: number): Promise<WriteLease | null>;
  /** Reserves a key. Returns the earlier operation if the key is taken. */
  reserve(key: string, operation: KeyedOperation): Promise<KeyedOperation | null>;
  /** Frees a key whose operation changed nothing, if it still leads to that operation. */
  free(key: string, operation: KeyedOperation): Promise<void>;
  /** The payload of an operation, kept as long as its key. */
  keepPayload(operation: string, payload: object): Promise<void>;
  payload(operation: string): Promise<unknown>;
  save(record: OperationRecord): Promise<void>;
  find(id: string): Promise<OperationRecord | null>;
  /** Newest first; of one environment or application, or of all. */
  list(scope: OperationScope): Promise<readonly OperationRecord[]>;
}

export interface OperationScope {
  readonly environment?: string | undefined;
  readonly application?: string | undefined;
}

/** Redis is configured and unreachable: without it, writes can be neither serialized nor recorded. */
export class WriteLogUnavailableError extends Error {
  override readonly name = 'WriteLogUnavailableError';
}

/** How long a key leads to its operation. */
export const keyTtlMs = 24 * 60 * 60 * 1000;

/** Operations that the log lists: of all targets, and again of each environment and application. */
export const maxOperations = 1_000;
