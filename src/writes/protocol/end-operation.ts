/** The ends of an operation: what is saved, what the caller receives, and whether its idempotency key is free again. */
import {
  type OperationRecord,
  type OperationState,
  type WriteLease,
  type WriteLog,
  WriteLogUnavailableError,
} from '../../store/write-log.ts';
import { upstream, type WriteProblem } from '../problems.ts';
import { freeKey } from './idempotency-key.ts';
import type { Settled, WriteRequest, WriteResult } from './write-steps.ts';

export interface EndOperationOptions {
  readonly log: WriteLog;
  /** Called once for each attempt that has ended, also for those that were refused. */
  readonly onEnd: (operation: OperationRecord) => void;
}

export interface EndOperation {
  /**
   * Nothing was sent, or CMF refused it: the key is free for another attempt. Under the lease, because a request with
   * the same key may carry on from the record as soon as it has the lease.
   */
  fail(
    operation: OperationRecord,
    problems: readonly WriteProblem[],
    lease: WriteLease,
    request: WriteRequest,
  ): Promise<WriteResult>;
  /** Refused before it had the lease, or Redis is away. With a key, another request may carry the record on. */
  refuse(
    operation: OperationRecord,
    problems: readonly WriteProblem[],
    request: WriteRequest,
  ): Promise<WriteResult>;
  /** CMF may have acted. A failure to save must not hide that: a repeated request then reads the target again. */
  conclude(
    operation: OperationRecord,
    state: 'SUCCEEDED' | 'UNCHANGED' | 'UNKNOWN',
    settled: Settled,
  ): Promise<WriteResult>;
}

const outcomeUnknown = upstream(
  'OUTCOME_UNKNOWN',
  'The response of CMF was lost. The request was not repeated; the payload shows the current state.',
);

/** The problems of an operation that may have reached CMF. */
export function problemsIn(state: OperationState): readonly WriteProblem[] {
  return state === 'UNKNOWN' ? [outcomeUnknown] : [];
}

export function createEndOperation({ log, onEnd }: EndOperationOptions): EndOperation {
  const ended = (
    operation: OperationRecord,
    [problem]: readonly WriteProblem[],
    outcome: Partial<OperationRecord>,
  ): OperationRecord => {
    const error = problem ? { code: problem.code, message: problem.message } : null;
    const record = { ...operation, ...outcome, error, endedAt: new Date().toISOString() };
    onEnd(record);
    return record;
  };

  return {
    async fail(operation, problems, lease, request) {
      const failed = ended(operation, problems, { state: 'FAILED' });
      try {
        if (await lease.save(failed)) await freeKey(log, request, operation.id);
      } catch (error) {
        unlessUnavailable(error);
      }
      return { operation: failed, problems, payload: undefined };
    },

    async refuse(operation, problems, { idempotencyKey }) {
      const refused = ended(operation, problems, { state: 'FAILED' });
      if (idempotencyKey === null) await log.save(refused).catch(unlessUnavailable);
      return { operation: refused, problems, payload: undefined };
    },

    async conclude(operation, state, { instance, payload }) {
      const problems = problemsIn(state);
      const concluded = ended(operation, problems, { state, instance });
      if (payload !== undefined) await log.keepPayload(operation.id, payload).catch(unlessUnavailable);
      await log.save(concluded).catch(unlessUnavailable);
      return { operation: concluded, problems, payload };
    },
  };
}

function unlessUnavailable(error: unknown): void {
  if (!(error instanceof WriteLogUnavailableError)) throw error;
}
