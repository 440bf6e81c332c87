/** A client of CMF that notes for the archive what it reads, whoever asked for it. */

import type { Archive } from '../archive/archive.ts';
import type { CmfClient } from '../cmf/client.ts';
import type { Application } from '../cmf/resources/application.ts';

export interface RecorderOptions {
  readonly cmf: CmfClient;
  readonly archive: Archive;
  /** The application as known now; what is read of one that is not known is not noted. */
  readonly applicationOf: (environment: string, name: string) => Application | null;
}

/** Closing it is left to whoever opened the client. */
export function recorded({ cmf, archive, applicationOf }: RecorderOptions): CmfClient {
  return {
    ...cmf,
    async listInstances(environment, name, call) {
      const instances = await cmf.listInstances(environment, name, call);
      const application = applicationOf(environment, name);
      if (application) archive.sawInstances(application, instances);
      return instances;
    },
    async getInstance(environment, name, uid, call) {
      const instance = await cmf.getInstance(environment, name, uid, call);
      const application = applicationOf(environment, name);
      if (application) archive.sawInstances(application, [instance]);
      return instance;
    },
    async listEvents(environment, name, call) {
      const events = await cmf.listEvents(environment, name, call);
      const application = applicationOf(environment, name);
      if (application) archive.sawEvents(application, events);
      return events;
    },
  };
}
