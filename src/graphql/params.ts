/** The parameters of a GraphQL operation, before and after they are checked. */
import type { GraphQLError } from 'graphql';
import type { GraphQLParams } from 'graphql-yoga';
import { publicError } from '../../schema/errors.ts';
import { isObject } from '../json.ts';

/** As they came: of which types the parts are is checked by `checkParams`, and by graphql-ws. */
export type Params = { readonly [Name in keyof GraphQLParams | 'documentId']?: unknown };

/** Throws `BAD_REQUEST`. `params` are those of what was asked for, a trusted document by its text. */
export function checkParams(params: Params): GraphQLParams {
  const unknown = Object.keys(params).find((name) => !known.has(name) && Reflect.get(params, name) != null);
  if (unknown !== undefined) throw bad(`Unexpected parameter "${unknown}" in the request body.`);
  const { query, operationName, variables, extensions } = params;
  if (query == null) throw bad('Must provide query string.');
  if (typeof query !== 'string') throw bad('Expected "query" param to be a string.');
  if (operationName != null && typeof operationName !== 'string')
    throw bad('Expected "operationName" param to be a string.');
  for (const [name, value] of Object.entries({ variables, extensions })) {
    if (value != null && !isObject(value)) throw bad(`Expected "${name}" param to be empty or an object.`);
  }
  return params as GraphQLParams;
}

const known = new Set(['query', 'operationName', 'variables', 'extensions']);

function bad(message: string): GraphQLError {
  return publicError('BAD_REQUEST', message);
}
