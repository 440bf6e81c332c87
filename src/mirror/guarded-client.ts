/** The CMF client behind a circuit breaker: every method of `CmfClient` has its line here. */
import type { CmfClient } from '../cmf/client.ts';
import type { Breaker } from './refresh/circuit-breaker.ts';

/** The same client behind the breaker. The owner of `cmf` closes it. */
export function withBreaker(cmf: CmfClient, breaker: Breaker): CmfClient {
  return {
    systemInformation: (...call) => breaker.run(() => cmf.systemInformation(...call)),
    listEnvironments: (...call) => breaker.run(() => cmf.listEnvironments(...call)),
    getEnvironment: (...call) => breaker.run(() => cmf.getEnvironment(...call)),
    listApplications: (...call) => breaker.run(() => cmf.listApplications(...call)),
    countApplications: (...call) => breaker.run(() => cmf.countApplications(...call)),
    listApplicationRows: (...call) => breaker.run(() => cmf.listApplicationRows(...call)),
    getApplication: (...call) => breaker.run(() => cmf.getApplication(...call)),
    listInstances: (...call) => breaker.run(() => cmf.listInstances(...call)),
    getInstance: (...call) => breaker.run(() => cmf.getInstance(...call)),
    listEvents: (...call) => breaker.run(() => cmf.listEvents(...call)),
    listSavepoints: (...call) => breaker.run(() => cmf.listSavepoints(...call)),
    close: () => cmf.close(),
  };
}
