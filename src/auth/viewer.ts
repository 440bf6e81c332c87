/**
 * A viewer: the resources that one principal may see. Checks send the credentials of the principal to CMF, over
 * connections without credentials of the gateway. Verdicts are cached for `ttlMs`.
 *
 * Rights do not nest (contract section 2): an environment may be visible while its applications are refused, and
 * the reverse. CMF may filter forbidden items from a list or refuse the whole list; both are supported.
 */
import { hash } from 'node:crypto';
import type { CmfClient } from '../cmf/client.ts';
import { CmfError, isNotFound, isRefused } from '../cmf/errors.ts';
import { type MaybePromise, mapMaybe } from '../maybe-promise.ts';
import type { ReadOptions, Reads } from '../mirror/reads-interface.ts';
import type { Principal } from './principal.ts';
import { createTtlCache } from './ttl-cache.ts';

/**
 * The resources that CMF grants, or its refusal: a `CmfError` of status 403, or of status 404 if CMF reports that
 * the resource does not exist.
 */
export type Verdict<Granted> =
  | { readonly granted: Granted; readonly refusal?: undefined }
  | { readonly refusal: CmfError; readonly granted?: undefined };

/** All applications of an environment, or those with these names. */
export type VisibleApplications = 'ALL' | ReadonlySet<string>;

/**
 * Each method throws a `CmfError`: of status 401 if CMF rejects the credentials of the principal, or another one
 * if CMF fails.
 */
export interface Viewer {
  /** Callers with the same scope see the same data: the key of shared caches and subscriptions. */
  readonly scope: string;
  /** The names in the list of environments of CMF. */
  environments(): MaybePromise<Verdict<ReadonlySet<string>>>;
  /** A single environment by name. */
  environment(name: string): MaybePromise<Verdict<true>>;
  /** `notBefore` (epoch milliseconds): ignores verdicts that were requested earlier. */
  applications(environment: string, notBefore?: number): MaybePromise<Verdict<VisibleApplications>>;
  /** The cached verdict, without a call to CMF. */
  cachedApplications(environment: string): Verdict<VisibleApplications> | undefined;
  /** The names in the list of detached savepoints of CMF; `notBefore` as for `applications`. */
  detachedSavepoints(notBefore?: number): MaybePromise<Verdict<ReadonlySet<string>>>;
  /** A single application by name. */
  application(environment: string, name: string): MaybePromise<Verdict<true>>;
}

export interface ViewersOptions {
  /** A CMF client without credentials of its own. */
  readonly cmf: CmfClient;
  readonly ttlMs: number;
  /** The mirror with everything that the gateway sees. */
  readonly mirror: Pick<Reads, 'applications'>;
  readonly now?: () => number;
}

export type ViewerOf = (principal: Principal) => Viewer;

export function createViewers({ cmf, ttlMs, mirror, now = Date.now }: ViewersOptions): ViewerOf {
  const lists = createTtlCache<Verdict<ReadonlySet<string>>>({ ttlMs, now });
  const environments = createTtlCache<Verdict<true>>({ ttlMs, now });
  const applicationLists = createTtlCache<Verdict<VisibleApplications>>({ ttlMs, now });
  const applications = createTtlCache<Verdict<true>>({ ttlMs, now });
  const detachedLists = createTtlCache<Verdict<ReadonlySet<string>>>({ ttlMs, now });

  /** Null if the gateway cannot read them. The rights of the principal are then unknown. */
  const namesInMirror = async (
    environment: string,
    read?: ReadOptions,
  ): Promise<readonly string[] | null> => {
    try {
      const applications = await mirror.applications(environment, read);
      return applications && [...applications.value.keys()];
    } catch {
      return null;
    }
  };

  return ({ key: scope, authorization }) => {
    const call = { authorization };

    const visibleApplications = async (environment: string): Promise<VisibleApplications> => {
      const count = await cmf.countApplications(environment, call);
      if (count === 0) return new Set();
      // The principal sees as many as the gateway: CMF filters none out.
      if (count !== null && count === (await namesInMirror(environment))?.length) return 'ALL';
      const listed = await cmf.listApplicationRows(environment, call);
      const visible = new Set(listed.map(({ name }) => name));
      // A difference may mean an outdated mirror instead of fewer rights: compare with a fresh read.
      const inMirror = await namesInMirror(environment, { notBefore: now() });
      return inMirror?.every((name) => visible.has(name)) ? 'ALL' : visible;
    };

    return {
      scope,
      environments: () =>
        mapMaybe(
          lists.get(scope, 0, () =>
            verdictOf(async () => {
              const listed = await cmf.listEnvironments(call);
              return new Set(listed.map(({ name }) => name));
            }),
          ),
          throwIfUnauthenticated,
        ),
      environment: (name) =>
        mapMaybe(
          environments.get(keyOf(scope, name), 0, () =>
            verdictOf(async (): Promise<true> => {
              await cmf.getEnvironment(name, call);
              return true;
            }),
          ),
          throwIfUnauthenticated,
        ),
      applications: (environment, notBefore = 0) =>
        mapMaybe(
          applicationLists.get(keyOf(scope, environment), notBefore, () =>
            verdictOf(() => visibleApplications(environment)),
          ),
          throwIfUnauthenticated,
        ),
      cachedApplications: (environment) => applicationLists.peek(keyOf(scope, environment)),
      detachedSavepoints: (notBefore = 0) =>
        mapMaybe(
          detachedLists.get(scope, notBefore, () =>
            verdictOf(async () => {
              const listed = await cmf.listDetachedSavepoints(call);
              return new Set(listed.map(({ name }) => name));
            }),
          ),
          throwIfUnauthenticated,
        ),
      application: (environment, name) =>
        mapMaybe(
          applications.get(keyOf(scope, environment, name), 0, () =>
            verdictOf(async (): Promise<true> => {
              await cmf.getApplication(environment, name, call);
              return true;
            }),
          ),
          throwIfUnauthenticated,
        ),
    };
  };
}

/** Runs a request and returns the decision of CMF. Errors that are not a decision are thrown. */
async function verdictOf<Granted>(request: () => Promise<Granted>): Promise<Verdict<Granted>> {
  try {
    return { granted: await request() };
  } catch (error) {
    if (error instanceof CmfError && (isRefused(error) || isNotFound(error))) return { refusal: error };
    throw error;
  }
}

function throwIfUnauthenticated<Granted>(verdict: Verdict<Granted>): Verdict<Granted> {
  if (verdict.refusal?.status === 401) throw verdict.refusal;
  return verdict;
}

/** Long keys are hashed, because callers choose the names. */
function keyOf(scope: string, ...names: readonly string[]): string {
  const key = JSON.stringify(names);
  return `${scope} ${key.length > 600 ? hash('sha256', key) : key}`;
}
