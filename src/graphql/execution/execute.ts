/**
 * Executes queries, and the selection of a subscription for one event, as the GraphQL specification defines it
 * (October 2021, section 6). Errors match graphql-js; a test compares the two.
 *
 * It exists for speed. Each document is planned once (`plan.ts`). Values in memory complete without a promise, and
 * allocate little more than the response itself. graphql-js executes mutations, because their duration depends on
 * CMF. Incremental delivery is not supported.
 */
import {
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  execute as executeInOrder,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import type { MaybePromise } from '../../maybe-promise.ts';
import { type Data, dataOf } from './complete.ts';
import type { Plan, Run, Variables } from './model.ts';
import { conditionVariablesOf, planOf } from './plan.ts';

export type Execute = (args: ExecutionArgs) => MaybePromise<ExecutionResult>;

/** Caches the plans of a document for as long as the document itself is referenced. */
export function createExecute(): Execute {
  const documents = new WeakMap<DocumentNode, Plans>();

  return (args) => {
    const { schema, document, operationName, variableValues, rootValue, contextValue } = args;
    const operation = getOperationAST(document, operationName);
    if (!operation) return { errors: [new GraphQLError('The document does not contain this operation.')] };
    if (operation.operation === OperationTypeNode.MUTATION) return executeInOrder(args);
    const definitions = operation.variableDefinitions ?? [];
    const { coerced, errors } = getVariableValues(schema, definitions, variableValues ?? {}, { maxErrors });
    if (errors) return { errors };
    let plans = documents.get(document);
    if (!plans) documents.set(document, (plans = createPlans(document)));
    const plan = plans(schema, operation, coerced);
    return run({ plan, schema, variables: coerced, rootValue, context: contextValue, errors: [] });
  };
}

/** The limit that graphql-js applies to the errors of one set of variables. */
const maxErrors = 50;

/** Plans per document: one for each operation and each combination of its `@skip` and `@include` variables. */
const maxPlans = 16;

type Plans = (schema: GraphQLSchema, operation: OperationDefinitionNode, variables: Variables) => Plan;

function createPlans(document: DocumentNode): Plans {
  const conditionVariables = conditionVariablesOf(document);
  const plans = new Map<string, Plan>();

  return (schema, operation, variables) => {
    const key = JSON.stringify([operation.name?.value, ...conditionVariables.map((name) => variables[name])]);
    const cached = plans.get(key);
    if (cached) return cached;
    const rootType = schema.getRootType(operation.operation);
    if (!rootType) throw new Error('The document was not validated before execution.');
    const plan = planOf({ schema, document, operation, rootType, variables });
    if (plans.size < maxPlans) plans.set(key, plan);
    return plan;
  };
}

function run(execution: Run): MaybePromise<ExecutionResult> {
  const { plan, rootValue, errors } = execution;
  const result = (data: Data | null): ExecutionResult => (errors.length > 0 ? { errors, data } : { data });
  const failed = (error: unknown): ExecutionResult => {
    errors.push(error as GraphQLError);
    return result(null);
  };
  try {
    const data = dataOf(plan.root.fieldsOf(plan.rootType), rootValue, null, execution);
    return data instanceof Promise ? data.then(result, failed) : result(data);
  } catch (error) {
    return failed(error);
  }
}
