/**
 * CMF's writes as one method per endpoint. Every method throws a `CmfWriteError` whose `outcome` says whether CMF
 * may have acted.
 *
 * CMF's POST of an environment or application creates or replaces it: omitted fields are deleted. CMF has no
 * compare-and-set.
 */
import type { JsonObject } from '../json.ts';
import { CmfError, CmfWriteError } from './errors.ts';
import { pathOf } from './path.ts';
import type { CallOptions } from './reader.ts';
import { type Application, parseApplication } from './resources/application.ts';
import { type Environment, parseEnvironment } from './resources/environment.ts';
import type { Labels } from './resources/fields.ts';
import { parseSavepoint, type Savepoint } from './resources/savepoint.ts';
import type { Writer, Written } from './writer.ts';

export interface EnvironmentInput {
  readonly name: string;
  readonly kubernetesNamespace: string;
  readonly kubernetesCluster?: string | undefined;
  readonly labels?: Labels | undefined;
  readonly annotations?: Labels | undefined;
  readonly applicationDefaults?: JsonObject | null | undefined;
  readonly computePoolDefaults?: JsonObject | null | undefined;
  readonly statementDefaults?: JsonObject | null | undefined;
}

export interface ApplicationInput {
  readonly name: string;
  readonly labels?: Labels | undefined;
  readonly annotations?: Labels | undefined;
  readonly spec: JsonObject;
}

export interface SavepointInput {
  /** CMF generates a name if there is none. */
  readonly name?: string | undefined;
  readonly labels?: Labels | undefined;
  readonly annotations?: Labels | undefined;
  readonly format?: 'CANONICAL' | 'NATIVE' | undefined;
  /** The number of failures after which CMF stops retrying; -1, the default of CMF: it never stops. */
  readonly backoffLimit?: number | undefined;
}

export interface DetachedSavepointInput extends SavepointInput {
  readonly path: string;
}

export interface CmfWrites {
  /** Creates or replaces. */
  applyEnvironment(input: EnvironmentInput, options?: CallOptions): Promise<Written<Environment>>;
  /** `force` deletes CMF's records only and can orphan Kubernetes resources (contract section 4). CMF 2.3 and newer. */
  deleteEnvironment(environment: string, options?: ForceOptions): Promise<Written<null>>;
  /** Creates or replaces. */
  applyApplication(
    environment: string,
    input: ApplicationInput,
    options?: CallOptions,
  ): Promise<Written<Application>>;
  /** `startFromSavepointUid`: CMF 2.1 and newer. */
  startApplication(
    environment: string,
    application: string,
    options?: CallOptions & { readonly startFromSavepointUid?: string | undefined },
  ): Promise<Written<Application>>;
  suspendApplication(
    environment: string,
    application: string,
    options?: CallOptions,
  ): Promise<Written<Application>>;
  /** `force` as for environments. */
  deleteApplication(environment: string, application: string, options?: ForceOptions): Promise<Written<null>>;
  /** Returns when CMF has accepted the request: the savepoint is `TRIGGER_PENDING`. */
  createSavepoint(
    environment: string,
    application: string,
    input: SavepointInput,
    options?: CallOptions,
  ): Promise<Written<Savepoint>>;
  /** Detaches the savepoint, so that it outlives its application. */
  detachSavepoint(
    environment: string,
    application: string,
    savepoint: string,
    options?: CallOptions,
  ): Promise<Written<Savepoint>>;
  /** `force` deletes a savepoint that is already marked for deletion. */
  deleteSavepoint(
    environment: string,
    application: string,
    savepoint: string,
    options?: ForceOptions,
  ): Promise<Written<null>>;
  createDetachedSavepoint(input: DetachedSavepointInput, options?: CallOptions): Promise<Written<Savepoint>>;
  /** `force` as for the savepoints of applications; CMF's specification does not mention it here. */
  deleteDetachedSavepoint(savepoint: string, options?: ForceOptions): Promise<Written<null>>;
}

export interface ForceOptions extends CallOptions {
  readonly force?: boolean | undefined;
}

const v1 = '/cmf/api/v1';
const apiVersion = 'cmf.confluent.io/v1';

