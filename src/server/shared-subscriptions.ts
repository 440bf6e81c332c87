/**
 * Identical subscriptions share work: what the same document, variables and visible scope make of one change is
 * executed once and serialised once, and the same bytes go to all.
 *
 * Each subscriber keeps its own stream, with its own place in the journal. Shared is only the answer to "what does
 * this operation say of this change", remembered for as long as the change itself is held by some stream.
 */
import {
  createSourceEventStream,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  GraphQLError,
  Kind,
  locatedError,
  visit,
} from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { Context } from '../../schema/context.ts';
import type { Metrics } from './metrics.ts';

/** An execution result that knows its own JSON; Yoga and the WebSocket frames send what `stringify` says. */
export interface SerialisedResult extends ExecutionResult {
  stringify(): string;
}

type Answers = WeakMap<object, Promise<SerialisedResult>>;

export type MaskResult = (result: ExecutionResult, requestId: string) => ExecutionResult;

export function useSharedSubscriptions(
  mask: MaskResult,
  metrics: Pick<Metrics, 'subscriptionExecuted'>,
): Plugin<Context> {
  const groups = new WeakMap<DocumentNode, Map<string, WeakRef<Answers>>>();

  /** The answers of all subscriptions that are the same as this one. They live as long as one of them does. */
  const answersOf = (args: ExecutionArgs & { contextValue: Context }): Answers => {
    let ofDocument = groups.get(args.document);
    if (!ofDocument) groups.set(args.document, (ofDocument = new Map()));
    const key = keyOf(args);
    const known = ofDocument.get(key)?.deref();
    if (known) return known;
    const answers: Answers = new WeakMap();
    for (const [stale, group] of ofDocument) if (!group.deref()) ofDocument.delete(stale);
    ofDocument.set(key, new WeakRef(answers));
    return answers;
  };

  const subscribe = async (args: ExecutionArgs & { contextValue: Context }) => {
    const source = await createSourceEventStream(args);
    if (!isAsyncIterable(source)) return source;
    const answers = answersOf(args);
    const answer = (update: object): Promise<SerialisedResult> => {
      const known = answers.get(update);
      if (known) return known;
      metrics.subscriptionExecuted();
      const executed = Promise.resolve(execute({ ...args, rootValue: update })).then((result) =>
        serialised(mask(result, args.contextValue.requestId)),
      );
      answers.set(update, executed);
      return executed;
    };
    const failed = (error: unknown) => {
      const located = error instanceof GraphQLError ? error : locatedError(error, undefined);
      return serialised(mask({ errors: [located] }, args.contextValue.requestId));
    };
    return mapped(source as AsyncIterable<object>, answer, failed);
  };

  return {
    onSubscribe: ({ setSubscribeFn }) => setSubscribeFn(subscribe as never),
  };
}

function serialised(result: ExecutionResult): SerialisedResult {
  let text: string | undefined;
  return Object.assign(result, {
    stringify: () => (text ??= JSON.stringify({ ...result, stringify: undefined })),
  });
}

/** Only what can make a difference to the answer. */
function keyOf({
  document,
  operationName,
  variableValues,
  contextValue,
}: ExecutionArgs & { contextValue: Context }) {
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

/**
 * The source's items, mapped; a source that fails ends with what `failed` says of it. Not an async generator: `return`
 * must reach the source at once, also while it waits for its next item.
 */
function mapped<T, U>(
  source: AsyncIterable<T>,
  map: (item: T) => Promise<U>,
  failed: (error: unknown) => U,
): AsyncIterableIterator<U> {
  const items = source[Symbol.asyncIterator]();
  const over = { done: true, value: undefined } as const;
  let isOver = false;
  return {
    async next() {
      if (isOver) return over;
      try {
        const { done, value } = await items.next();
        return done ? over : { done: false, value: await map(value) };
      } catch (error) {
        isOver = true;
        void items.return?.();
        return { done: false, value: failed(error) };
      }
    },
    async return() {
      isOver = true;
      await items.return?.();
      return over;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
