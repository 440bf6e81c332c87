/**
 * The limits of documents, variables, cost, time and subscriptions, for every transport. What is cheap to know comes
 * first: variables and tokens before the document is validated, cost before it is executed.
 */
import type { ServerResponse } from 'node:http';
import { type DocumentNode, type ExecutionResult, validate } from 'graphql';
import { isAsyncIterable, isPromise, type Plugin } from 'graphql-yoga';
import { LRUCache } from 'lru-cache';
import type { Context } from '../../../schema/context.ts';
import { publicError } from '../../../schema/errors.ts';
import type { Limits } from '../../config/config.ts';
import { whenClosed } from '../../live/feed.ts';
import type { RequestContext } from '../request-context.ts';
import { isResults } from '../shared-subscriptions.ts';
import { validationRules } from '../subscription-root-rule.ts';
import { createYielding } from '../yielding.ts';
import { costOf } from './cost.ts';
import { parseWithin } from './document.ts';
import { createQuota } from './quota.ts';

export interface LimitOptions {
  readonly limits: Limits;
  /** False refuses questions about the schema and gives no hints at it in errors. */
  readonly introspection: boolean;
}

/** The cost from which on an operation gives others turns: below it, it takes a few milliseconds at most. */
const large = 10_000;

/** Errors that one document is told; each may cost a search for what was meant. */
const maxErrors = 20;

export function useLimits({
  limits,
  introspection,
}: LimitOptions): Plugin<Context & RequestContext, RequestContext> {
  const yieldToEventLoop = createYielding();
  const ofCallers = createQuota(limits.subscriptionsPerCaller);

  const costExtension = (cost: number) => ({
    cost: { cost, limit: limits.cost, remaining: Math.max(0, limits.cost - cost) },
  });
  const tooExpensive = (cost: number): ExecutionResult => ({
    errors: [
      publicError('TOO_EXPENSIVE', `The operation may cost ${cost}; at most ${limits.cost} is allowed.`),
    ],
    extensions: costExtension(cost),
  });

  return {
    onParse: ({ setParseFn }) =>
      setParseFn((source, options) => parseWithin({ limits, introspection }, source, options)),
    onValidate: ({ setValidationFn }) =>
      setValidationFn((schema, document, rules) =>
        validate(schema, document, validationRules(rules), { maxErrors, hideSuggestions: !introspection }),
      ),
    onExecute({ args, executeFn, setExecuteFn, extendContext, setResultAndStopExecution }) {
      const cost = costOf(args);
      if (cost > limits.cost) {
        setResultAndStopExecution(tooExpensive(cost));
        return;
      }
      if (cost > large) extendContext({ yieldToEventLoop });
      setExecuteFn((executed) => {
        const result = executeFn(executed);
        if (!isPromise(result)) return result;
        const { response, abandon } = args.contextValue;
        return whileConnected(response, abandon, within(limits.requestTimeoutMs, abandon, result));
      });
      return {
        onExecuteDone({ result, setResult }) {
          if (isAsyncIterable(result)) return;
          setResult({ ...result, extensions: { ...result.extensions, ...costExtension(cost) } });
        },
      };
    },
    onSubscribe({ args, setResultAndStopExecution }) {
      const cost = costOf(args);
      if (cost > limits.cost) {
        setResultAndStopExecution(tooExpensive(cost));
        return;
      }
      const place = ofCallers.take(args.contextValue.caller);
      if (!place) {
        const { subscriptionsPerCaller: most } = limits;
        const message = `A caller may have ${most} subscriptions at the same time.`;
        setResultAndStopExecution({ errors: [publicError('TOO_MANY_SUBSCRIPTIONS', message)] });
        return;
      }
      const leave = () => place[Symbol.dispose]();
      return {
        onSubscribeResult({ result }) {
          if (isResults(result)) whenClosed(result, leave);
          else leave();
        },
        onSubscribeError: leave,
      };
    },
  };
}

/** The caller's wait ends in time, and with it what only this caller waited for. */
async function within(
  timeoutMs: number,
  abandon: () => void,
  work: Promise<ExecutionResult>,
): Promise<ExecutionResult> {
  const { promise: elapsed, resolve } = Promise.withResolvers<ExecutionResult>();
  const timer = setTimeout(() => {
    const message = `The request took longer than ${timeoutMs} ms.`;
    resolve({ data: null, errors: [publicError('TIMEOUT', message)] });
    abandon();
  }, timeoutMs);
  try {
    return await Promise.race([work, elapsed]);
  } finally {
    clearTimeout(timer);
  }
}

/** A caller that is gone waits for nothing. */
async function whileConnected(
  response: ServerResponse | undefined,
  abandon: () => void,
  work: Promise<ExecutionResult>,
): Promise<ExecutionResult> {
  response?.once('close', abandon);
  try {
    return await work;
  } finally {
    response?.off('close', abandon);
  }
}

/** Keeps parsed documents by their text, within a bound: many long ones must not fill the memory. */
export function createDocumentCache<Value extends DocumentNode | Error>(): LRUCache<string, Value> {
  return new LRUCache({ max: 1_000, maxSize: 500_000, sizeCalculation: (_, text) => text.length + 1 });
}
