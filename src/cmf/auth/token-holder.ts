/**
 * Holds one access token for all calls of the process. Concurrent callers share one request for it. The token is
 * renewed shortly before its expiry. While the token endpoint fails, the pauses between requests grow.
 *
 * The renewal starts before the expiry by 2.5% to 5% of the lifetime, at most a minute. The share is random, so
 * that replicas that started together do not renew together. During a renewal, and when it fails, the old token
 * stays in use until it expires.
 */
import { CmfError } from '../errors.ts';
import type { IdentifiedCall } from './identity.ts';
import { type IssuedToken, type TokenRequest, TokenRequestError } from './token-request.ts';

export interface TokenHolder {
  /** A token that has not expired. Throws a `CmfError` of failure `TOKEN`, or `ABORTED`. */
  token(call: IdentifiedCall): Promise<string>;
  /**
   * Reports that CMF rejected this token (401). Returns a newer token, or undefined if none can be obtained now.
   */
  replace(refused: string, call: IdentifiedCall): Promise<string | undefined>;
  /** Reports that CMF accepted this token. */
  accepted(token: string): void;
  /** The age of the held token in milliseconds; null without one. */
  readonly ageMs: number | null;
  /** Ends a running request. */
  close(): void;
}

export interface TokenHolderOptions {
  readonly request: TokenRequest;
  /** Time limit of one request for a token, discovery included. */
  readonly timeoutMs: number;
  /**
   * A value whose change means that a request may succeed now, such as new credentials. The pause after failures
   * then ends.
   */
  readonly credential?: (() => string) | undefined;
  /** Called when requests start to fail, or fail for a different reason. */
  readonly onFailure?: ((reason: string) => void) | undefined;
  /** Called when a request succeeds after failures. */
  readonly onRecovery?: (() => void) | undefined;
}

/** Lifetime of a token without `expires_in`. */
export const assumedLifetimeMs = 5 * 60_000;
const longestLifetimeMs = 24 * 3_600_000;
const longestLeadMs = 60_000;
const firstPauseMs = 500;
const longestPauseMs = 30_000;

interface Held {
  readonly token: string;
  readonly askedAt: number;
  readonly renewAt: number;
  readonly endsAt: number;
}

interface Failing {
  readonly count: number;
  readonly reason: string;
  readonly retryAt: number;
  readonly credential: string | undefined;
}

const pauseAfter = (failures: number) =>
  Math.min(longestPauseMs, firstPauseMs * 2 ** (failures - 1)) * (0.5 + Math.random() / 2);

