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
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
  type OperationDefinitionNode,
} from 'graphql';
import type { MaybePromise } from '../../maybe-promise.ts';
import { type Data, dataOf } from './complete.ts';
import type { Plan, Run, Variables } from './model.ts';
import { decidingVariables, planOf } from './plan.ts';

export type Execute = (args: ExecutionArgs) => MaybePromise<ExecutionResult>;

/** Remembers the plans of documents for as long as those are held. */
export function createExecute(): Execute {
  const documents = new WeakMap<DocumentNode, Plans>();

  return (args) => {
    const { schema, document, operationName, variableValues, rootValue, contextValue } = args;
    const operation = getOperationAST(document, operationName);
    if (!operation) return { errors: [new GraphQLError('There is no such operation in the document.')] };
    const definitions = operation.variableDefinitions ?? [];
    const { coerced, errors } = getVariableValues(schema, definitions, variableValues ?? {}, { maxErrors });
    if (errors) return { errors };
    let plans = documents.get(document);
    if (!plans) documents.set(document, (plans = createPlans(document)));
    const plan = plans(schema, operation, coerced);
    return run({ plan, schema, variables: coerced, rootValue, context: contextValue, errors: [] });
  };
}

/** What graphql-js tells of one set of variables. */
const maxErrors = 50;

/** For each operation and each way that its conditions turn out, within reason. */
const maxPlans = 16;

type Plans = (schema: GraphQLSchema, operation: OperationDefinitionNode, variables: Variables) => Plan;

function createPlans(document: DocumentNode): Plans {
  const deciding = decidingVariables(document);
  const plans = new Map<string, Plan>();

  return (schema, operation, variables) => {
    const key = JSON.stringify([operation.name?.value, ...deciding.map((name) => variables[name])]);
    const known = plans.get(key);
    if (known) return known;
    const rootType = schema.getRootType(operation.operation);
    if (!rootType) throw new Error('A document that was not validated reached execution.');
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
