/**
 * CMF's REST API as one method per endpoint. Every method answers in domain types or throws a `CmfError`.
 *
 * Lists are walked to their end (contract section 3), de-duplicated by identity, in the order CMF gave unless a
 * method says otherwise. Where CMF says by an ETag that nothing changed, the very same resources come back, so
 * callers may compare identity.
 */
import { isNotFound } from './errors.ts';
import { readPages } from './pages.ts';
import { pathOf } from './path.ts';
import { createReader } from './reader.ts';
import type { Application, ApplicationRow } from './resources/application.ts';
import { parseApplication, parseApplicationRow } from './resources/application.ts';
import type { Environment } from './resources/environment.ts';
import { parseEnvironment } from './resources/environment.ts';
import type { ApplicationEvent } from './resources/event.ts';
import { parseEvent } from './resources/event.ts';
import { type Parse } from './resources/fields.ts';
import type { Instance } from './resources/instance.ts';
import { parseInstance } from './resources/instance.ts';
import { parsePage } from './resources/page.ts';
import type { Savepoint } from './resources/savepoint.ts';
import { parseSavepoint } from './resources/savepoint.ts';
import type { SystemInformation } from './resources/system-information.ts';
import { parseSystemInformation } from './resources/system-information.ts';
import { byNewest } from './resources/time.ts';
import { createTransport, type TransportOptions } from './transport.ts';

export interface CallOptions {
  /** Ends the call with failure `ABORTED`. */
  readonly signal?: AbortSignal | undefined;
  /** Sent as `Authorization` in place of the gateway's own credentials: CMF then judges the caller. */
  readonly authorization?: string | undefined;
}

export interface CmfClient {
  /** What CMF says of itself: 2.2 and newer; a 404 (older CMF) is answered as `{ version: null, revision: null }`. */
  systemInformation(options?: CallOptions): Promise<SystemInformation>;
  listEnvironments(options?: CallOptions): Promise<readonly Environment[]>;
  getEnvironment(environment: string, options?: CallOptions): Promise<Environment>;
  /** Whole applications, by name; any CMF version. */
  listApplications(environment: string, options?: CallOptions): Promise<readonly Application[]>;
  /** How many applications the list has; null when CMF does not say. Costs CMF a page of one item. */
  countApplications(environment: string, options?: CallOptions): Promise<number | null>;
  /** Sparse applications by `fields=`, by name; CMF 2.3 and newer. */
  listApplicationRows(environment: string, options?: CallOptions): Promise<readonly ApplicationRow[]>;
  getApplication(environment: string, application: string, options?: CallOptions): Promise<Application>;
  /** Newest first, sorted here by creation time then UID (CMF's order is unknown). */
  listInstances(
    environment: string,
    application: string,
    options?: CallOptions,
  ): Promise<readonly Instance[]>;
  getInstance(
    environment: string,
    application: string,
    uid: string,
    options?: CallOptions,
  ): Promise<Instance>;
  /** Newest first. CMF before 2.0 answers 404. */
  listEvents(
    environment: string,
    application: string,
    options?: CallOptions,
  ): Promise<readonly ApplicationEvent[]>;
  listSavepoints(
    environment: string,
    application: string,
    options?: CallOptions,
  ): Promise<readonly Savepoint[]>;
  /** Ends running calls and closes the connections. */
  close(): Promise<void>;
}

export interface CmfClientOptions extends TransportOptions {
  /** Sent as bearer token where a call brings no `authorization` of its own. */
  readonly token?: string | undefined;
  /** Takes out of CMF's words on a failure what nobody may be told. */
  readonly redact?: ((words: string) => string) | undefined;
  /** Items asked for in a page of a list. Default 100. */
  readonly pageSize?: number;
  /** Told of every item that was left out of a list as unreadable. */
  readonly onMalformed?: (report: { readonly operation: string; readonly detail: string }) => void;
}

const v1 = '/cmf/api/v1';
const environments = `${v1}/environments`;
/** Events are published in no newer version. */
const eventsOf = '/cmf/api/v1alpha1/environments';

/** What an `ApplicationRow` is made of. */
const rowFields = [
  'metadata.name',
  'metadata.creationTimestamp',
  'metadata.updateTimestamp',
  'status.jobStatus.state',
  'status.jobStatus.jobId',
  'status.lifecycleState',
  'status.currentDeployedInstanceName',
];

