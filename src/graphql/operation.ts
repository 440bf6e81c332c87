/**
 * Prepares an operation for all transports: runs its parameters through the plugins of the Yoga pipeline and returns
 * an operation to execute or subscribe to. Transports differ only in how they read requests and write results.
 */
import {
  type ExecutionArgs,
  type ExecutionResult,
  GraphQLError,
  getOperationAST,
  OperationTypeNode,
} from 'graphql';
import type { GraphQLParams } from 'graphql-yoga';
import type { Context } from '../../schema/context.ts';
import { publicError } from '../../schema/errors.ts';
import { type MaybePromise, mapMaybe } from '../maybe-promise.ts';
import type { Logger } from '../observability/log.ts';
import { maskErrors } from './error-mask.ts';
import type { Graphql } from './pipeline.ts';
import type { RequestContext } from './request-context.ts';
import type { Results } from './shared-subscriptions.ts';

export interface Operation {
  readonly args: ExecutionArgs & { readonly contextValue: Context };
  readonly type: OperationTypeNode;
  /** The name in the document; undefined for an anonymous operation. */
  readonly name: string | undefined;
  execute(): MaybePromise<ExecutionResult>;
  /** A single result if the subscription is rejected. */
  subscribe(): MaybePromise<Results | ExecutionResult>;
}

/** Returns errors in their public form if the request is invalid. */
export type Prepare = (
  params: GraphQLParams,
  requestContext: RequestContext,
) => MaybePromise<Operation | readonly GraphQLError[]>;

export interface PrepareOptions {
  readonly graphql: Graphql;
  readonly log: Logger;
  /** False rejects mutations. */
  readonly mutations: boolean;
}

export function createPrepare({ graphql, log, mutations }: PrepareOptions): Prepare {
  return (params, requestContext) => {
    const masked = (...errors: readonly unknown[]) => maskErrors(errors, log, requestContext.requestId);
    /**
     * A failure of one operation becomes its result. It must not affect the connection, which may carry other
     * operations.
     */
    const settle = <Result>(work: () => MaybePromise<Result>): MaybePromise<Result | ExecutionResult> => {
      const failed = (error: unknown): ExecutionResult => ({ errors: masked(error) });
      try {
        const result = work();
        return result instanceof Promise ? result.catch(failed) : result;
      } catch (error) {
        return failed(error);
      }
    };
    try {
      const { parse, validate, schema, contextFactory, ...run } = graphql.getEnveloped({ ...requestContext });
      const document = parse(params.query);
      const { variables: variableValues } = params;
      // Some clients send an empty name instead of none.
      const operationName = params.operationName || undefined;
      const operation = getOperationAST(document, operationName);
      if (!operation) return masked(noOperation(operationName));
      if (operation.operation === OperationTypeNode.MUTATION) {
        const refusal = refusalOfMutation(requestContext, mutations);
        if (refusal) return masked(refusal);
      }
      const invalid: readonly unknown[] = validate(schema, document);
      if (invalid.length > 0) return masked(...invalid);
      return mapMaybe(contextFactory() as MaybePromise<Context>, (contextValue): Operation => {
        const args = { schema, document, operationName, variableValues, contextValue };
        return {
          args,
          type: operation.operation,
          name: operation.name?.value,
          execute: () => settle(() => run.execute(args)),
          subscribe: () => settle(() => run.subscribe(args)),
        };
      });
    } catch (error) {
      return masked(error);
    }
  };
}

/** Null if the transport and the configuration allow mutations. */
function refusalOfMutation({ acceptsMutations }: RequestContext, enabled: boolean): GraphQLError | null {
  if (!enabled) return publicError('MUTATIONS_DISABLED', 'The gateway is read-only: `MUTATIONS` is off.');
  if (acceptsMutations) return null;
  const http = { status: 405, headers: { allow: 'POST' } };
  return new GraphQLError('Mutations are accepted by HTTP POST only.', {
    extensions: { code: 'BAD_REQUEST', http },
  });
}

function noOperation(name: string | null | undefined): GraphQLError {
  const message =
    name == null
      ? 'The document has several operations: operationName is required.'
      : `The document has no operation "${name}".`;
  return publicError('OPERATION_RESOLUTION_FAILURE', message);
}
