/**
 * Requests name their document by its id. A gateway of the same build trusts these documents, so the console works
 * where only trusted documents are executed. During an upgrade, an open page can reach a gateway of another build that
 * lacks an id: from then on, requests also carry the text. If the gateway refuses the text as well, the page must be
 * reloaded.
 */
import type { RequestParameters } from 'relay-runtime';
import { pageRefused } from '../live/page-version.ts';

/** The part of the parameters of an operation that names its document. */
export interface DocumentParameters {
  readonly documentId?: string;
  /** Empty with an id alone; graphql-transport-ws requires the parameter. */
  readonly query: string;
}

/** `schema/errors.ts` describes them. */
const unknownCodes: readonly unknown[] = ['PERSISTED_QUERY_NOT_FOUND', 'PERSISTED_QUERY_NOT_SUPPORTED'];

let sendsText = false;

export function documentOf({ id, text }: RequestParameters): DocumentParameters {
  if (id === null) return { query: text ?? '' };
  return { documentId: id, query: sendsText ? (text ?? '') : '' };
}

/**
 * Whether to send the operation again, because the gateway lacks the id: `documentOf` then adds the text. The operation
 * was not executed, so this is safe for a mutation. `code`: of the error that the gateway responded with.
 */
export function retriesWithText({ query }: DocumentParameters, code: unknown): boolean {
  if (!unknownCodes.includes(code)) return false;
  sendsText = true;
  if (query !== '') pageRefused();
  return query === '';
}
