/**
 * Shares work between identical subscriptions. For all subscribers with the same document, variables and visible
 * scope, each change is executed once and serialised once, and all of them receive the same bytes.
 *
 * Each subscriber keeps its own feed with its own position in the journal. Only the result of an operation for a
 * change is shared, for as long as a feed holds the change itself.
 */
import {
  createSourceEventStream,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  GraphQLError,
  getOperationAST,
  Kind,
  locatedError,
  visit,
} from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { Context } from '../../schema/context.ts';
import { type Feed, type FeedIterator, mapFeed } from '../live/feed.ts';
import { type MaybePromise, mapMaybe } from '../maybe-promise.ts';
import {
  type CorrelationHeaders,
  correlationHeaders,
  withCorrelation,
} from '../observability/correlation.ts';
import type { Metrics } from '../observability/metrics.ts';
import type { SpanStart, Tracing } from '../observability/tracing/tracing.ts';
import { type Bytes, bytesOf } from './bytes.ts';
import { toGraphQLError } from './error-mask.ts';
import type { Execute } from './execution/execute.ts';
import { codesOf } from './reports/outcome.ts';

/** One result of a subscription as JSON. Many feeds may hold the same payload. */
export interface Payload {
  readonly bytes: Bytes;
  /** The position after this result, for transports that have a place for it. */
  readonly cursor?: string | undefined;
}

export type Results = Feed<Payload>;

export function payloadOf(result: ExecutionResult, cursor?: string): Payload {
  return { bytes: bytesOf(JSON.stringify(result)), cursor };
}

export function isResults(result: object): result is Results {
  return 'read' in result;
}

/** A result with errors. Each subscriber receives them with the request id of its own operation. */
class FailedResult {
  readonly result: ExecutionResult;

  constructor(result: ExecutionResult) {
    this.result = result;
  }
}

type SharedResult = Payload | FailedResult;

/** A result without a JSON form fails for this update only; the subscription continues. */
function sharedResultOf(result: ExecutionResult, cursor: string | undefined): SharedResult {
  try {
    if (!result.errors) return payloadOf(result, cursor);
    // The errors are masked for each subscriber; the data must have a JSON form for all.
    JSON.stringify(result.data);
    return new FailedResult(result);
  } catch (error) {
    return new FailedResult({ errors: [toGraphQLError(error)] });
  }
}

/**
 * Executes a subscription's selection for one update, once for all subscribers of the group. Its calls to CMF carry
 * the correlation of the first subscriber.
 */
type ExecuteShared = (update: object, correlation: CorrelationHeaders) => MaybePromise<SharedResult>;

export type MaskResult = (result: ExecutionResult, requestId: string) => ExecutionResult;

type Args = ExecutionArgs & { contextValue: Context };

export interface SharedSubscriptionsOptions {
  readonly execute: Execute;
  readonly mask: MaskResult;
  readonly metrics: Pick<Metrics, 'subscriptionExecuted' | 'failed'>;
  readonly tracing: Tracing;
}

