/** The writes of one caller: each checks its input, counts against the caller's rate, and runs by the protocol. */

import type { ArchiveStorage } from '../archive/storage.ts';
import type { CmfClient } from '../cmf/client.ts';
import type { OperationKind } from '../store/write-log.ts';
import { type ApplicationWrites, createApplicationWrites } from './application-writes.ts';
import type { WriteCaller } from './caller.ts';
import { createEnvironmentWrites, type EnvironmentWrites } from './environment-writes.ts';
import { notPermitted, type WriteProblem } from './problems.ts';
import { createRunWrite, type RunWriteOptions } from './protocol/run-write.ts';
import type { RequestedWrite, WriteResult, WriteSteps } from './protocol/write-steps.ts';
import { createRateLimit } from './rate-limit.ts';
import { createSavepointWrites, type SavepointWrites } from './savepoint-writes.ts';

export interface WriteService {
  forCaller(caller: WriteCaller): CallerWrites;
}

export interface CallerWrites {
  readonly applications: ApplicationWrites;
  readonly savepoints: SavepointWrites;
  readonly environments: EnvironmentWrites;
  /** Runs a write, unless the caller has used up its rate. */
  run<Prepared>(write: RequestedWrite, steps: WriteSteps<Prepared>): Promise<WriteResult | RefusedWrite>;
  /** Reports a write whose input is not valid. It appears in the audit log, not in the log of operations. */
  refuse(kind: OperationKind, problems: readonly WriteProblem[]): void;
}

/** A write that did not become an operation. */
export interface RefusedWrite {
  readonly operation: null;
  readonly problems: readonly WriteProblem[];
  readonly payload?: undefined;
}

/** The part of a CMF client that writes need. */
export type CmfWriteAccess = Pick<CmfClient, 'writes' | 'getEnvironmentDefaults'>;

export interface WriteServiceOptions extends Omit<RunWriteOptions, 'waitMs'> {
  /** Writes with the identity of the gateway. */
  readonly cmf: CmfWriteAccess;
  /** Writes with a caller's credentials only; null unless CMF authorizes callers. */
  readonly callerCmf: CmfWriteAccess | null;
  readonly archive: ArchiveStorage;
  readonly maxPerMinute: number;
  /** Longest time of one request to CMF, in milliseconds. */
  readonly cmfTimeoutMs: number;
  /** Called for each attempt that was refused before it became an operation. */
  readonly onRefused: (attempt: RefusedAttempt) => void;
}

export interface RefusedAttempt {
  readonly kind: OperationKind;
  readonly actor: string | null;
  readonly requestId: string;
  readonly code: string;
}

export function createWriteService(options: WriteServiceOptions): WriteService {
  const { cmf, callerCmf, archive, maxPerMinute, cmfTimeoutMs, onRefused } = options;
  const rateLimit = createRateLimit(maxPerMinute);
  // A lease is renewed, so it can be shorter than a write. A waiting write also allows for the reads of the previous
  // write.
  const runWrite = createRunWrite({ ...options, waitMs: 2 * cmfTimeoutMs });

  return {
    forCaller(caller) {
      const client = caller.identity === 'CALLER' && callerCmf ? callerCmf : cmf;
      const access = { caller, cmf: client, archive };
      const refuse: CallerWrites['refuse'] = (kind, [problem]) =>
        onRefused({ kind, actor: caller.actor, requestId: caller.requestId, code: problem?.code ?? '' });
      return {
        applications: createApplicationWrites({ ...access, cmf: client.writes }),
        savepoints: createSavepointWrites({ caller, cmf: client.writes }),
        environments: createEnvironmentWrites(access),
        refuse,
        async run(write, steps) {
          if (!rateLimit.take(caller.principal)) {
            const message = `A caller may send at most ${maxPerMinute} writes per minute. Nothing was sent.`;
            const problems = [notPermitted('TOO_MANY_WRITES', message)];
            refuse(write.kind, problems);
            return { operation: null, problems };
          }
          const { actor, principal, identity, requestId } = caller;
          return runWrite({ ...write, actor, principal, identity, requestId }, steps);
        },
      };
    },
  };
}
