/** The CMF client behind a circuit breaker: every method of `CmfClient` has its line here. */
import type { CmfClient } from '../../cmf/client.ts';
import { CmfWriteError } from '../../cmf/errors.ts';
import type { CmfWrites } from '../../cmf/write-client.ts';
import type { Breaker } from './circuit-breaker.ts';

/** The same client behind the breaker. The owner of `cmf` closes it. */
export function withBreaker(cmf: CmfClient, breaker: Breaker): CmfClient {
  return {
    systemInformation: (...call) => breaker.run(() => cmf.systemInformation(...call)),
    listEnvironments: (...call) => breaker.run(() => cmf.listEnvironments(...call)),
    getEnvironment: (...call) => breaker.run(() => cmf.getEnvironment(...call)),
    getEnvironmentDefaults: (...call) => breaker.run(() => cmf.getEnvironmentDefaults(...call)),
    listApplications: (...call) => breaker.run(() => cmf.listApplications(...call)),
    countApplications: (...call) => breaker.run(() => cmf.countApplications(...call)),
    listApplicationRows: (...call) => breaker.run(() => cmf.listApplicationRows(...call)),
    getApplication: (...call) => breaker.run(() => cmf.getApplication(...call)),
    listInstances: (...call) => breaker.run(() => cmf.listInstances(...call)),
    getInstance: (...call) => breaker.run(() => cmf.getInstance(...call)),
    listEvents: (...call) => breaker.run(() => cmf.listEvents(...call)),
    listSavepoints: (...call) => breaker.run(() => cmf.listSavepoints(...call)),
    getSavepoint: (...call) => breaker.run(() => cmf.getSavepoint(...call)),
    listDetachedSavepoints: (...call) => breaker.run(() => cmf.listDetachedSavepoints(...call)),
    getDetachedSavepoint: (...call) => breaker.run(() => cmf.getDetachedSavepoint(...call)),
    writes: guardedWrites(cmf.writes, () => breaker.isOpen),
    waitingCalls: () => cmf.waitingCalls(),
    close: () => cmf.close(),
  };
}

/**
 * Writes respect an open circuit and do not change it: a 5xx status may be CMF's answer to one input, and must not end the
 * reads of all others.
 */
export function guardedWrites(writes: CmfWrites, isBlocked: () => boolean): CmfWrites {
  const guard =
    <Parameters extends readonly unknown[], Result>(
      operation: string,
      write: (...parameters: Parameters) => Promise<Result>,
    ) =>
    async (...parameters: Parameters): Promise<Result> => {
      if (isBlocked()) throw circuitOpen(operation);
      return write(...parameters);
    };
  return {
    applyEnvironment: guard('applyEnvironment', writes.applyEnvironment),
    deleteEnvironment: guard('deleteEnvironment', writes.deleteEnvironment),
    applyApplication: guard('applyApplication', writes.applyApplication),
    startApplication: guard('startApplication', writes.startApplication),
    suspendApplication: guard('suspendApplication', writes.suspendApplication),
    deleteApplication: guard('deleteApplication', writes.deleteApplication),
    createSavepoint: guard('createSavepoint', writes.createSavepoint),
    detachSavepoint: guard('detachSavepoint', writes.detachSavepoint),
    deleteSavepoint: guard('deleteSavepoint', writes.deleteSavepoint),
    createDetachedSavepoint: guard('createDetachedSavepoint', writes.createDetachedSavepoint),
    deleteDetachedSavepoint: guard('deleteDetachedSavepoint', writes.deleteDetachedSavepoint),
  };
}

function circuitOpen(operation: string): CmfWriteError {
  return new CmfWriteError({
    operation,
    failure: 'UNREACHABLE',
    retryable: true,
    message: 'CMF is not reachable at present; the write was not sent',
    outcome: 'NOT_SENT',
  });
}
