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
import { hash, randomUUID } from 'node:crypto';
import { isIdentityFailure, isOutage } from '../../cmf/errors.ts';
import { isObject, type Json } from '../../json.ts';
import type { OperationKind, OperationRecord, OperationTarget, WriteLog } from '../../store/write-log.ts';
import { type WriteLease, WriteLogUnavailableError } from '../../store/write-log.ts';
import { invalid, upstream, type WriteProblem, WriteProblems } from '../problems.ts';
import { failureOf } from './cmf-problems.ts';
import { createSerialize } from './serialize.ts';

/** The requested operation and its caller. */
export interface WriteRequest {
  readonly kind: OperationKind;
  readonly target: OperationTarget;
  readonly actor: string | null;
  /** Identifies the caller among all callers. Each caller has its own idempotency keys. */
  readonly principal: string;
  /** The identity whose credentials CMF checks. */
  readonly identity: 'CALLER' | 'GATEWAY';
  readonly reason: string | null;
  readonly requestId: string;
  readonly idempotencyKey: string | null;
  /** All inputs that the effect depends on. A different input under the same key is an error. */
  readonly input: Json;
}

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

export interface RunWriteOptions {
  readonly log: WriteLog;
  /** Length of a lease. It is renewed, so this is how long a crashed replica blocks a target. */
  readonly leaseMs: number;
  /** How long a write waits for earlier writes to its target. */
  readonly waitMs: number;
  /** Runs each attempt. It must return the result of `run`. */
  readonly traceWrite?: TraceWrite | undefined;
  /** Called once for each attempt that has ended, also for those that were refused. */
  readonly onEnd: (operation: OperationRecord) => void;
  /** Called when the result of a write could not be read. */
  readonly onUnreadable: (error: unknown, operation: OperationRecord) => void;
}

export type TraceWrite = (request: WriteRequest, run: () => Promise<WriteResult>) => Promise<WriteResult>;

export type RunWrite = <Prepared>(request: WriteRequest, steps: WriteSteps<Prepared>) => Promise<WriteResult>;

/** Retries, because CMF may be slow for a moment, and without these reads the payload lacks the result. */
const settleAttempts = 3;
const nothingRead: Settled = { instance: null, applied: null };

