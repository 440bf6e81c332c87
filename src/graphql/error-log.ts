/**
 * Logs the errors of a response under its request id, so that a caller's `requestId` leads to the reason. Equal errors of
 * one response share a line.
 */
import type { GraphQLError } from 'graphql';
import { failedCallOf } from '../../schema/errors.ts';
import type { Logger } from '../observability/log.ts';

export interface MaskedError {
  /** As the caller receives it. */
  readonly error: GraphQLError;
  /** The internal error that caused it; undefined if the error is already public. */
  readonly cause: unknown;
}

/** Maximum number of lines for one response. */
const maxLines = 10;
const maxReasonLength = 1_000;

/**
 * Failures of the gateway are logged as warnings. Errors of the caller and denied access are logged as information.
 */
export function logErrors(errors: readonly MaskedError[], log: Logger, requestId: string | undefined): void {
  const groups = new Map<string, MaskedError[]>();
  for (const masked of errors) {
    const key = `${String(masked.error.extensions['code'])} ${reasonOf(masked)}`;
    groups.set(key, [...(groups.get(key) ?? []), masked]);
  }
  for (const [first, ...others] of [...groups.values()].slice(0, maxLines)) {
    if (first) logGroup(first, others.length, log, requestId);
  }
}

function logGroup({ error, cause }: MaskedError, others: number, log: Logger, requestId: string | undefined) {
  const { code, retryable } = error.extensions;
  const fields = { requestId, code, path: error.path, ...(others > 0 && { others }) };
  if (code === 'INTERNAL_SERVER_ERROR') return log.error({ ...fields, err: cause }, 'a resolver failed');
  const reason = reasonOf({ error, cause });
  const details = { ...fields, ...failedCallOf(cause), reason };
  if (retryable === true) log.warn(details, 'responded with an error');
  else log.info(details, 'responded with an error');
}

/** The message of the original error, because the public one may be shorter. It may quote the request. */
function reasonOf({ error, cause }: MaskedError): string {
  const { message } = cause instanceof Error ? cause : error;
  return message.slice(0, maxReasonLength);
}
