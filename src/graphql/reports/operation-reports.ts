/**
 * Reports each operation of all transports to the log and the traces: name, type, hash of the document, cost, caller,
 * duration, and the codes of errors. Reports contain neither variables nor documents.
 *
 * An operation is logged as one line at `debug`. The line is a warning if the operation was slow, or if it failed for
 * a reason other than an error of its caller.
 */
import { hash } from 'node:crypto';
import type { ExecutionResult, GraphQLError, OperationTypeNode } from 'graphql';
import type { Caller } from '../../auth/authenticate.ts';
import { at } from '../../json.ts';
import { mapMaybe } from '../../maybe-promise.ts';
import { correlationHeaders, withCorrelation } from '../../observability/correlation.ts';
import type { Logger } from '../../observability/log.ts';
import type { Attributes, Span, Tracing } from '../../observability/tracing/tracing.ts';
import { costOf } from '../limits/cost.ts';
import type { Operation, Prepare } from '../operation.ts';
import { isResults } from '../shared-subscriptions.ts';
import { codesOf } from './outcome.ts';

export interface OperationReports {
  /** False if fast and successful operations appear neither in the log nor in a trace. */
  readonly isDetailed: boolean;
  /** Reports each operation after its end; a subscription, after its start. */
  readonly prepare: Prepare;
  /** Stores the description of an operation with its cached response, for `cached`. Only if `isDetailed`. */
  remember(response: object, operation: Operation): void;
  /** Reports an operation that is served from the response cache. */
  cached(response: object, requestId: string, caller: Caller, startedAt: number): void;
}

export interface OperationReportsOptions {
  readonly prepare: Prepare;
  readonly tracing: Tracing;
  readonly log: Logger;
  /** 0: no operation is slow. */
  readonly slowMs: number;
}

/** The properties that all executions of an operation share. */
interface Facts {
  readonly name: string | undefined;
  readonly type: OperationTypeNode | undefined;
  readonly document: string;
  cost: number | undefined;
}

interface Report {
  readonly facts: Facts;
  readonly requestId: string;
  readonly caller: Caller;
  readonly startedAt: number;
  readonly span: Span | null;
  readonly isCached: boolean;
  readonly errors?: readonly GraphQLError[] | undefined;
}

const maxNameLength = 200;

export function createOperationReports(options: OperationReportsOptions): OperationReports {
  const { prepare, tracing, log, slowMs } = options;
  const known = new WeakMap<object, Facts>();
  const isDetailed = tracing.isOn || log.isLevelEnabled('debug');

  const report = ({ facts, requestId, caller, startedAt, span, isCached, errors }: Report) => {
    const durationMs = performance.now() - startedAt;
    const isSlow = slowMs > 0 && durationMs > slowMs;
    const hasFailed = errors?.some(isOfGateway) ?? false;
    const level = isSlow || hasFailed ? 'warn' : 'debug';
    if (!span && !log.isLevelEnabled(level)) return;
    const codes = codesOf(errors);
    if (span) {
      span.name(spanName(facts));
      span.set(attributesOf(facts, isCached));
      span.end(codes[0]);
    }
    if (!log.isLevelEnabled(level)) return;
    const fields = {
      requestId,
      ...attributesOf(facts, isCached),
      caller: hash('sha256', caller.principal).slice(0, 16),
      durationMs,
      ...(codes.length > 0 && { codes }),
    };
    log[level](fields, isSlow ? 'slow operation' : 'operation');
  };

  return {
    isDetailed,

    prepare(params, requestContext) {
      const startedAt = performance.now();
      const { requestId, caller, response } = requestContext;
      // Over HTTP the span of the request encloses it.
      const start = () => ({ name: 'GraphQL operation', ...(!response && { kind: 'server' as const }) });
      const span = tracing.isOn ? tracing.begin(start, correlationHeaders()) : null;
      const within = <T>(work: () => T): T =>
        span ? withCorrelation({ ...correlationHeaders(), ...span.context }, work) : work();
      const ended = (facts: Facts, errors?: readonly GraphQLError[]) =>
        within(() => report({ facts, requestId, caller, startedAt, span, isCached: false, errors }));

      return mapMaybe(
        within(() => prepare(params, requestContext)),
        (prepared) => {
          const document = params.query ?? '';
          if (!isOperation(prepared)) {
            const name = params.operationName ?? undefined;
            ended({ name, type: undefined, document, cost: undefined }, prepared);
            return prepared;
          }
          const facts: Facts = { name: prepared.name, type: prepared.type, document, cost: undefined };
          const executed = (result: ExecutionResult): ExecutionResult => {
            facts.cost = costIn(result);
            ended(facts, result.errors);
            return result;
          };
          // A literal: a spread costs several times as much, and this runs for every operation.
          const operation: Operation = {
            args: prepared.args,
            type: prepared.type,
            name: prepared.name,
            execute: () => mapMaybe(within(prepared.execute), executed),
            subscribe: () =>
              mapMaybe(within(prepared.subscribe), (results) => {
                if (!isResults(results)) return executed(results);
                if (isDetailed) facts.cost = costOf(prepared.args);
                ended(facts);
                return results;
              }),
          };
          if (isDetailed) known.set(operation, facts);
          return operation;
        },
      );
    },

    remember(response, operation) {
      const facts = known.get(operation);
      if (facts) known.set(response, facts);
    },

    cached(response, requestId, caller, startedAt) {
      const facts = known.get(response);
      if (!facts) return;
      const span = tracing.begin(() => ({ name: spanName(facts) }), correlationHeaders());
      report({ facts, requestId, caller, startedAt, span, isCached: true });
    },
  };
}

function isOperation(prepared: Operation | readonly GraphQLError[]): prepared is Operation {
  return !Array.isArray(prepared);
}

/** The same rule as in `error-log.ts`: errors of the caller and denied access are not failures of the gateway. */
function isOfGateway({ extensions: { code, retryable } }: GraphQLError): boolean {
  return retryable === true || code === 'INTERNAL_SERVER_ERROR';
}

/** `use-limits.ts` adds it to each result. */
function costIn({ extensions }: ExecutionResult): number | undefined {
  const cost = at(at(extensions, 'cost'), 'cost');
  return typeof cost === 'number' ? cost : undefined;
}

function spanName({ name, type }: Facts): string {
  return [type ?? 'GraphQL operation', name?.slice(0, maxNameLength)].filter(Boolean).join(' ');
}

/** The hash is the id that the document has as a trusted document. */
function attributesOf({ name, type, document, cost }: Facts, isCached: boolean): Attributes {
  return {
    'graphql.operation.name': name?.slice(0, maxNameLength),
    'graphql.operation.type': type,
    'graphql.document.hash': hash('sha256', document),
    cost,
    cached: isCached,
  };
}
