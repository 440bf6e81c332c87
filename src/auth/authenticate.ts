/**
 * Who may come in, and what each may see: first the gateway's own check of the token where there is one, then CMF's
 * judgement where callers are judged by CMF (`CMF_AUTH=forward`).
 */
import type { CmfClient } from '../cmf/client.ts';
import { type MaybePromise, mapMaybe } from '../maybe-promise.ts';
import type { Reads } from '../mirror/reads.ts';
import { AuthenticationError } from './authentication-error.ts';
import type { JwtVerifier } from './jwt.ts';
import { principalOf } from './principal.ts';
import { scopedMirror } from './scoped-mirror.ts';
import { createTtlCache } from './ttl-cache.ts';
import { createViewers, type Verdict, type Viewer } from './viewer.ts';

export interface Caller {
  /** As it came; sent to CMF and told to nobody. */
  readonly authorization: string | undefined;
  /** The mirror as this caller may see it. */
  readonly mirror: Reads;
  /** The same for two callers only when they see the same. */
  readonly scope: string;
  /** When its token expires, in epoch milliseconds; null when the gateway does not know. */
  readonly expiresAt: number | null;
}

export interface Authenticator {
  /** False where everybody sees everything for as long as they like. */
  readonly isRestricted: boolean;
  /** Throws an `AuthenticationError` for a caller whom the gateway itself does not let in. Does not ask CMF. */
  identify(authorization: string | undefined): MaybePromise<Caller>;
  /**
   * Ends when the caller may still have what takes long. Throws an `AuthenticationError` when it may not come in (any
   * more), a `CmfError` of status 401 when CMF does not know it, one of 403 when CMF lets it see nothing at all, and
   * any other when CMF does not answer.
   */
  admit(caller: Caller): Promise<void>;
}

export interface AuthenticatorOptions {
  /** What the gateway itself sees. */
  readonly mirror: Reads;
  readonly jwt: JwtVerifier | null;
  /** A client of CMF without credentials of its own, to ask what a caller may see; null: all that the gateway sees. */
  readonly judge: CmfClient | null;
  /** How long an answer about a caller is remembered. */
  readonly ttlMs: number;
  readonly now?: () => number;
}

type Checked = { readonly expiresAt: number } | { readonly refusal: AuthenticationError };

export function createAuthenticator({
  mirror,
  jwt,
  judge,
  ttlMs,
  now = Date.now,
}: AuthenticatorOptions): Authenticator {
  const checks = createTtlCache<Checked>({ ttlMs, now });
  const viewerOf = judge && createViewers({ cmf: judge, ttlMs, mirror, now });

  const expiryOf = (authorization: string | undefined): MaybePromise<number | null> => {
    if (!jwt) return null;
    const checked = checks.get(principalOf(authorization).key, 0, () => check(jwt, authorization));
    return mapMaybe(checked, (result) => {
      if ('refusal' in result) throw result.refusal;
      if (result.expiresAt <= now()) throw new AuthenticationError('The token has expired.');
      return result.expiresAt;
    });
  };

  return {
    isRestricted: jwt !== null || judge !== null,
    identify(authorization) {
      if (authorization !== undefined && !headerValue.test(authorization)) {
        throw new AuthenticationError('The authorization can not be sent as a header.');
      }
      return mapMaybe(expiryOf(authorization), (expiresAt) => {
        const viewer = viewerOf?.(principalOf(authorization));
        const own = viewer
          ? { mirror: scopedMirror(mirror, viewer), scope: viewer.scope }
          : { mirror, scope: 'service' };
        return { authorization, expiresAt, ...own };
      });
    },
    async admit({ authorization }) {
      await expiryOf(authorization);
      if (viewerOf) await seesSomething(viewerOf(principalOf(authorization)), mirror);
    },
  };
}

/** What HTTP lets through (RFC 9110 section 5.5), within reason; over a WebSocket anything may come. */
const headerValue = /^[\x20-\x7e]{1,16384}$/;

async function check(jwt: JwtVerifier, authorization: string | undefined): Promise<Checked> {
  try {
    return { expiresAt: await jwt.verify(authorization) };
  } catch (error) {
    // What could not be found out is not remembered.
    if (error instanceof AuthenticationError && !error.unavailable) return { refusal: error };
    throw error;
  }
}

/** Ends at the first thing that CMF grants; throws CMF's refusal when there is none and something was refused. */
async function seesSomething(viewer: Viewer, mirror: Reads): Promise<void> {
  const list = await viewer.environments();
  if (list.granted && list.granted.size > 0) return;
  const names = [...(await mirror.environments()).value.keys()];
  const verdicts: readonly Verdict<unknown>[] = await Promise.all(
    names.flatMap((name) =>
      [
        async () => viewer.applications(name),
        // A list that is refused as a whole says nothing of each.
        ...(list.refusal ? [async () => viewer.environment(name)] : []),
      ].map((ask) => ask()),
    ),
  );
  const refusal = [list, ...verdicts].find((verdict) => verdict.refusal?.status === 403)?.refusal;
  if (refusal && verdicts.every((verdict) => verdict.refusal)) throw refusal;
}
