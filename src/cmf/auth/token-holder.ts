/**
 * One access token for all calls of the process: fetched once for all who wait for it, again shortly before its end, and
 * with growing pauses while the token endpoint fails.
 *
 * The lead before the end is a random half to whole of 5% of the lifetime, at most a minute, so that replicas that began
 * together do not renew together, and no lifetime costs more than one token. While a renewal is under way or fails, the
 * old token serves until its end.
 */
import { CmfError } from '../errors.ts';
import type { IdentifiedCall } from './identity.ts';
import { type IssuedToken, type TokenRequest, TokenRequestError } from './token-request.ts';

export interface TokenHolder {
  /** A token that has not ended. Throws a `CmfError` of failure `TOKEN`, or `ABORTED`. */
  token(call: IdentifiedCall): Promise<string>;
  /** CMF refused this token (401). A newer one, or undefined when there is none to be had now. */
  replace(refused: string, call: IdentifiedCall): Promise<string | undefined>;
  /** CMF took this token. */
  accepted(token: string): void;
  /** The age of the held token in milliseconds; null without one. */
  readonly ageMs: number | null;
  /** Ends a running request. */
  close(): void;
}

export interface TokenHolderOptions {
  readonly request: TokenRequest;
  /** Of one request for a token, discovery included. */
  readonly timeoutMs: number;
  /** A value that changes when a request may succeed that failed before: then no pause is kept. */
  readonly credential?: (() => string) | undefined;
  /** Called when requests begin to fail, or fail for another reason. */
  readonly onFailure?: ((reason: string) => void) | undefined;
  /** Called when a request succeeds after failures. */
  readonly onRecovery?: (() => void) | undefined;
}

/** Of a token that comes without `expires_in`. */
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
  // The monotonic clock: a correction of the system's time must not prolong a token.
  const now = () => performance.now();
  let held: Held | null = null;
  let fetching: Promise<Held> | null = null;
  let failing: Failing | null = null;
  let timer: NodeJS.Timeout | undefined;
  /** Tokens in a row that CMF refused, and until when no further one is asked for because of that. */
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
  /** Without a call since the token came, the next call may wait for another: an idle gateway asks for none. */
  function renewIfUsed({ token }: Held): void {
    if (usedToken === token) renew();
  }
  /** Ahead of the end. A failure is kept in `failing`, and the old token serves on. */
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
      // Another call has replaced it already.
      if (held && held.token !== refused) return take(call);
      // Were CMF to refuse every token, each call would cost the token endpoint one.
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

/** `askedAt`: a token lives from some time after that. */
function heldFrom({ token, expiresIn }: IssuedToken, askedAt: number): Held {
  const lifetimeMs = expiresIn === null ? assumedLifetimeMs : Math.min(expiresIn * 1000, longestLifetimeMs);
  const leadMs = Math.min(longestLeadMs, lifetimeMs / 20) * (0.5 + Math.random() / 2);
  return {
    token,
    askedAt,
    renewAt: askedAt + lifetimeMs - leadMs,
    // The call that takes it has a way to go.
    endsAt: askedAt + lifetimeMs - leadMs / 5,
  };
}

async function within(ms: number, closing: AbortSignal, request: TokenRequest): Promise<IssuedToken> {
  const late = AbortSignal.timeout(ms);
  try {
    return await request(AbortSignal.any([late, closing]));
  } catch (error) {
    if (late.aborted) throw new TokenRequestError(`The token endpoint did not answer within ${ms} ms`);
    throw error;
  }
}

/** A caller that goes leaves the others' request running. */
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
  const message = 'The call to CMF was ended by its caller';
  return new CmfError({ operation, failure: 'ABORTED', retryable: false, message });
}
