/**
 * Identical subscriptions share work. For subscribers with the same document, variables and visible scope, each
 * change is executed once and serialised once, and all of them receive the same bytes.
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
  Kind,
  locatedError,
  visit,
} from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { Context } from '../../schema/context.ts';
import { type Feed, type FeedIterator, mapFeed } from '../live/feed.ts';
import { type MaybePromise, mapMaybe } from '../maybe-promise.ts';
import type { Metrics } from '../observability/metrics.ts';
import { type Bytes, bytesOf } from './bytes.ts';
import type { Execute } from './execution/execute.ts';

/** One result of a subscription as JSON. Many feeds may hold the same payload. */
export interface Payload {
  readonly bytes: Bytes;
}

export type Results = Feed<Payload>;

export function payloadOf(result: ExecutionResult): Payload {
  return { bytes: bytesOf(JSON.stringify(result)) };
}

export function isResults(result: object): result is Results {
  return 'read' in result;
}

type ExecuteUpdate = (update: object) => MaybePromise<Payload>;

export type MaskResult = (result: ExecutionResult, requestId: string) => ExecutionResult;

type Args = ExecutionArgs & { contextValue: Context };

export interface SharedSubscriptionsOptions {
  readonly execute: Execute;
  readonly mask: MaskResult;
  readonly metrics: Pick<Metrics, 'subscriptionExecuted'>;
}

export function useSharedSubscriptions(options: SharedSubscriptionsOptions): Plugin<Context> {
  const { execute, mask, metrics } = options;
  const groups = new WeakMap<DocumentNode, Map<string, WeakRef<ExecuteUpdate>>>();

  /** Keeps the arguments of the first subscriber of a group; the others need not keep theirs. */
  const createExecuteUpdate = ({ ...args }: Args): ExecuteUpdate => {
    const payloads = new WeakMap<object, MaybePromise<Payload>>();
    const { requestId } = args.contextValue;
    return (update) => {
      const shared = payloads.get(update);
      if (shared) return shared;
      metrics.subscriptionExecuted();
      const payload = mapMaybe(execute({ ...args, rootValue: update }), (result) =>
        payloadOf(mask(result, requestId)),
      );
      payloads.set(update, payload);
      if (payload instanceof Promise) payload.then((settled) => payloads.set(update, settled), noop);
      return payload;
    };
  };

  /** The execution that all identical subscriptions share. It lives as long as one of them. */
  const sharedExecutionOf = (args: Args): ExecuteUpdate => {
    let ofDocument = groups.get(args.document);
    if (!ofDocument) groups.set(args.document, (ofDocument = new Map()));
    const key = keyOf(args);
    const existing = ofDocument.get(key)?.deref();
    if (existing) return existing;
    const executeUpdate = createExecuteUpdate(args);
    for (const [stale, group] of ofDocument) if (!group.deref()) ofDocument.delete(stale);
    ofDocument.set(key, new WeakRef(executeUpdate));
    return executeUpdate;
  };

  const subscribe = async (args: Args) => {
    const source = await createSourceEventStream(args);
    if (!isAsyncIterable(source)) return source;
    const { requestId } = args.contextValue;
    const failed = (error: unknown) => {
      const located = error instanceof GraphQLError ? error : locatedError(error, undefined);
      return payloadOf(mask({ errors: [located] }, requestId));
    };
    const { feed } = source as FeedIterator<object>;
    return mapFeed(feed, { map: sharedExecutionOf(args), failed });
  };

  return {
    onSubscribe: ({ setSubscribeFn }) => setSubscribeFn(subscribe as never),
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
      if (field.name.value !== 'jobStateChanged') return;
      const after = field.arguments?.find((argument) => argument.name.value === 'after');
      if (after?.value.kind === Kind.VARIABLE) name = after.value.name.value;
    },
  });
  return name !== null && uses.get(name) === 1 ? name : null;
}

function noop(): void {}
