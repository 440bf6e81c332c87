/** The parameters of a GraphQL operation, before and after they are checked. */
import type { GraphQLError } from 'graphql';
import type { GraphQLParams } from 'graphql-yoga';
import { publicError } from '../../schema/errors.ts';
import { isObject } from '../json.ts';

/** Parameters as received. `checkParams` (and graphql-ws) checks their types. */
export type Params = { readonly [Name in keyof GraphQLParams | 'documentId']?: unknown };

/** Checks types and names. Throws `BAD_REQUEST`. A trusted document id must be resolved to its text before. */
export function checkParams(params: Params): GraphQLParams {
  const unknown = Object.keys(params).find(
    (name) => !parameterNames.has(name) && Reflect.get(params, name) != null,
  );
  if (unknown !== undefined) throw badRequest(`Unexpected parameter "${unknown}" in the request body.`);
  const { query, operationName, variables, extensions } = params;
  if (query == null) throw badRequest('Must provide query string.');
  if (typeof query !== 'string') throw badRequest('Expected "query" param to be a string.');
  if (operationName != null && typeof operationName !== 'string')
    throw badRequest('Expected "operationName" param to be a string.');
  for (const [name, value] of Object.entries({ variables, extensions })) {
    if (value != null && !isObject(value))
      throw badRequest(`Expected "${name}" param to be empty or an object.`);
  }
  return params as GraphQLParams;
}

const parameterNames = new Set(['query', 'operationName', 'variables', 'extensions']);

function badRequest(message: string): GraphQLError {
  return publicError('BAD_REQUEST', message);
}
