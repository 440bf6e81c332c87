/** What a failed request to CMF means for a write: a failed read of its check, and the failed request of the write itself. */
import { CmfWriteError, isIdentityFailure, isOutage } from '../../cmf/errors.ts';
import type { WriteIdentity } from '../caller.ts';
import { invalid, notFound, notPermitted, upstream, type WriteProblem, WriteProblems } from '../problems.ts';

const gatewayRefused = upstream(
  'CMF_REFUSED_GATEWAY',
  'CMF does not accept the identity of the gateway. Nothing was sent.',
);
const notReadable = upstream('CMF_UNREACHABLE', 'CMF does not respond. Nothing was sent.');

/** Throws `WriteProblems` if CMF did not answer the reads that the check depends on, else the error itself. */
export function rethrowOutage(error: unknown): never {
  if (isIdentityFailure(error)) throw new WriteProblems(gatewayRefused);
  throw isOutage(error) ? new WriteProblems(notReadable) : error;
}

export interface SendFailure {
  /** `UNKNOWN`: CMF may have carried the request out. Otherwise it changed nothing. */
  readonly outcome: 'NOTHING_CHANGED' | 'UNKNOWN';
  readonly problems: readonly WriteProblem[];
}

/** Throws what is not an error of a write to CMF. */
export function failureOf(error: unknown, identity: WriteIdentity): SendFailure {
  if (!(error instanceof CmfWriteError)) throw error;
  if (error.outcome === 'UNKNOWN') return { outcome: 'UNKNOWN', problems: [] };
  return { outcome: 'NOTHING_CHANGED', problems: problemsOf(error, identity) };
}

function problemsOf(error: CmfWriteError, identity: WriteIdentity): readonly WriteProblem[] {
  const { status, failure, messages } = error;
  const texts = messages.length > 0 ? messages : [error.message];
  if (status === 401 && identity === 'CALLER') {
    return [notPermitted('UNAUTHENTICATED', error.message)];
  }
  if (status === 401 || failure === 'TOKEN') {
    return [upstream('CMF_REFUSED_GATEWAY', 'CMF does not accept the identity of the gateway.')];
  }
  if (status === 403) return [notPermitted('FORBIDDEN', error.message)];
  if (status === 404) return [notFound(error.message)];
  if (status === 429)
    return [upstream('CMF_UNREACHABLE', 'CMF received too many requests. Nothing changed.')];
  if (status !== null) return texts.map((message) => invalid('CMF_REFUSED', message));
  return [upstream('CMF_UNREACHABLE', 'CMF is unreachable. Nothing was sent.')];
}
