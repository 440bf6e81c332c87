/** Determines the outcome of a write from a failed request to CMF. */
import { CmfWriteError } from '../../cmf/errors.ts';
import { invalid, notFound, notPermitted, upstream, type WriteProblem } from '../problems.ts';

export interface SendFailure {
  /** `UNKNOWN`: CMF may have carried the request out. Otherwise it changed nothing. */
  readonly outcome: 'NOTHING_CHANGED' | 'UNKNOWN';
  readonly problems: readonly WriteProblem[];
}

/** Throws what is not an error of a write to CMF. */
export function failureOf(error: unknown, identity: 'CALLER' | 'GATEWAY'): SendFailure {
  if (!(error instanceof CmfWriteError)) throw error;
  if (error.outcome === 'UNKNOWN') return { outcome: 'UNKNOWN', problems: [] };
  return { outcome: 'NOTHING_CHANGED', problems: problemsOf(error, identity) };
}

function problemsOf(error: CmfWriteError, identity: 'CALLER' | 'GATEWAY'): readonly WriteProblem[] {
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
