/**
 * Identical subscriptions share work: what the same document, variables and visible scope make of one change is
 * executed once and serialised once, and the same bytes go to all.
 *
 * Each subscriber keeps its own feed, with its own place in the journal. Shared is only the answer to "what does this
 * operation say of this change", remembered for as long as the change itself is held by some feed.
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

/** One result of a subscription as JSON. The same may be in the feeds of many. */
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

type AnswerTo = (update: object) => MaybePromise<Payload>;

export type MaskResult = (result: ExecutionResult, requestId: string) => ExecutionResult;

type Args = ExecutionArgs & { contextValue: Context };

export interface SharedSubscriptionsOptions {
  readonly execute: Execute;
  readonly mask: MaskResult;
  readonly metrics: Pick<Metrics, 'subscriptionExecuted'>;
}

export function useSharedSubscriptions(options: SharedSubscriptionsOptions): Plugin<Context> {
  const { execute, mask, metrics } = options;
  const groups = new WeakMap<DocumentNode, Map<string, WeakRef<AnswerTo>>>();

  /** Holds what the first of a group came with, so that the others need not keep theirs. */
  const createAnswerTo = ({ ...args }: Args): AnswerTo => {
    const answers = new WeakMap<object, MaybePromise<Payload>>();
    const { requestId } = args.contextValue;
    return (update) => {
      const known = answers.get(update);
      if (known) return known;
      metrics.subscriptionExecuted();
      const answer = mapMaybe(execute({ ...args, rootValue: update }), (result) =>
        payloadOf(mask(result, requestId)),
      );
      answers.set(update, answer);
      if (answer instanceof Promise) answer.then((payload) => answers.set(update, payload), noop);
      return answer;
    };
  };

  /** The answers of all subscriptions that are the same as this one. They live as long as one of them does. */
  const answerToOf = (args: Args): AnswerTo => {
    let ofDocument = groups.get(args.document);
    if (!ofDocument) groups.set(args.document, (ofDocument = new Map()));
    const key = keyOf(args);
    const known = ofDocument.get(key)?.deref();
    if (known) return known;
    const answerTo = createAnswerTo(args);
    for (const [stale, group] of ofDocument) if (!group.deref()) ofDocument.delete(stale);
    ofDocument.set(key, new WeakRef(answerTo));
    return answerTo;
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
    return mapFeed(feed, { map: answerToOf(args), failed });
  };

  return {
    onSubscribe: ({ setSubscribeFn }) => setSubscribeFn(subscribe as never),
  };
}

/** Only what can make a difference to the answer. */
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

/** The variable that only says where to resume from (`after` of the root field), which no answer depends on. */
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
