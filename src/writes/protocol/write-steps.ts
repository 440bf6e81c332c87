/** A write as its protocol sees it: the request, the steps that differ between writes, and the result. */
import type { Json } from '../../json.ts';
import type { OperationKind, OperationRecord, OperationTarget } from '../../store/write-log.ts';
import type { WriteCaller, WriteOptions } from '../caller.ts';
import type { WriteProblem } from '../problems.ts';

export interface RequestedWrite extends WriteOptions {
  readonly kind: OperationKind;
  readonly target: OperationTarget;
  /** All inputs that the effect depends on. A different input under the same key is an error. */
  readonly input: Json;
}

/** The requested operation and its caller. */
export interface WriteRequest
  extends RequestedWrite,
    Pick<WriteCaller, 'actor' | 'principal' | 'identity' | 'requestId'> {}

/** The steps that differ between writes. `Prepared` is the result of the check. */
export interface WriteSteps<Prepared> {
  /** Checks against fresh reads. Throws `WriteProblems` if the write must not be sent. */
  prepare(): Promise<Prepared>;
  /** UID of the latest instance before the write, to identify the instance that results from it. */
  latestBefore?(prepared: Prepared): string | null;
  /** Sends the one request. Resolves to false if CMF had nothing to change. Throws a `CmfError`. */
  send(prepared: Prepared, operation: OperationRecord): Promise<boolean>;
  /** Reads the state after the write. `prepared` is null if another process sent the request. */
  settle(prepared: Prepared | null, operation: OperationRecord): Promise<Settled>;
}

export interface Settled {
  /** UID of the instance that resulted from the write; null if none did. */
  readonly instance: string | null;
  /** Whether the reads prove that the write took effect; null if they prove nothing. */
  readonly applied: boolean | null;
  /** The payload besides the target, for repeated requests. */
  readonly payload?: object | undefined;
}

export interface WriteResult {
  readonly operation: OperationRecord;
  readonly problems: readonly WriteProblem[];
  /** `Settled.payload` of this request or of the earlier one with the same key. */
  readonly payload: unknown;
}