export function useSharedSubscriptions(options: SharedSubscriptionsOptions): Plugin<Context> {
  const { execute, mask, metrics, tracing } = options;
  const groups = new WeakMap<DocumentNode, Map<string, WeakRef<ExecuteShared>>>();

  /** Holds the arguments of the first subscriber of a group, so that the arguments of the others can be freed. */
  const createExecuteShared = ({ ...args }: Args): ExecuteShared => {
    const results = new WeakMap<object, MaybePromise<SharedResult>>();
    return (update, correlation) => {
      const known = results.get(update);
      if (known) return known;
      metrics.subscriptionExecuted();
      const deliver = () => execute({ ...args, rootValue: update });
      const executed = withCorrelation(correlation, () =>
        tracing.background('delivery', () => deliveryOf(args), deliver, correlation),
      );
      const shared = mapMaybe(executed, (result) => sharedResultOf(result, cursorOf(update)));
      results.set(update, shared);
      if (shared instanceof Promise) shared.then((settled) => results.set(update, settled), noop);
      return shared;
    };
  };

  /** The function of all subscriptions that are identical to this one. It lives as long as one of them. */
  const executeSharedFor = (args: Args): ExecuteShared => {
    let ofDocument = groups.get(args.document);
    if (!ofDocument) groups.set(args.document, (ofDocument = new Map()));
    const key = keyOf(args);
    const known = ofDocument.get(key)?.deref();
    if (known) return known;
    const executeShared = createExecuteShared(args);
    for (const [stale, group] of ofDocument) if (!group.deref()) ofDocument.delete(stale);
    ofDocument.set(key, new WeakRef(executeShared));
    return executeShared;
  };

  const subscribe = async (args: Args) => {
    const source = await createSourceEventStream(args);
    if (!isAsyncIterable(source)) return source;
    const { requestId } = args.contextValue;
    const correlation = correlationHeaders();
    const executeShared = executeSharedFor(args);
    const masked = (result: ExecutionResult, cursor?: string) => {
      const ownResult = mask(result, requestId);
      metrics.failed(codesOf(ownResult.errors));
      return payloadOf(ownResult, cursor);
    };
    const map = (update: object): MaybePromise<Payload> => {
      const shared = executeShared(update, correlation);
      if (shared instanceof FailedResult) return masked(shared.result, cursorOf(update));
      if (!(shared instanceof Promise)) return shared;
      return shared.then((settled) =>
        settled instanceof FailedResult ? masked(settled.result, cursorOf(update)) : settled,
      );
    };
    const failed = (error: unknown) =>
      masked({ errors: [error instanceof GraphQLError ? error : locatedError(error, undefined)] });
    const { feed } = source as FeedIterator<object>;
    return mapFeed(feed, { map, failed });
  };

  return {
    onSubscribe: ({ setSubscribeFn }) => setSubscribeFn(subscribe as never),
  };
}

/** The span of one change for all identical subscriptions. */
function deliveryOf({ document, operationName }: Args): SpanStart {
  const name = getOperationAST(document, operationName)?.name?.value.slice(0, 200);
  return {
    name: name === undefined ? 'deliver' : `deliver ${name}`,
    attributes: { 'graphql.operation.type': 'subscription', 'graphql.operation.name': name },
  };
}

/** Contains everything that can change the result, and nothing else. */
function keyOf({ document, operationName, variableValues, contextValue }: Args) {
  const resume = resumeVariable(document);
  const variables = Object.entries(variableValues ?? {}).filter(([name]) => name !== resume);
  return JSON.stringify([
    contextValue.scope,
    operationName ?? null,
    variables.toSorted(([a], [b]) => (a < b ? -1 : 1)),
  ]);
}

/** The subscriptions that have a position to resume after. */
const resumable: ReadonlySet<string> = new Set(['jobStateChanged', 'problemChanged']);

const resumeVariables = new WeakMap<DocumentNode, string | null>();

/** The variable that is used only as the resume position (`after` of the root field). No result depends on it. */
function resumeVariable(document: DocumentNode): string | null {
  let found = resumeVariables.get(document);
  if (found === undefined) resumeVariables.set(document, (found = findResumeVariable(document)));
  return found;
}

function findResumeVariable(document: DocumentNode): string | null {
  let name: string | null = null;
  const uses = new Map<string, number>();
  visit(document, {
    VariableDefinition: (definition) => (definition.directives?.length ? undefined : false),
    Variable: (variable) => void uses.set(variable.name.value, (uses.get(variable.name.value) ?? 0) + 1),
    Field(field) {
      if (!resumable.has(field.name.value)) return;
      const after = field.arguments?.find((argument) => argument.name.value === 'after');
      if (after?.value.kind === Kind.VARIABLE) name = after.value.name.value;
    },
  });
  return name !== null && uses.get(name) === 1 ? name : null;
}

/** Updates of resumable subscriptions carry their position. */
function cursorOf(update: object): string | undefined {
  return 'cursor' in update && typeof update.cursor === 'string' ? update.cursor : undefined;
}

function noop(): void {}
