/**
 * Applies the limits on documents, variables, cost, time and subscriptions, for every transport. Cheap checks come
 * first: variables and tokens before validation, cost before execution.
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
import { validationRules } from '../validation-rules.ts';
import { createYielding } from '../yielding.ts';
import { createQuota } from './concurrency.ts';
import { costOf } from './cost.ts';
import { parseWithin } from './syntax.ts';

export interface LimitOptions {
  readonly limits: Limits;
  /** False rejects introspection and omits suggestions from validation errors. */
  readonly introspection: boolean;
}

/** Operations above this cost yield to the event loop. Cheaper ones take a few milliseconds at most. */
const yieldingCost = 10_000;

/** The maximum number of validation errors. Each may cost a search for similar names. */
const maxErrors = 20;

export function useLimits({
  limits,
  introspection,
}: LimitOptions): Plugin<Context & RequestContext, RequestContext> {
  const yieldToEventLoop = createYielding();
  const subscriptionQuota = createQuota(limits.subscriptionsPerCaller);

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
      if (cost > yieldingCost) extendContext({ yieldToEventLoop });
      setExecuteFn((executed) => {
        const result = executeFn(executed);
        if (!isPromise(result)) return result;
        const { response, abandon } = args.contextValue;
        return abandonOnDisconnect(response, abandon, withTimeout(limits.requestTimeoutMs, abandon, result));
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
      const slot = subscriptionQuota.take(args.contextValue.clientKey);
      if (!slot) {
        const { subscriptionsPerCaller: max } = limits;
        const message = `A caller may have at most ${max} subscriptions at the same time.`;
        setResultAndStopExecution({ errors: [publicError('TOO_MANY_SUBSCRIPTIONS', message)] });
        return;
      }
      const release = () => slot[Symbol.dispose]();
      return {
        onSubscribeResult({ result }) {
          if (isResults(result)) whenClosed(result, release);
          else release();
        },
        onSubscribeError: release,
      };
    },
  };
}

/** Returns a `TIMEOUT` error after `timeoutMs` and abandons the reads that only this request waits for. */
async function withTimeout(
  timeoutMs: number,
  abandon: () => void,
  work: Promise<ExecutionResult>,
): Promise<ExecutionResult> {
  const { promise: timedOut, resolve } = Promise.withResolvers<ExecutionResult>();
  const timer = setTimeout(() => {
    const message = `The request took longer than ${timeoutMs} ms.`;
    resolve({ data: null, errors: [publicError('TIMEOUT', message)] });
    abandon();
  }, timeoutMs);
  try {
    return await Promise.race([work, timedOut]);
  } finally {
    clearTimeout(timer);
  }
}

/** Abandons the reads of a request whose client disconnects. */
async function abandonOnDisconnect(
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

/**
 * Caches parsed documents by their text. The size is bounded so that many long documents do not exhaust the memory.
 */
export function createDocumentCache<Value extends DocumentNode | Error>(): LRUCache<string, Value> {
  return new LRUCache({ max: 1_000, maxSize: 500_000, sizeCalculation: (_, text) => text.length + 1 });
}
