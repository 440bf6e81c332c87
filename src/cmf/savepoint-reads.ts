/** The reads of savepoints. CMF before 2.1 has none and responds with 404. */
import type { ListReader } from './list-reader.ts';
import { pathOf } from './path.ts';
import type { CallOptions, Reader } from './reader.ts';
import { parseSavepoint, type Savepoint } from './resources/savepoint.ts';

export interface SavepointReads {
  listSavepoints(
    environment: string,
    application: string,
    options?: CallOptions,
  ): Promise<readonly Savepoint[]>;
  getSavepoint(
    environment: string,
    application: string,
    savepoint: string,
    options?: CallOptions,
  ): Promise<Savepoint>;
  /** Detached savepoints, which do not belong to an application. */
  listDetachedSavepoints(options?: CallOptions): Promise<readonly Savepoint[]>;
  getDetachedSavepoint(savepoint: string, options?: CallOptions): Promise<Savepoint>;
}

const detached = '/cmf/api/v1/detached-savepoints';
const byName = ({ name }: Savepoint) => name;

export function createSavepointReads({
  read,
  list,
}: {
  readonly read: Reader;
  readonly list: ListReader;
}): SavepointReads {
  return {
    async listSavepoints(environment, application, call) {
      const operation = 'listSavepoints';
      const path = savepointsOf(operation, environment, application);
      return list({ operation, path, parse: parseSavepoint, identity: byName }, call);
    },

    async getSavepoint(environment, application, savepoint, call) {
      const operation = 'getSavepoint';
      const path = savepointsOf(operation, environment, application) + pathOf(operation, savepoint);
      return read({ ...call, operation, path, parse: parseSavepoint });
    },

    async listDetachedSavepoints(call) {
      const operation = 'listDetachedSavepoints';
      return list({ operation, path: detached, parse: parseSavepoint, identity: byName }, call);
    },

    async getDetachedSavepoint(savepoint, call) {
      const operation = 'getDetachedSavepoint';
      const path = detached + pathOf(operation, savepoint);
      return read({ ...call, operation, path, parse: parseSavepoint });
    },
  };
}

function savepointsOf(operation: string, environment: string, application: string): string {
  const path = pathOf(operation, environment, 'applications', application, 'savepoints');
  return `/cmf/api/v1/environments${path}`;
}
