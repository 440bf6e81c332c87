/**
 * Runs the writes to one target one after the other, across all replicas, with a lease that is renewed during a
 * write.
 */
import { setTimeout as elapsed } from 'node:timers/promises';
import type { OperationTarget, WriteLease, WriteLog } from '../../store/write-log.ts';
import { upstream, WriteProblems } from '../problems.ts';

export interface SerializeOptions {
  readonly log: WriteLog;
  /** Length of a lease. It is renewed, so this is how long a crashed replica blocks a target. */
  readonly leaseMs: number;
  /** How long a write waits for earlier writes to its target. */
  readonly waitMs: number;
}

export type Serialize = <Result>(
  target: OperationTarget,
  work: (lease: WriteLease) => Promise<Result>,
) => Promise<Result>;

const retryMs = 25;
const releaseRetryMs = 250;
/** A write sends a few requests to CMF, each within its time limit. */
const maxHoldMs = 120_000;

/** Throws `WriteProblems` with `WRITE_IN_PROGRESS` if the earlier writes do not end in time. */
export function createSerialize({ log, leaseMs, waitMs }: SerializeOptions): Serialize {
  const acquire = async (target: OperationTarget): Promise<WriteLease> => {
    const name = leaseOf(target);
    const deadline = performance.now() + waitMs;
    for (;;) {
      const lease = await log.acquire(name, leaseMs);
      if (lease) return lease;
      if (performance.now() >= deadline) {
        const message = `Another write to the same target did not end within ${waitMs} ms. Nothing was sent.`;
        throw new WriteProblems(upstream('WRITE_IN_PROGRESS', message));
      }
      // Jitter: several waiting writers do not retry at the same moments.
      await elapsed(retryMs * (0.5 + Math.random()));
    }
  };

  /** A lease that cannot be released while Redis is away would block the target until it expires. */
  const release = async (lease: WriteLease): Promise<void> => {
    for (const deadline = performance.now() + leaseMs; performance.now() < deadline; ) {
      try {
        return await lease.release();
      } catch {
        await elapsed(releaseRetryMs, undefined, { ref: false });
      }
    }
  };

  return async (target, work) => {
    const lease = await acquire(target);
    const deadline = performance.now() + maxHoldMs;
    // A renewal that fails needs no reaction: `lease.save` checks whether the lease is still held. A write that does
    // not end loses its lease, so that it cannot block its target forever.
    const renew = () => {
      if (performance.now() < deadline) void lease.renew().catch(ignored);
    };
    const renewal = setInterval(renew, leaseMs / 3);
    try {
      return await work(lease);
    } finally {
      clearInterval(renewal);
      void release(lease);
    }
  };
}

/** Writes to the savepoints of an application are writes to the application. */
function leaseOf({ environment, application, savepoint }: OperationTarget): string {
  return JSON.stringify(environment === null ? ['detached', savepoint] : [environment, application]);
}

function ignored(): void {}
