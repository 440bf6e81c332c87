/**
 * Ends a subscription over HTTP when its caller may not have it any more: one last result with the coded error, then
 * the stream completes. A WebSocket has its session as a whole.
 */
import type { ExecutionResult } from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { Context } from '../../schema/context.ts';
import type { Callers } from '../auth/callers.ts';
import { openSession } from '../auth/session.ts';
import type { Logger } from '../log.ts';
import { maskResult, unmasked } from './error-mask.ts';
import type { Transported } from './transported.ts';

export interface SessionEndOptions {
  readonly callers: Callers;
  readonly recheckMs: number;
  readonly log: Logger;
}

type Results = AsyncIterableIterator<ExecutionResult>;

export function useSessionEnd({ callers, recheckMs, log }: SessionEndOptions): Plugin<Context & Transported> {
  return {
    onSubscribe: ({ args: { contextValue } }) => ({
      onSubscribeResult({ result, setResult }) {
        const { identity: caller, isSessionKept, requestId } = contextValue;
        if (isSessionKept || !callers.areJudged || !isAsyncIterable(result)) return;
        const endOf = (reason: Error) => maskResult({ errors: [unmasked(reason)] }, log, requestId);
        setResult(
          endable(result, (end) =>
            openSession({ caller, callers, recheckMs, onEnd: (reason) => end(endOf(reason)) }),
          ),
        );
      },
    }),
  };
}

/** The results until `end` is called with the last one. Not an async generator: `return` must reach the source at once. */
function endable(
  source: AsyncIterable<ExecutionResult>,
  open: (end: (last: ExecutionResult) => void) => Disposable,
): Results {
  const results = source[Symbol.asyncIterator]();
  const over = { done: true, value: undefined } as const;
  let last: ExecutionResult | null = null;
  let wake: (() => void) | null = null;
  let isOver = false;
  const session = open((result) => {
    last = result;
    wake?.();
  });

  const close = async () => {
    isOver = true;
    session[Symbol.dispose]();
    await results.return?.();
    return over;
  };

  return {
    async next() {
      if (isOver) return over;
      const turn = Promise.withResolvers<IteratorResult<ExecutionResult> | null>();
      wake = () => turn.resolve(null);
      if (last) wake();
      results.next().then(turn.resolve, turn.reject);
      const result = await turn.promise;
      if (result && !result.done) return result;
      await close();
      return last && !result ? { done: false, value: last } : over;
    },
    return: close,
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
