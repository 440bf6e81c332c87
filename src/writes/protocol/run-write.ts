/**
 * The protocol of every write.
 *
 * 1. Reserve the idempotency key. A known key leads to the earlier operation: its payload is returned, and nothing is
 *    sent.
 * 2. Take the lease of the target, so that the writes of all replicas to one target run one after the other.
 * 3. Check the write against fresh reads.
 * 4. Save the record as `SENDING`, only if the lease is still held. Then send the one request to CMF.
 * 5. Read the current state, save the outcome, release the lease.
 *
 * A request is never repeated when its outcome is unknown: after a lost response, or after a crash between 4 and 5,
 * the target is read and the payload shows its current state.
 */
import { randomUUID } from 'node:crypto';
import { type OperationRecord, type WriteLease, WriteLogUnavailableError } from '../../store/write-log.ts';
import { upstream, WriteProblems } from '../problems.ts';
import { failureOf, rethrowOutage } from './cmf-problems.ts';
import { createEndOperation, type EndOperationOptions, problemsIn } from './end-operation.ts';
import { freeKey, reserveKey } from './idempotency-key.ts';
import { createSerialize, type SerializeOptions } from './serialize.ts';
import type { Settled, WriteRequest, WriteResult, WriteSteps } from './write-steps.ts';

export interface RunWriteOptions extends SerializeOptions, EndOperationOptions {
  /** Runs each attempt. It must return the result of `run`. */
  readonly traceWrite?: TraceWrite | undefined;
  /** Called when the result of a write could not be read. */
  readonly onUnreadable: (error: unknown, operation: OperationRecord) => void;
}

export type TraceWrite = (request: WriteRequest, run: () => Promise<WriteResult>) => Promise<WriteResult>;

export type RunWrite = <Prepared>(request: WriteRequest, steps: WriteSteps<Prepared>) => Promise<WriteResult>;

/** Retries, because CMF may be slow for a moment, and without these reads the payload lacks the result. */
const settleAttempts = 3;
const nothingRead: Settled = { instance: null, applied: null };

export function createRunWrite(options: RunWriteOptions): RunWrite {
  const { log, onUnreadable, traceWrite = (_request, run) => run() } = options;
  const serialize = createSerialize(options);
  const end = createEndOperation(options);

  const send = async <Prepared>(
    operation: OperationRecord,
    { identity }: WriteRequest,
    lease: WriteLease,
    steps: WriteSteps<Prepared>,
  ): Promise<WriteResult> => {
    const prepared = await steps.prepare().catch(rethrowOutage);
    const latestBefore = steps.latestBefore?.(prepared) ?? null;
    const sending = { ...operation, state: 'SENDING' as const, latestBefore };
    if (!(await lease.save(sending))) throw new WriteProblems(leaseLost);
    const sent = await steps.send(prepared, sending).catch((error: unknown) => failureOf(error, identity));
    if (typeof sent === 'object' && sent.outcome !== 'UNKNOWN') throw new WriteProblems(...sent.problems);
    const settled = await settle(steps, prepared, sending, onUnreadable);
    if (typeof sent === 'object')
      return end.conclude(sending, settled.applied ? 'SUCCEEDED' : 'UNKNOWN', settled);
    const isUnchanged = !sent || settled.applied === false;
    return end.conclude(sending, isUnchanged ? 'UNCHANGED' : 'SUCCEEDED', settled);
  };

  /** Carries an operation on from its last saved state, which another process may have reached. */
  const resume = async <Prepared>(
    known: OperationRecord,
    request: WriteRequest,
    lease: WriteLease,
    steps: WriteSteps<Prepared>,
  ): Promise<WriteResult> => {
    if (known.state === 'PENDING') {
      try {
        return await send(known, request, lease, steps);
      } catch (error) {
        if (error instanceof WriteProblems) return end.fail(known, error.problems, lease, request);
        throw error;
      }
    }
    if (known.state === 'SENDING') {
      const settled = await settle(steps, null, known, onUnreadable);
      return end.conclude(known, settled.applied ? 'SUCCEEDED' : 'UNKNOWN', settled);
    }
    return { operation: known, problems: problemsIn(known.state), payload: await log.payload(known.id) };
  };

  /** Null if the earlier operation with this key changed nothing: the key is free now. */
  const attempt = async <Prepared>(
    operation: OperationRecord,
    request: WriteRequest,
    steps: WriteSteps<Prepared>,
  ): Promise<WriteResult | null> => {
    const earlier = await reserveKey(log, request, operation.id);
    const current = earlier ? { ...operation, id: earlier.operation } : operation;
    if (!earlier) await log.save(operation);
    return serialize(request.target, async (lease) => {
      // A concurrent request with the same key may have had the lease before.
      const known = request.idempotencyKey === null ? null : await log.find(current.id);
      if (known?.state !== 'FAILED') return resume(known ?? current, request, lease, steps);
      await freeKey(log, request, current.id);
      return null;
    });
  };

  const run: RunWrite = async (request, steps) => {
    const operation = newOperation(request);
    try {
      for (;;) {
        const result = await attempt(operation, request, steps);
        if (result) return result;
      }
    } catch (error) {
      if (error instanceof WriteProblems) return end.refuse(operation, error.problems, request);
      if (error instanceof WriteLogUnavailableError)
        return end.refuse(operation, [redisUnavailable], request);
      throw error;
    }
  };

  return (request, steps) => traceWrite(request, () => run(request, steps));
}

const leaseLost = upstream(
  'WRITE_IN_PROGRESS',
  'The write took too long before it was sent, and another write to the same target has started. Nothing was sent.',
);
const redisUnavailable = upstream(
  'REDIS_UNAVAILABLE',
  'Redis is unavailable, so that the write cannot be serialized. Nothing was sent.',
);

async function settle<Prepared>(
  steps: WriteSteps<Prepared>,
  prepared: Prepared | null,
  operation: OperationRecord,
  onUnreadable: RunWriteOptions['onUnreadable'],
): Promise<Settled> {
  for (let attempt = 1; attempt <= settleAttempts; attempt += 1) {
    try {
      return await steps.settle(prepared, operation);
    } catch (error) {
      onUnreadable(error, operation);
    }
  }
  return nothingRead;
}

function newOperation({ kind, target, actor, reason, requestId }: WriteRequest): OperationRecord {
  return {
    id: randomUUID(),
    kind,
    target,
    actor,
    reason,
    requestId,
    state: 'PENDING',
    startedAt: new Date().toISOString(),
    endedAt: null,
    latestBefore: null,
    instance: null,
    error: null,
  };
}
