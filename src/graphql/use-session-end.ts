/**
 * Ends a subscription over HTTP when its caller loses access: it sends a last result with the coded error and
 * completes the stream. For a WebSocket the transport ends the whole session.
 */
import type { ExecutionResult } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Context } from '../../schema/context.ts';
import type { Authenticator } from '../auth/authenticate.ts';
import { openSession } from '../auth/session.ts';
import { noReader } from '../live/feed.ts';
import type { Logger } from '../observability/log.ts';
import { maskResult, toGraphQLError } from './error-mask.ts';
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
        const { caller, endsSessionItself, requestId } = contextValue;
        if (endsSessionItself || !authenticator.restrictsCallers || !isResults(result)) return;
        const endOf = (reason: Error) => maskResult({ errors: [toGraphQLError(reason)] }, log, requestId);
        setResult(
          untilEnd(result, (end) =>
            openSession({ caller, authenticator, recheckMs, onEnd: (reason) => end(endOf(reason)) }),
          ) as never,
        );
      },
    }),
  };
}

/**
 * Passes results through until `end` is called. Then it drops queued results, which the caller may no longer see, and
 * sends the last one.
 */
function untilEnd(source: Results, open: (end: (last: ExecutionResult) => void) => Disposable): Results {
  let last: Payload | null = null;
  let reader = noReader;
  const session = open((result) => {
    source.close();
    last = payloadOf(result);
    reader.wake();
  });
  return {
    open(newReader) {
      reader = newReader;
      source.open(newReader);
      if (last) newReader.wake();
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
