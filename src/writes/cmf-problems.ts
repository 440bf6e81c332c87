/** What a failed request to CMF means for a write. */
import { CmfError } from '../cmf/errors.ts';
import { invalid, notFound, upstream, type WriteProblem } from './problems.ts';

export interface SendFailure {
  /** `UNKNOWN`: CMF may have carried the request out. Otherwise it changed nothing. */
  readonly outcome: 'NOTHING_CHANGED' | 'UNKNOWN';
  readonly problems: readonly WriteProblem[];
}

/** Throws what is not a `CmfError`. */
export function failureOf(error: unknown): SendFailure {
  if (!(error instanceof CmfError)) throw error;
  if (error.outcome === 'UNKNOWN') return { outcome: 'UNKNOWN', problems: [] };
  return { outcome: 'NOTHING_CHANGED', problems: problemsOf(error) };
}

/** The problems of a request that changed nothing. */
export function problemsOf(error: CmfError): readonly WriteProblem[] {
  const { status, messages } = error;
  const texts = messages.length > 0 ? messages : [error.message];
  if (status === 403) {
    return texts.map((message) => ({ type: 'NOT_PERMITTED', code: 'FORBIDDEN', message, path: null }));
  }
  if (status === 404) return texts.map((message) => notFound(message));
  if (status !== null) return texts.map((message) => invalid('CMF_REFUSED', message));
  return [upstream('CMF_UNREACHABLE', 'CMF is unreachable. Nothing was sent.')];
}
