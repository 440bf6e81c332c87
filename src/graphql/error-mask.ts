/**
 * Converts errors to their public form. An error without a public form becomes `INTERNAL_SERVER_ERROR`, and only the
 * log has its details. Each error carries the request id under which the log has the details.
 */

import { type ExecutionResult, GraphQLError, type GraphQLErrorExtensions } from 'graphql';
import { handleStreamOrSingleExecutionResult, isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { Context } from '../../schema/context.ts';
import { errorCodes, httpOf, isErrorCode, publicError, toPublicError } from '../../schema/errors.ts';
import type { Logger } from '../observability/log.ts';
import { logErrors, type MaskedError } from './error-log.ts';
import type { RequestContext } from './request-context.ts';

/** The public form of a thrown value. It is logged under the request id. */
export function maskError(error: unknown, log: Logger, requestId?: string): GraphQLError {
  const masked = masking(error, requestId);
  logErrors([masked], log, requestId);
  return masked.error;
}

/** The public forms of the errors of one response. */
export function maskErrors(
  errors: readonly unknown[],
  log: Logger,
  requestId?: string,
): readonly GraphQLError[] {
  const masked = errors.map((error) => masking(error, requestId));
  logErrors(masked, log, requestId);
  return masked.map(({ error }) => error);
}

function masking(error: unknown, requestId: string | undefined): MaskedError {
  const located = error instanceof GraphQLError ? error : undefined;
  const cause = located ? located.originalError : error;
  // A public error of the gateway, or an error of graphql-js: syntax, validation or input coercion.
  const isPublic = located && (cause === undefined || cause instanceof GraphQLError);
  const publicForm = isPublic ? located : toPublicError(cause);
  const { message, extensions } = publicForm ?? publicError('INTERNAL_SERVER_ERROR', 'The gateway failed.');
  const masked = new GraphQLError(message, {
    ...(located?.nodes && { nodes: located.nodes }),
    ...(located?.path && { path: located.path }),
    extensions: publicExtensions(extensions, located?.path === undefined, requestId),
  });
  return { error: masked, cause: isPublic ? undefined : cause };
}

/** Keeps the documented extensions and drops those that libraries add. */
function publicExtensions(
  original: GraphQLErrorExtensions,
  isOfRequest: boolean,
  requestId: string | undefined,
) {
  const { code: originalCode, http, originalError: _, unexpected: __, ...others } = original;
  const code = isErrorCode(originalCode) ? originalCode : 'BAD_USER_INPUT';
  const extensions = {
    ...others,
    code,
    retryable: errorCodes[code].retryable,
    ...(requestId && { requestId }),
  };
  // Not enumerable: the HTTP transport reads the status from here, and no transport serialises it.
  return Object.defineProperty(extensions, 'http', {
    value: http ?? (isOfRequest ? httpOf(code) : undefined),
  });
}

/** A `GraphQLError` that still holds the original error. Code that knows the request id masks it later. */
export function toGraphQLError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  const originalError = error instanceof Error ? error : new Error(String(error));
  return new GraphQLError('The gateway failed.', { originalError });
}

/** The same result with every error in its public form. */
export function maskResult(result: ExecutionResult, log: Logger, requestId: string): ExecutionResult {
  if (!result.errors) return result;
  return { ...result, errors: maskErrors(result.errors, log, requestId) };
}

export function useErrorMask(log: Logger): Plugin<Context, RequestContext> {
  return {
    onExecute: ({ args }) => ({
      onExecuteDone: (done) =>
        handleStreamOrSingleExecutionResult(done, ({ result, setResult }) =>
          setResult(maskResult(result, log, args.contextValue.requestId)),
        ),
    }),
    onSubscribe: ({ args }) => ({
      // `shared-subscriptions.ts` masks the results of a stream, once for all subscribers that share them.
      onSubscribeResult: ({ result, setResult }) => {
        if (!isAsyncIterable(result)) setResult(maskResult(result, log, args.contextValue.requestId));
      },
      onSubscribeError: ({ error, setError }) => setError(maskError(error, log, args.contextValue.requestId)),
    }),
  };
}
