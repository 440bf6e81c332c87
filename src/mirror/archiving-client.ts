/** A decorator of the CMF client: every read of instances and events is also recorded in the archive. */

import type { Archive } from '../archive/archive.ts';
import type { CmfClient } from '../cmf/client.ts';
import type { Application } from '../cmf/resources/application.ts';

export interface ArchivingClientOptions {
  readonly cmf: CmfClient;
  readonly archive: Archive;
  /** The application in the current view; reads of an application that is not in the view are not recorded. */
  readonly applicationOf: (environment: string, name: string) => Application | null;
}

/** The owner of `cmf` closes it. */
export function createArchivingClient({ cmf, archive, applicationOf }: ArchivingClientOptions): CmfClient {
  return {
    ...cmf,
    async listInstances(environment, name, call) {
      const instances = await cmf.listInstances(environment, name, call);
      const application = applicationOf(environment, name);
      if (application) archive.recordInstances(application, instances);
      return instances;
    },
    async getInstance(environment, name, uid, call) {
      const instance = await cmf.getInstance(environment, name, uid, call);
      const application = applicationOf(environment, name);
      if (application) archive.recordInstances(application, [instance]);
      return instance;
    },
    async listEvents(environment, name, call) {
      const events = await cmf.listEvents(environment, name, call);
      const application = applicationOf(environment, name);
      if (application) archive.recordEvents(application, events);
      return events;
    },
  };
}
