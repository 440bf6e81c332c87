/** The expected failures of a write, as data that a caller can act on. Any other failure is thrown unchanged. */
import type { ProblemCode } from './problem-codes.ts';

/** Where in the input, as a list of field names; null for the whole input. */
export type InputPath = readonly string[];

interface Problem<Type extends string, Code extends ProblemCode> {
  readonly type: Type;
  readonly code: Code;
  readonly message: string;
  readonly path: InputPath | null;
}

export type ValidationCode = Extract<
  ProblemCode,
  | 'BAD_USER_INPUT'
  | 'BAD_ID'
  | 'SPEC_TOO_LARGE'
  | 'REDACTED_VALUE'
  | 'CONFLICTING_KEY'
  | 'CANNOT_ROLL_BACK'
  | 'CMF_REFUSED'
>;
export type PermissionCode = Extract<ProblemCode, 'FORBIDDEN' | 'UNAUTHENTICATED' | 'TOO_MANY_WRITES'>;
export type UpstreamCode = Extract<
  ProblemCode,
  'CMF_UNREACHABLE' | 'CMF_REFUSED_GATEWAY' | 'WRITE_IN_PROGRESS' | 'REDIS_UNAVAILABLE' | 'OUTCOME_UNKNOWN'
>;

export interface Conflict extends Problem<'CONFLICT', 'CONFLICT'> {
  /** The UID of the instance that is the latest now; null if there is none. */
  readonly latest: string | null;
}

export interface ManagedElsewhere extends Problem<'MANAGED_ELSEWHERE', 'MANAGED_ELSEWHERE'> {
  /** `namespace/name` of the resource that owns the application. */
  readonly owner: string;
}

export type WriteProblem =
  | Conflict
  | ManagedElsewhere
  | Problem<'VALIDATION', ValidationCode>
  | Problem<'NOT_PERMITTED', PermissionCode>
  | Problem<'NOT_FOUND', 'NOT_FOUND'>
  | Problem<'UPSTREAM', UpstreamCode>;

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

export function notPermitted(code: PermissionCode, message: string): WriteProblem {
  return { type: 'NOT_PERMITTED', code, message, path: null };
}

export function notFound(message: string, path: InputPath | null = null): WriteProblem {
  return { type: 'NOT_FOUND', code: 'NOT_FOUND', message, path };
}

/** For a target that is named in an input. */
export const noApplication = notFound('There is no such application.', ['application']);

export function upstream(code: UpstreamCode, message: string): WriteProblem {
  return { type: 'UPSTREAM', code, message, path: null };
}
