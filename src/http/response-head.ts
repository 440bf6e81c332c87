/** Computes the HTTP status and headers of a response that holds a single execution result. */
import type { ExecutionResult, GraphQLError } from 'graphql';
import type { ResultType } from './media-type.ts';

/** The HTTP hints of an error, as `error-mask.ts` sets them. */
interface HttpHints {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** True if clients of `application/json` receive status 200 instead. */
  readonly spec?: boolean;
}

export interface ResponseHead {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * As the GraphQL-over-HTTP specification requires: 200 once execution has started, else the highest status of the
 * errors.
 */
export function headOf(result: ExecutionResult, type: ResultType): ResponseHead {
  const failedBeforeExecution = result.data === undefined;
  const hints = (result.errors ?? []).map((error) => hintsOf(error, failedBeforeExecution));
  const statuses = hints
    .filter(({ spec }) => !(spec && type === 'application/json'))
    .map(({ status = 200 }) => status);
  return {
    status: Math.max(200, ...statuses),
    headers: Object.assign({}, ...hints.map(({ headers }) => headers)),
  };
}

function hintsOf({ extensions }: GraphQLError, failedBeforeExecution: boolean): HttpHints {
  const hints: HttpHints | undefined = extensions['http'];
  return hints ?? (failedBeforeExecution ? { status: 400, spec: true } : {});
}
