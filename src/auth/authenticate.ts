/**
 * Authenticates callers and decides what each may see. First the gateway verifies the JWT, if it is configured to.
 * Then CMF decides, if callers are authorized by CMF (`CMF_AUTH=forward`).
 */
import type { CmfClient } from '../cmf/client.ts';
import { type MaybePromise, mapMaybe } from '../maybe-promise.ts';
import type { Reads } from '../mirror/reads-interface.ts';
import { asGateway } from './as-gateway.ts';
import { AuthenticationError } from './authentication-error.ts';
import type { JwtVerifier } from './jwt.ts';
import { principalOf } from './principal.ts';
import { scopedMirror } from './scoped-mirror.ts';
import { createTtlCache } from './ttl-cache.ts';
import { createViewers, type Verdict, type Viewer } from './viewer.ts';

export interface Caller {
  /** The `Authorization` header as received. It is sent to CMF only, and never logged. */
  readonly authorization: string | undefined;
  /** The part of the mirror that this caller may see. */
  readonly mirror: Reads;
  /** Callers with the same scope see the same data. */
  readonly scope: string;
  /** False if CMF decides what this caller may see. */
  readonly seesEverything: boolean;
  /** When the token expires, in epoch milliseconds; null if unknown. */
  readonly expiresAt: number | null;
  /**
   * Identifies the caller among all callers, by the subject of a verified token, else by a hash of its credentials. A
   * caller with a verified token stays the same when the token is renewed.
   */
  readonly principal: string;
  /** The name of the caller in records of writes; null if its token has no such claim. */
  readonly actor: string | null;
}

export interface Authenticator {
  /** False if every caller sees everything, without an expiry. */
  readonly restrictsCallers: boolean;
  /** Verifies the credentials without a call to CMF. Throws an `AuthenticationError`. */
  authenticate(authorization: string | undefined): MaybePromise<Caller>;
  /**
   * Resolves if the caller may open or keep a session. Throws an `AuthenticationError` if its token is not valid
   * (any more), a `CmfError` of status 401 if CMF rejects its credentials, one of status 403 if CMF grants it no
   * access, and another `CmfError` if CMF does not respond.
   */
  authorize(caller: Caller): Promise<void>;
}

export interface AuthenticatorOptions {
  /** The mirror with everything that the gateway sees. */
  readonly mirror: Reads;
  readonly jwt: JwtVerifier | null;
  /**
   * A CMF client without credentials of its own, for checks of a caller's rights. Null: every caller sees what
   * the gateway sees.
   */
  readonly callerClient: CmfClient | null;
  /** How long decisions about a caller are cached. */
  readonly ttlMs: number;
  /** The claim that names a caller. */
  readonly actorClaim?: string;
  readonly now?: () => number;
}

interface Identified {
  readonly expiresAt: number | null;
  readonly actor: string | null;
  /** The subject of a verified token; null without one. */
  readonly subject: string | null;
}

type TokenCheck = Identified | { readonly rejection: AuthenticationError };

export function createAuthenticator({
  mirror,
  jwt,
  callerClient,
  ttlMs,
  actorClaim = 'sub',
  now = Date.now,
}: AuthenticatorOptions): Authenticator {
  const tokenChecks = createTtlCache<TokenCheck>({ ttlMs, now });
  const viewerOf = callerClient && createViewers({ cmf: callerClient, ttlMs, mirror, now });

  const identify = (authorization: string | undefined, principal: string): MaybePromise<Identified> => {
    if (!jwt) return unidentified;
    const tokenCheck = tokenChecks.get(principal, 0, () => checkToken(jwt, authorization, actorClaim));
    return mapMaybe(tokenCheck, (result) => {
      if ('rejection' in result) throw result.rejection;
      if ((result.expiresAt ?? 0) <= now()) throw new AuthenticationError('The token has expired.');
      return result;
    });
  };

  return {
    restrictsCallers: jwt !== null || callerClient !== null,
    authenticate(authorization) {
      if (authorization !== undefined && !headerValue.test(authorization)) {
        throw new AuthenticationError('The authorization is not a valid header value.');
      }
      const principal = jwt || viewerOf ? principalOf(authorization) : anonymous;
      return mapMaybe(identify(authorization, principal.key), ({ expiresAt, actor, subject }) => {
        const viewer = viewerOf?.(principal);
        const view = viewer
          ? { mirror: scopedMirror(mirror, viewer), scope: viewer.scope, seesEverything: false }
          : { mirror, scope: 'service', seesEverything: true };
        return {
          authorization,
          expiresAt,
          actor,
          principal: subject === null ? principal.key : `subject ${subject}`,
          ...view,
        };
      });
    },
    async authorize({ authorization }) {
      await identify(authorization, principalOf(authorization).key);
      if (viewerOf) await assertSeesAnything(viewerOf(principalOf(authorization)), mirror);
    },
  };
}

/** A valid header value (RFC 9110 section 5.5) of limited length. A WebSocket can carry any text. */
const headerValue = /^[\x20-\x7e]{1,16384}$/;

const anonymous = principalOf(undefined);
const unidentified: Identified = { expiresAt: null, actor: null, subject: null };

async function checkToken(
  jwt: JwtVerifier,
  authorization: string | undefined,
  actorClaim: string,
): Promise<TokenCheck> {
  try {
    const { expiresAt, claims } = await jwt.verify(authorization);
    return { expiresAt, actor: textOf(claims[actorClaim]), subject: textOf(claims.sub) };
  } catch (error) {
    // Only rejections are cached, not failures to verify.
    if (error instanceof AuthenticationError && !error.unavailable) return { rejection: error };
    throw error;
  }
}

/** Resolves at the first granted check. If no check is granted and CMF refuses one, throws that refusal. */
async function assertSeesAnything(viewer: Viewer, mirror: Reads): Promise<void> {
  const list = await viewer.environments();
  if (list.granted && list.granted.size > 0) return;
  const names = [...(await asGateway(mirror.environments())).value.keys()];
  const verdicts: readonly Verdict<unknown>[] = await Promise.all(
    names.flatMap((name) =>
      [
        async () => viewer.applications(name),
        // If CMF refuses the list, single environments may still be visible.
        ...(list.refusal ? [async () => viewer.environment(name)] : []),
      ].map((read) => read()),
    ),
  );
  const refusal = [list, ...verdicts].find((verdict) => verdict.refusal?.status === 403)?.refusal;
  if (refusal && verdicts.every((verdict) => verdict.refusal)) throw refusal;
}

/** A claim as text; null if it is absent or not a string. */
function textOf(claim: unknown): string | null {
  return typeof claim === 'string' && claim !== '' ? claim.slice(0, 200) : null;
}
