/** The expected failures of a write: what a caller can act on, as data. Any other failure is thrown as it is. */

/** Where in the input, as a list of field names; null for the whole input. */
export type InputPath = readonly string[];

export type WriteProblem =
  | {
      readonly type: 'CONFLICT';
      readonly code: 'CONFLICT';
      readonly message: string;
      readonly path: InputPath | null;
      /** The UID of the instance that is the latest now; null if there is none. */
      readonly latest: string | null;
    }
  | {
      readonly type: 'VALIDATION';
      readonly code: ValidationCode;
      readonly message: string;
      readonly path: InputPath | null;
    }
  | {
      readonly type: 'NOT_PERMITTED';
      readonly code: PermissionCode;
      readonly message: string;
      readonly path: null;
    }
  | {
      readonly type: 'MANAGED_ELSEWHERE';
      readonly code: 'MANAGED_ELSEWHERE';
      readonly message: string;
      readonly path: InputPath | null;
      /** `namespace/name` of the resource that owns the application. */
      readonly owner: string;
    }
  | {
      readonly type: 'NOT_FOUND';
      readonly code: 'NOT_FOUND';
      readonly message: string;
      readonly path: InputPath | null;
    }
  | { readonly type: 'UPSTREAM'; readonly code: UpstreamCode; readonly message: string; readonly path: null };

export type ValidationCode =
  /** CMF refused the input (400, 409, 422). */
  | 'CMF_REFUSED'
  /** Damaged, or the ID of another type. */
  | 'BAD_ID'
  | 'BAD_USER_INPUT'
  | 'SPEC_TOO_LARGE'
  | 'REDACTED_VALUE'
  | 'CONFLICTING_KEY'
  | 'CANNOT_ROLL_BACK';

export type PermissionCode =
  /** CMF denied access. */
  | 'FORBIDDEN'
  /** CMF did not accept the caller's credentials. */
  | 'UNAUTHENTICATED'
  /** The caller sent more writes within a minute than `MAX_WRITES_PER_MINUTE` allows. */
  | 'TOO_MANY_WRITES';

export type UpstreamCode =
  /** The request did not reach CMF; nothing changed. */
  | 'CMF_UNREACHABLE'
  /** CMF refused the identity of the gateway; nothing changed. */
  | 'CMF_REFUSED_GATEWAY'
  /** CMF's response was lost. The request is not repeated; the payload shows what is. */
  | 'OUTCOME_UNKNOWN'
  /** Another write to the same target did not end in time; nothing changed. */
  | 'WRITE_IN_PROGRESS'
  /** Redis is unavailable, so that the write could not be serialized; nothing changed. */
  | 'REDIS_UNAVAILABLE';

/** A write that was refused before anything was sent, or by CMF. */
export class WriteProblems extends Error {
  override readonly name = 'WriteProblems';
  readonly problems: readonly WriteProblem[];

  constructor(...problems: readonly WriteProblem[]) {
    super(problems.map(({ message }) => message).join(' '));
    this.problems = problems;
  }
}

export function invalid(code: ValidationCode, message: string, path: InputPath | null = null): WriteProblem {
  return { type: 'VALIDATION', code, message, path };
}

export function notFound(message: string, path: InputPath | null = null): WriteProblem {
  return { type: 'NOT_FOUND', code: 'NOT_FOUND', message, path };
}

export function upstream(code: UpstreamCode, message: string): WriteProblem {
  return { type: 'UPSTREAM', code, message, path: null };
}