const byName = ({ name }: { readonly name: string }) => name;
const byUid = ({ uid }: { readonly uid: string }) => uid;

export function createCmfClient(options: CmfClientOptions): CmfClient {
  const { pageSize = 100, onMalformed } = options;
  const transport = createTransport(options);
  const read = createReader({ transport, token: options.token, redact: options.redact });

  const list = <Item>(
    walk: {
      readonly operation: string;
      readonly path: string;
      readonly query?: Readonly<Record<string, string>>;
      readonly parse: Parse<Item>;
      readonly identity: (item: Item) => string;
    },
    call?: CallOptions,
  ): Promise<readonly Item[]> => {
    const { operation, path, query, parse, identity } = walk;
    const report = (detail: string) => onMalformed?.({ operation, detail });
    const fetch = (page: number) => {
      const parameters = new URLSearchParams({ page: `${page}`, size: `${pageSize}`, ...query });
      return read({
        ...call,
        operation,
        path: `${path}?${parameters}`,
        parse: (wire) => parsePage(wire, parse, report),
      });
    };
    return readPages({ operation, fetch, identity });
  };

  return {
    async systemInformation(call) {
      const operation = 'systemInformation';
      const path = `${v1}/system-information`;
      try {
        return await read({ ...call, operation, path, parse: parseSystemInformation });
      } catch (error) {
        if (isNotFound(error)) return { version: null, revision: null };
        throw error;
      }
    },

    async listEnvironments(call) {
      const operation = 'listEnvironments';
      return list({ operation, path: environments, parse: parseEnvironment, identity: byName }, call);
    },

    async getEnvironment(environment, call) {
      const operation = 'getEnvironment';
      const path = environments + pathOf(operation, environment);
      return read({ ...call, operation, path, parse: parseEnvironment });
    },

    async listApplications(environment, call) {
      const operation = 'listApplications';
      const path = environments + pathOf(operation, environment, 'applications');
      const parse = (wire: unknown) => parseApplication(wire, environment);
      return list({ operation, path, query: { sort: 'name' }, parse, identity: byName }, call);
    },

    async countApplications(environment, call) {
      const operation = 'countApplications';
      const path = `${environments}${pathOf(operation, environment, 'applications')}?page=0&size=1`;
      const parse = (wire: unknown) => parsePage(wire, parseApplicationRow, ignored);
      const { received, total } = await read({ ...call, operation, path, parse });
      return received === 0 ? 0 : total;
    },

    async listApplicationRows(environment, call) {
      const operation = 'listApplicationRows';
      const path = environments + pathOf(operation, environment, 'applications');
      const query = { sort: 'name', fields: rowFields.join(',') };
      return list({ operation, path, query, parse: parseApplicationRow, identity: byName }, call);
    },

    async getApplication(environment, application, call) {
      const operation = 'getApplication';
      const path = environments + pathOf(operation, environment, 'applications', application);
      return read({ ...call, operation, path, parse: (wire) => parseApplication(wire, environment) });
    },

    async listInstances(environment, application, call) {
      const operation = 'listInstances';
      const path = environments + pathOf(operation, environment, 'applications', application, 'instances');
      const instances = await list({ operation, path, parse: parseInstance, identity: byUid }, call);
      return instances.toSorted((a, b) => byNewest(a.createdAt, b.createdAt) || (a.uid < b.uid ? -1 : 1));
    },

    async getInstance(environment, application, uid, call) {
      const operation = 'getInstance';
      const path =
        environments + pathOf(operation, environment, 'applications', application, 'instances', uid);
      return read({ ...call, operation, path, parse: parseInstance });
    },

    async listEvents(environment, application, call) {
      const operation = 'listEvents';
      const path = eventsOf + pathOf(operation, environment, 'applications', application, 'events');
      const events = await list({ operation, path, parse: parseEvent, identity: byUid }, call);
      // What shares an instant stays in CMF's order, which is the newest first too.
      return events.toSorted((a, b) => byNewest(a.lastAt, b.lastAt));
    },

    async listSavepoints(environment, application, call) {
      const operation = 'listSavepoints';
      const path = environments + pathOf(operation, environment, 'applications', application, 'savepoints');
      return list({ operation, path, parse: parseSavepoint, identity: byName }, call);
    },

    close: () => transport.close(),
  };
}

function ignored(): void {}
