/**
 * A viewer: what CMF lets one principal see. CMF itself is asked, with the principal's own credentials and over
 * connections that carry none of the gateway's; its answers are remembered for `ttlMs`.
 *
 * Rights do not nest (contract section 2): an environment may be visible while its applications are refused, and the
 * reverse. Whether CMF leaves out of a list what is forbidden or refuses the list is not known, so both are understood.
 */
import { hash } from 'node:crypto';
import type { CmfClient } from '../cmf/client.ts';
import { CmfError, isNotFound, isRefused } from '../cmf/errors.ts';
import { type MaybePromise, mapMaybe } from '../maybe-promise.ts';
import type { ReadOptions, Reads } from '../mirror/reads.ts';
import type { Principal } from './principal.ts';
import { createTtlCache } from './ttl-cache.ts';

/** What CMF grants, or its refusal: a `CmfError` of status 403, or of 404 where it says that there is nothing. */
export type Verdict<Granted> =
  | { readonly granted: Granted; readonly refusal?: undefined }
  | { readonly refusal: CmfError; readonly granted?: undefined };

/** The applications of an environment: all, or those of these names. */
export type VisibleApplications = 'ALL' | ReadonlySet<string>;

/** Each method throws a `CmfError` of status 401 when CMF does not know the principal, and when CMF fails. */
export interface Viewer {
  /** The same for two callers only when they see the same: the key for whatever callers share. */
  readonly scope: string;
  /** The names in CMF's list of environments. */
  environments(): MaybePromise<Verdict<ReadonlySet<string>>>;
  /** One environment by its name. */
  environment(name: string): MaybePromise<Verdict<true>>;
  /** `notBefore`: when CMF must have been asked, in epoch milliseconds, for an answer that will do. */
  applications(environment: string, notBefore?: number): MaybePromise<Verdict<VisibleApplications>>;
  /** The same as far as it is remembered. */
  knownApplications(environment: string): Verdict<VisibleApplications> | undefined;
  /** One application by its name. */
  application(environment: string, name: string): MaybePromise<Verdict<true>>;
}

export interface ViewersOptions {
  /** A client without credentials of its own. */
  readonly cmf: CmfClient;
  readonly ttlMs: number;
  /** What the gateway itself sees. */
  readonly mirror: Pick<Reads, 'applications'>;
  readonly now?: () => number;
}

export type ViewerOf = (principal: Principal) => Viewer;

export function createViewers({ cmf, ttlMs, mirror, now = Date.now }: ViewersOptions): ViewerOf {
  const lists = createTtlCache<Verdict<ReadonlySet<string>>>({ ttlMs, now });
  const environments = createTtlCache<Verdict<true>>({ ttlMs, now });
  const applicationLists = createTtlCache<Verdict<VisibleApplications>>({ ttlMs, now });
  const applications = createTtlCache<Verdict<true>>({ ttlMs, now });

  /** Null when the gateway does not get to know: that is nothing against the principal. */
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
      // As many as the gateway sees: CMF leaves none out for this principal.
      if (count !== null && count === (await namesInMirror(environment))?.length) return 'ALL';
      const listed = await cmf.listApplicationRows(environment, call);
      const visible = new Set(listed.map(({ name }) => name));
      // The mirror may have been behind, rather than the principal have fewer rights.
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
          admitted,
        ),
      environment: (name) =>
        mapMaybe(
          environments.get(keyOf(scope, name), 0, () =>
            verdictOf(async (): Promise<true> => {
              await cmf.getEnvironment(name, call);
              return true;
            }),
          ),
          admitted,
        ),
      applications: (environment, notBefore = 0) =>
        mapMaybe(
          applicationLists.get(keyOf(scope, environment), notBefore, () =>
            verdictOf(() => visibleApplications(environment)),
          ),
          admitted,
        ),
      knownApplications: (environment) => applicationLists.peek(keyOf(scope, environment)),
      application: (environment, name) =>
        mapMaybe(
          applications.get(keyOf(scope, environment, name), 0, () =>
            verdictOf(async (): Promise<true> => {
              await cmf.getApplication(environment, name, call);
              return true;
            }),
          ),
          admitted,
        ),
    };
  };
}

/** What CMF decided, for or against; what is no decision is thrown. */
async function verdictOf<Granted>(ask: () => Promise<Granted>): Promise<Verdict<Granted>> {
  try {
    return { granted: await ask() };
  } catch (error) {
    if (error instanceof CmfError && (isRefused(error) || isNotFound(error))) return { refusal: error };
    throw error;
  }
}

function admitted<Granted>(verdict: Verdict<Granted>): Verdict<Granted> {
  if (verdict.refusal?.status === 401) throw verdict.refusal;
  return verdict;
}

/** Of bounded length, as callers may name whatever they like. */
function keyOf(scope: string, ...names: readonly string[]): string {
  const key = JSON.stringify(names);
  return `${scope} ${key.length > 600 ? hash('sha256', key) : key}`;
}
