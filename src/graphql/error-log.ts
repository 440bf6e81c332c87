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
  /** The error of the gateway behind it; undefined for one that is public itself. */
  readonly cause: unknown;
}

/** Lines for one response. */
const maxLines = 10;
const maxReasonLength = 1_000;

/** What the gateway could not do is logged as a warning, what the caller did wrong or may not do as information. */
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

/** The error's own message: the public one may be shorter. It may quote the request. */
function reasonOf({ error, cause }: MaskedError): string {
  const { message } = cause instanceof Error ? cause : error;
  return message.slice(0, maxReasonLength);
}