export function createRunWrite(options: RunWriteOptions): RunWrite {
  const { log, leaseMs, waitMs, onEnd, onUnreadable, traceWrite = (_request, run) => run() } = options;
  const serialize = createSerialize({ log, leaseMs, waitMs });

  const finish = (operation: OperationRecord, end: Partial<OperationRecord>): OperationRecord => {
    const ended = { ...operation, ...end, endedAt: new Date().toISOString() };
    onEnd(ended);
    return ended;
  };

  /**
   * Nothing was sent, or CMF refused it: the key is free for another attempt. Under the lease, because a request with the
   * same key may carry on from the record as soon as it has the lease.
   */
  const fail = async (
    operation: OperationRecord,
    problems: readonly WriteProblem[],
    lease: WriteLease,
    request: WriteRequest,
  ): Promise<WriteResult> => {
    const failed = finish(operation, { state: 'FAILED', error: firstOf(problems) });
    try {
      if (await lease.save(failed)) await freeKey(request, operation.id);
    } catch (error) {
      unlessUnavailable(error);
    }
    return { operation: failed, problems, payload: undefined };
  };

  /** Refused before it had the lease, or Redis is away. With a key, another request may carry the record on. */
  const refuse = async (
    operation: OperationRecord,
    problems: readonly WriteProblem[],
    { idempotencyKey }: WriteRequest,
  ): Promise<WriteResult> => {
    const refused = finish(operation, { state: 'FAILED', error: firstOf(problems) });
    if (idempotencyKey === null) await log.save(refused).catch(unlessUnavailable);
    return { operation: refused, problems, payload: undefined };
  };

  const freeKey = async (request: WriteRequest, operation: string): Promise<void> => {
    const key = keyOf(request);
    if (key !== null) await log.free(key, { fingerprint: fingerprintOf(request), operation });
  };

  /** CMF may have acted. A failure to save must not hide that: a repeated request then reads the target again. */
  const conclude = async (
    operation: OperationRecord,
    state: 'SUCCEEDED' | 'UNCHANGED' | 'UNKNOWN',
    { instance, payload }: Settled,
  ): Promise<WriteResult> => {
    const problems = state === 'UNKNOWN' ? [outcomeUnknown] : [];
    const concluded = finish(operation, { state, instance, error: firstOf(problems) });
    if (payload !== undefined) await log.keepPayload(operation.id, payload).catch(unlessUnavailable);
    await log.save(concluded).catch(unlessUnavailable);
    return { operation: concluded, problems, payload };
  };

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
      return conclude(sending, settled.applied ? 'SUCCEEDED' : 'UNKNOWN', settled);
    const isUnchanged = !sent || settled.applied === false;
    return conclude(sending, isUnchanged ? 'UNCHANGED' : 'SUCCEEDED', settled);
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
        if (error instanceof WriteProblems) return fail(known, error.problems, lease, request);
        throw error;
      }
    }
    if (known.state === 'SENDING') {
      const settled = await settle(steps, null, known, onUnreadable);
      return conclude(known, settled.applied ? 'SUCCEEDED' : 'UNKNOWN', settled);
    }
    const problems = known.state === 'UNKNOWN' ? [outcomeUnknown] : [];
    return { operation: known, problems, payload: await log.payload(known.id) };
  };

  /** Null if the earlier operation with this key changed nothing: the key is free now. */
  const attempt = async <Prepared>(
    operation: OperationRecord,
    request: WriteRequest,
    steps: WriteSteps<Prepared>,
  ): Promise<WriteResult | null> => {
    const key = keyOf(request);
    const fingerprint = fingerprintOf(request);
    const earlier = key && (await log.reserve(key, { fingerprint, operation: operation.id }));
    if (earlier && earlier.fingerprint !== fingerprint) throw new WriteProblems(conflictingKey);
    const current = earlier ? { ...operation, id: earlier.operation } : operation;
    if (!earlier) await log.save(operation);
    return serialize(request.target, async (lease) => {
      // A concurrent request with the same key may have had the lease before.
      const known = key ? await log.find(current.id) : null;
      if (known?.state !== 'FAILED') return resume(known ?? current, request, lease, steps);
      await freeKey(request, current.id);
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
      if (error instanceof WriteProblems) return refuse(operation, error.problems, request);
      if (error instanceof WriteLogUnavailableError) return refuse(operation, [redisUnavailable], request);
      throw error;
    }
  };

  return (request, steps) => traceWrite(request, () => run(request, steps));
}

const outcomeUnknown = upstream(
  'OUTCOME_UNKNOWN',
  'The response of CMF was lost. The request was not repeated; the payload shows the current state.',
);
const leaseLost = upstream(
  'WRITE_IN_PROGRESS',
  'The write took too long before it was sent, and another write to the same target has started. Nothing was sent.',
);
const gatewayRefused = upstream(
  'CMF_REFUSED_GATEWAY',
  'CMF does not accept the identity of the gateway. Nothing was sent.',
);
const notReadable = upstream('CMF_UNREACHABLE', 'CMF does not respond. Nothing was sent.');
const redisUnavailable = upstream(
  'REDIS_UNAVAILABLE',
  'Redis is unavailable, so that the write cannot be serialized. Nothing was sent.',
);
const conflictingKey = invalid('CONFLICTING_KEY', 'This key was used with another input.', [
  'idempotencyKey',
]);

/** CMF did not answer the reads that the check depends on. */
function rethrowOutage(error: unknown): never {
  if (isIdentityFailure(error)) throw new WriteProblems(gatewayRefused);
  throw isOutage(error) ? new WriteProblems(notReadable) : error;
}

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

function keyOf({ principal, idempotencyKey }: WriteRequest): string | null {
  return idempotencyKey === null ? null : digest([principal, idempotencyKey]);
}

function fingerprintOf({ kind, target, reason, input }: WriteRequest): string {
  return digest([kind, { ...target }, reason, sorted(input)]);
}

function digest(parts: Json): string {
  return hash('sha256', JSON.stringify(parts), 'base64url');
}

/** Objects as lists of entries by key, so that equal inputs have equal digests. */
function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return { entries: entries.map(([key, part]) => [key, sorted(part)]) };
}

function firstOf([problem]: readonly WriteProblem[]): OperationRecord['error'] {
  return problem ? { code: problem.code, message: problem.message } : null;
}

function unlessUnavailable(error: unknown): void {
  if (!(error instanceof WriteLogUnavailableError)) throw error;
}
