/** What HTTP says of an execution result: the status and headers of the response that is nothing else. */
import type { ExecutionResult, GraphQLError } from 'graphql';
import type { ResultType } from './media-type.ts';

/** What `error-mask.ts` says of an error for HTTP. */
interface HttpOfError {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** True where clients of `application/json` get a 200 all the same. */
  readonly spec?: boolean;
}

export interface ResponseHead {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** By the GraphQL-over-HTTP specification: 200 as soon as anything was executed, else that of its worst error. */
export function headOf(result: ExecutionResult, type: ResultType): ResponseHead {
  const isRefused = result.data === undefined;
  const told = (result.errors ?? []).map((error) => httpOf(error, isRefused));
  const statuses = told
    .filter(({ spec }) => !(spec && type === 'application/json'))
    .map(({ status = 200 }) => status);
  return {
    status: Math.max(200, ...statuses),
    headers: Object.assign({}, ...told.map(({ headers }) => headers)),
  };
}

function httpOf({ extensions }: GraphQLError, isRefused: boolean): HttpOfError {
  const known: HttpOfError | undefined = extensions['http'];
  return known ?? (isRefused ? { status: 400, spec: true } : {});
}