export function createTokenHolder(options: TokenHolderOptions): TokenHolder {
  const { request, timeoutMs, credential, onFailure, onRecovery } = options;
  const closing = new AbortController();
  // The monotonic clock: a correction of the system time must not extend the lifetime of a token.
  const now = () => performance.now();
  let held: Held | null = null;
  let fetching: Promise<Held> | null = null;
  let failing: Failing | null = null;
  let timer: NodeJS.Timeout | undefined;
  /**
   * Consecutive tokens that CMF rejected, and the time until which no further token is requested because of them.
   */
  let refusals = { count: 0, retryAt: 0 };

  const fetchToken = async (): Promise<Held> => {
    const askedAt = now();
    const asking = credential?.();
    try {
      const issued = await within(timeoutMs, closing.signal, request);
      const next = heldFrom(issued, askedAt);
      if (failing) onRecovery?.();
      failing = null;
      held = next;
      clearTimeout(timer);
      timer = setTimeout(renewIfUsed, next.renewAt - now(), next).unref();
      return next;
    } catch (error) {
      const reason = error instanceof TokenRequestError ? error.message : 'The request for a token failed';
      const count = (failing?.count ?? 0) + 1;
      if (failing?.reason !== reason && !closing.signal.aborted) onFailure?.(reason);
      failing = { count, reason, retryAt: now() + pauseAfter(count), credential: asking };
      throw error;
    }
  };
  const fetchOnce = () => {
    fetching ??= fetchToken().finally(() => {
      fetching = null;
    });
    return fetching;
  };

  const isPausing = () =>
    failing !== null && now() < failing.retryAt && failing.credential === credential?.();

  let usedToken: string | null = null;
  /**
   * An unused token is not renewed, so an idle gateway sends no requests. The next call then waits for a new
   * token.
   */
  function renewIfUsed({ token }: Held): void {
    if (usedToken === token) renew();
  }
  /** Renews before the expiry. A failure is stored in `failing`, and the old token stays in use. */
  function renew(): void {
    if (!isPausing()) fetchOnce().catch(() => undefined);
  }

  const obtain = async (call: IdentifiedCall): Promise<string> => {
    if (closing.signal.aborted) throw aborted(call.operation);
    if (held && now() < held.endsAt) {
      if (now() >= held.renewAt) renew();
      return held.token;
    }
    if (!fetching && isPausing()) throw noToken(call.operation, failing?.reason);
    const next = await unlessAborted(call, fetchOnce()).catch((error: unknown) => {
      if (error instanceof CmfError) throw error;
      throw closing.signal.aborted ? aborted(call.operation) : noToken(call.operation, failing?.reason);
    });
    return next.token;
  };

  const take = async (call: IdentifiedCall): Promise<string> => {
    const token = await obtain(call);
    usedToken = token;
    return token;
  };

  return {
    token: take,
    async replace(refused, call) {
      // Another call has already replaced it.
      if (held && held.token !== refused) return take(call);
      // Without this limit, a CMF that rejects every token would cause one token request per call.
      if (held && now() < refusals.retryAt) return undefined;
      if (held) {
        const count = refusals.count + 1;
        refusals = { count, retryAt: now() + pauseAfter(count) };
        held = null;
      }
      return take(call);
    },
    accepted(token) {
      if (refusals.count > 0 && token === held?.token) refusals = { count: 0, retryAt: 0 };
    },
    get ageMs() {
      return held && now() - held.askedAt;
    },
    close() {
      clearTimeout(timer);
      closing.abort();
    },
  };
}

/** `askedAt`: the time of the request, which is before the start of the token's lifetime. */
function heldFrom({ token, expiresIn }: IssuedToken, askedAt: number): Held {
  const lifetimeMs = expiresIn === null ? assumedLifetimeMs : Math.min(expiresIn * 1000, longestLifetimeMs);
  const leadMs = Math.min(longestLeadMs, lifetimeMs / 20) * (0.5 + Math.random() / 2);
  return {
    token,
    askedAt,
    renewAt: askedAt + lifetimeMs - leadMs,
    // Allows for the time until the call reaches CMF.
    endsAt: askedAt + lifetimeMs - leadMs / 5,
  };
}

async function within(ms: number, closing: AbortSignal, request: TokenRequest): Promise<IssuedToken> {
  const late = AbortSignal.timeout(ms);
  try {
    return await request(AbortSignal.any([late, closing]));
  } catch (error) {
    if (late.aborted) throw new TokenRequestError(`The token endpoint did not respond within ${ms} ms`);
    throw error;
  }
}

/** A caller that stops waiting does not abort the request of the others. */
async function unlessAborted<T>({ operation, signal }: IdentifiedCall, work: Promise<T>): Promise<T> {
  if (!signal) return work;
  const ended = Promise.withResolvers<never>();
  const abort = () => ended.reject(aborted(operation));
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([work, ended.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

function noToken(operation: string, reason = 'The request for a token failed'): CmfError {
  const message = `The gateway has no token for CMF: ${reason}`;
  return new CmfError({ operation, failure: 'TOKEN', retryable: true, message });
}

function aborted(operation: string): CmfError {
  const message = 'The caller aborted the call to CMF';
  return new CmfError({ operation, failure: 'ABORTED', retryable: false, message });
}
