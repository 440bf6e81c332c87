/**
 * What leaves the gateway of an error: the public form where there is one; for everything else only that the gateway
 * failed. Each carries the id of its request, under which the log holds the whole truth.
 */

import { type ExecutionResult, GraphQLError, type GraphQLErrorExtensions } from 'graphql';
import { handleStreamOrSingleExecutionResult, isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { Context } from '../../schema/context.ts';
import { errorCodes, httpOf, isErrorCode, publicError, toPublicError } from '../../schema/errors.ts';
import type { Logger } from '../observability/log.ts';
import type { RequestContext } from './request-context.ts';

/** The public form of whatever was thrown. */
export function maskError(error: unknown, log: Logger, requestId?: string): GraphQLError {
  const located = error instanceof GraphQLError ? error : undefined;
  const cause = located ? located.originalError : error;
  // Thrown as a public error, or made by graphql-js itself: syntax, validation, a value that does not fit.
  const isPublic = located && (cause === undefined || cause instanceof GraphQLError);
  const known = isPublic ? located : toPublicError(cause);
  if (!known) log.error({ err: cause, path: located?.path, requestId }, 'a resolver failed');
  const { message, extensions } = known ?? publicError('INTERNAL_SERVER_ERROR', 'The gateway failed.');
  return new GraphQLError(message, {
    ...(located?.nodes && { nodes: located.nodes }),
    ...(located?.path && { path: located.path }),
    extensions: publicExtensions(extensions, located?.path === undefined, requestId),
  });
}

/** Of what libraries add, only what belongs to the table of codes. */
function publicExtensions(
  given: GraphQLErrorExtensions,
  isOfRequest: boolean,
  requestId: string | undefined,
) {
  const { code: givenCode, http, originalError: _, unexpected: __, ...others } = given;
  const code = isErrorCode(givenCode) ? givenCode : 'BAD_USER_INPUT';
  const extensions = {
    ...others,
    code,
    retryable: errorCodes[code].retryable,
    ...(requestId && { requestId }),
  };
  // The status of an HTTP response is read from here. No transport is to send it, so it is not seen by JSON.
  return Object.defineProperty(extensions, 'http', {
    value: http ?? (isOfRequest ? httpOf(code) : undefined),
  });
}

/** A `GraphQLError` of it that still holds the truth, for whoever knows the request to mask. */
export function unmasked(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  const originalError = error instanceof Error ? error : new Error(String(error));
  return new GraphQLError('The gateway failed.', { originalError });
}

/** The same result, every error in its public form. */
export function maskResult(result: ExecutionResult, log: Logger, requestId: string): ExecutionResult {
  if (!result.errors) return result;
  return { ...result, errors: result.errors.map((error) => maskError(error, log, requestId)) };
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
      // The results of a stream are masked where they are made, once for all who share them.
      onSubscribeResult: ({ result, setResult }) => {
        if (!isAsyncIterable(result)) setResult(maskResult(result, log, args.contextValue.requestId));
      },
      onSubscribeError: ({ error, setError }) => setError(maskError(error, log, args.contextValue.requestId)),
    }),
  };
}
