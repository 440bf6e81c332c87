/**
 * CMF's REST API as one method per endpoint. Every method returns domain types or throws a `CmfError`.
 *
 * Lists are read to their end (contract section 3) and de-duplicated by identity, in CMF's order unless a method
 * documents another. When an ETag shows that nothing changed, the same objects are returned, so callers may compare by
 * identity.
 */
import { createBearerIdentity } from './auth/bearer.ts';
import { type Identity, noIdentity } from './auth/identity.ts';
import { isNotFound } from './errors.ts';
import { createListReader, type MalformedReport } from './list-reader.ts';
import { pathOf } from './path.ts';
import { type CallOptions, createReader } from './reader.ts';
import type { Application, ApplicationRow } from './resources/application.ts';
import { parseApplication, parseApplicationRow } from './resources/application.ts';
import type { Environment, EnvironmentDefaults } from './resources/environment.ts';
import { parseEnvironment, parseEnvironmentDefaults } from './resources/environment.ts';
import type { ApplicationEvent } from './resources/event.ts';
import { parseEvent } from './resources/event.ts';
import type { Instance } from './resources/instance.ts';
import { parseInstance } from './resources/instance.ts';
import { parsePage } from './resources/list-page.ts';
import type { SystemInformation } from './resources/system-information.ts';
import { parseSystemInformation } from './resources/system-information.ts';
import { byNewest } from './resources/time.ts';
import type { OnUnreadableTime } from './resources/time-check.ts';
import { createSavepointReads, type SavepointReads } from './savepoint-reads.ts';
import { createTransport, type TransportOptions } from './transport.ts';
import { type CmfWrites, createWrites } from './write-client.ts';
import { createWriter } from './writer.ts';

export type { CallOptions };

export interface CmfClient extends SavepointReads {
  /** CMF's version, 2.2 and newer; a 404 (older CMF) returns `{ version: null, revision: null }`. */
  systemInformation(options?: CallOptions): Promise<SystemInformation>;
  listEnvironments(options?: CallOptions): Promise<readonly Environment[]>;
  getEnvironment(environment: string, options?: CallOptions): Promise<Environment>;
  /** Read before a write, because CMF deletes the defaults that a write of an environment omits. */
  getEnvironmentDefaults(environment: string, options?: CallOptions): Promise<EnvironmentDefaults>;
  /** Whole applications, by name; any CMF version. */
  listApplications(environment: string, options?: CallOptions): Promise<readonly Application[]>;
  /** The length of the application list; null when CMF does not send it. Costs CMF a page of one item. */
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
  /** Newest first. CMF before 2.0 responds with 404. */
  listEvents(
    environment: string,
    application: string,
    options?: CallOptions,
  ): Promise<readonly ApplicationEvent[]>;
  /** The writes to CMF. */
  readonly writes: CmfWrites;
  /** The number of calls that wait for a connection. */
  waitingCalls(): number;
  /** Ends running calls and closes the connections. */
  close(): Promise<void>;
}

export interface CmfClientOptions extends TransportOptions {
  /** The identity of the gateway, for calls without an `authorization` of their own. */
  readonly identity?: Identity | undefined;
  /** In place of `identity`: a bearer token that does not change. */
  readonly token?: string | undefined;
  /** Removes credentials from CMF's error messages. */
  readonly redact?: ((message: string) => string) | undefined;
  /** Requested page size of lists. Default 100. */
  readonly pageSize?: number;
  /** Called for every list item that could not be read and was left out, and for every unreadable answer to a write. */
  readonly onMalformed?: (report: MalformedReport) => void;
  /** Called for every time in a resource of CMF that cannot be parsed. */
  readonly onUnreadableTime?: OnUnreadableTime;
}

const v1 = '/cmf/api/v1';
const environments = `${v1}/environments`;
/** Events exist in this API version only. */
const eventsOf = '/cmf/api/v1alpha1/environments';

/** The fields of an `ApplicationRow`. */
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
  const { pageSize = 100, redact, onMalformed, onUnreadableTime } = options;
  const transport = createTransport(options);
  const identity = identityOf(options);
  const read = createReader({ transport, identity, redact, onUnreadableTime });
  const list = createListReader({ read, pageSize, onMalformed, onUnreadableTime });

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

    async getEnvironmentDefaults(environment, call) {
      const operation = 'getEnvironmentDefaults';
      // The ETag store holds one kind of document per URL, and `getEnvironment` uses the plain URL.
      const path = `${environments + pathOf(operation, environment)}?`;
      return read({ ...call, operation, path, parse: parseEnvironmentDefaults });
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
      // The sort is stable: events of the same instant keep CMF's order, which is newest first too.
      return events.toSorted((a, b) => byNewest(a.lastAt, b.lastAt));
    },

    ...createSavepointReads({ read, list }),
    writes: createWrites(createWriter({ transport, identity, redact, onMalformed, onUnreadableTime })),
    waitingCalls: () => transport.waiting,
    close: () => transport.close(),
  };
}

function identityOf({ identity, token }: CmfClientOptions): Identity {
  if (identity) return identity;
  if (token === undefined) return noIdentity;
  return createBearerIdentity({ current: token, reread: () => Promise.resolve() });
}

function ignored(): void {}
