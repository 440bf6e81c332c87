/**
 * Ends a subscription over HTTP when its caller may not have it any more: one last result with the coded error, then
 * the stream completes. A WebSocket has its session as a whole.
 */
import type { ExecutionResult } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Context } from '../../schema/context.ts';
import type { Authenticator } from '../auth/authenticate.ts';
import { openSession } from '../auth/session.ts';
import { noReader } from '../live/feed.ts';
import type { Logger } from '../observability/log.ts';
import { maskResult, unmasked } from './error-mask.ts';
import type { RequestContext } from './request-context.ts';
import { isResults, type Payload, payloadOf, type Results } from './shared-subscriptions.ts';

export interface SessionEndOptions {
  readonly authenticator: Authenticator;
  readonly recheckMs: number;
  readonly log: Logger;
}

export function useSessionEnd({
  authenticator,
  recheckMs,
  log,
}: SessionEndOptions): Plugin<Context & RequestContext> {
  return {
    onSubscribe: ({ args: { contextValue } }) => ({
      onSubscribeResult({ result, setResult }) {
        const { identity: caller, isSessionKept, requestId } = contextValue;
        if (isSessionKept || !authenticator.isRestricted || !isResults(result)) return;
        const endOf = (reason: Error) => maskResult({ errors: [unmasked(reason)] }, log, requestId);
        setResult(
          endable(result, (end) =>
            openSession({ caller, authenticator, recheckMs, onEnd: (reason) => end(endOf(reason)) }),
          ) as never,
        );
      },
    }),
  };
}

/** The results until `end` is called with the last one: what waits is not for this caller any more. */
function endable(source: Results, open: (end: (last: ExecutionResult) => void) => Disposable): Results {
  let last: Payload | null = null;
  let reader = noReader;
  const session = open((result) => {
    source.close();
    last = payloadOf(result);
    reader.wake();
  });
  return {
    open(whoever) {
      reader = whoever;
      source.open(whoever);
      if (last) whoever.wake();
    },
    read() {
      const result = last ?? source.read();
      last = null;
      return result;
    },
    isOver: () => last === null && source.isOver(),
    close() {
      session[Symbol.dispose]();
      last = null;
      source.close();
    },
  };
}
