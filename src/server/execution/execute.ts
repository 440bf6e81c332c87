/**
 * Execution of queries, and of what a subscription answers to an event, as the GraphQL specification has it (October
 * 2021, section 6) and with the errors of graphql-js, which a test compares it with. It exists for its speed: what a
 * document asks is planned once (`plan.ts`), and what is in memory is answered without a promise and, but for its data, with
 * hardly an object for each field. No mutations, no incremental delivery.
 */
import {
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  GraphQLError,
  getOperationAST,
  getVariableValues,
} from 'graphql';
import type { MaybePromise } from '../../mirror/maybe-promise.ts';
import { type Data, dataOf } from './complete.ts';
import type { Run } from './place.ts';
import { decidingVariables, type Plan, planOf, type Variables } from './plan.ts';

export type Execute = (args: ExecutionArgs) => MaybePromise<ExecutionResult>;

/** Remembers the plans of documents for as long as those are held. */
export function createExecute(): Execute {
  const documents = new WeakMap<DocumentNode, (args: ExecutionArgs, variables: Variables) => Plan>();

  return (args) => {
    const { schema, document, operationName, variableValues, rootValue, contextValue } = args;
    const operation = getOperationAST(document, operationName);
    if (!operation) return { errors: [new GraphQLError('There is no such operation in the document.')] };
    const { coerced, errors } = getVariableValues(
      schema,
      operation.variableDefinitions ?? [],
      variableValues ?? {},
      {
        maxErrors: 50,
      },
    );
    if (errors) return { errors };
    let plans = documents.get(document);
    if (!plans) documents.set(document, (plans = createPlans(document)));
    const plan = plans(args, coerced);
    return run({ plan, schema, variables: coerced, rootValue, context: contextValue, errors: [] });
  };
}

/** For each operation and each way that its conditions turn out, within reason. */
const maxPlans = 16;

function createPlans(document: DocumentNode) {
  const deciding = decidingVariables(document);
  const plans = new Map<string, Plan>();

  return ({ schema, operationName }: ExecutionArgs, variables: Variables): Plan => {
    const key = JSON.stringify([operationName ?? null, ...deciding.map((name) => variables[name])]);
    const known = plans.get(key);
    if (known) return known;
    const operation = getOperationAST(document, operationName);
    const rootType = operation && schema.getRootType(operation.operation);
    if (!operation || !rootType) throw new Error('A document that was not validated reached execution.');
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