export function createWrites(write: Writer): CmfWrites {
  const remove = (
    operation: string,
    path: readonly string[],
    { force = false, ...call }: ForceOptions = {},
  ): Promise<Written<null>> =>
    write({
      ...call,
      operation,
      method: 'DELETE',
      path: at(operation, path) + (force ? '?force=true' : ''),
      parse: null,
    });
  const post = <Resource>(
    operation: string,
    path: readonly string[],
    parts: {
      readonly query?: Readonly<Record<string, string>> | undefined;
      readonly body?: object;
      readonly parse: (wire: unknown) => Resource;
    },
    call: CallOptions = {},
  ): Promise<Written<Resource>> => {
    const query = parts.query ? `?${new URLSearchParams(parts.query)}` : '';
    const { body, parse } = parts;
    return write({
      ...call,
      operation,
      method: 'POST',
      path: at(operation, path) + query,
      body,
      parse,
    });
  };

  return {
    async applyEnvironment(input, call) {
      const body = environmentBody(input);
      return post('applyEnvironment', ['environments'], { body, parse: parseEnvironment }, call);
    },
    async deleteEnvironment(environment, options) {
      return remove('deleteEnvironment', ['environments', environment], options);
    },

    async applyApplication(environment, { name, labels = {}, annotations = {}, spec }, call) {
      const body = { apiVersion, kind: 'FlinkApplication', metadata: { name, labels, annotations }, spec };
      const parse = (wire: unknown) => parseApplication(wire, environment);
      return post('applyApplication', applicationsOf(environment), { body, parse }, call);
    },
    async startApplication(environment, application, { startFromSavepointUid, ...call } = {}) {
      const query = startFromSavepointUid === undefined ? undefined : { startFromSavepointUid };
      const parse = (wire: unknown) => parseApplication(wire, environment);
      return post(
        'startApplication',
        [...applicationsOf(environment), application, 'start'],
        { query, parse },
        call,
      );
    },
    async suspendApplication(environment, application, call) {
      const parse = (wire: unknown) => parseApplication(wire, environment);
      return post(
        'suspendApplication',
        [...applicationsOf(environment), application, 'suspend'],
        { parse },
        call,
      );
    },
    async deleteApplication(environment, application, options) {
      return remove('deleteApplication', [...applicationsOf(environment), application], options);
    },

    async createSavepoint(environment, application, input, call) {
      const body = savepointBody(input);
      return post(
        'createSavepoint',
        savepointsOf(environment, application),
        { body, parse: parseSavepoint },
        call,
      );
    },
    async detachSavepoint(environment, application, savepoint, call) {
      return post(
        'detachSavepoint',
        [...savepointsOf(environment, application), savepoint, 'detach'],
        { parse: parseSavepoint },
        call,
      );
    },
    async deleteSavepoint(environment, application, savepoint, options) {
      return remove('deleteSavepoint', [...savepointsOf(environment, application), savepoint], options);
    },
    async createDetachedSavepoint(input, call) {
      const body = savepointBody(input);
      return post('createDetachedSavepoint', ['detached-savepoints'], { body, parse: parseSavepoint }, call);
    },
    async deleteDetachedSavepoint(savepoint, options) {
      return remove('deleteDetachedSavepoint', ['detached-savepoints', savepoint], options);
    },
  };
}

const applicationsOf = (environment: string) => ['environments', environment, 'applications'];
const savepointsOf = (environment: string, application: string) => [
  ...applicationsOf(environment),
  application,
  'savepoints',
];

/** A name that no resource can have is a 404 without a request, as for reads. */
function at(operation: string, segments: readonly string[]): string {
  try {
    return v1 + pathOf(operation, ...segments);
  } catch (error) {
    throw error instanceof CmfError ? CmfWriteError.from(error, 'NOT_SENT') : error;
  }
}

/** Both names: the one at the top is deprecated from CMF 2.3 on, and still required (contract section 4). */
function environmentBody(input: EnvironmentInput): object {
  const { name, labels = {}, annotations = {} } = input;
  return {
    name,
    kubernetesNamespace: input.kubernetesNamespace,
    kubernetesClusterName: input.kubernetesCluster,
    metadata: { name, labels, annotations },
    flinkApplicationDefaults: input.applicationDefaults ?? undefined,
    computePoolDefaults: input.computePoolDefaults ?? undefined,
    statementDefaults: input.statementDefaults ?? undefined,
  };
}

function savepointBody(input: SavepointInput & { readonly path?: string }): object {
  const { name, labels, annotations, path, format, backoffLimit } = input;
  return { metadata: { name, labels, annotations }, spec: { path, formatType: format, backoffLimit } };
}
