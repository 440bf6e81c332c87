/** The codes of failed writes: one table, which `docs/errors.md` shows and a test checks. */

export interface ProblemCodeMeaning {
  readonly meaning: string;
  /** True if nothing was changed and the same write may succeed later. */
  readonly retryable: boolean;
}

export const problemCodes = {
  CONFLICT: {
    meaning: 'The latest instance is not the expected one. Nothing was sent.',
    retryable: false,
  },
  BAD_USER_INPUT: { meaning: 'A value of the input is not valid. Nothing was sent.', retryable: false },
  BAD_ID: { meaning: 'The ID is damaged, or it belongs to another type or application.', retryable: false },
  SPEC_TOO_LARGE: { meaning: 'The document is larger than 1 MB.', retryable: false },
  REDACTED_VALUE: {
    meaning: 'A value has the marker of redacted credentials, which would overwrite the credential.',
    retryable: false,
  },
  CONFLICTING_KEY: { meaning: 'The idempotency key was used with another input.', retryable: false },
  CANNOT_ROLL_BACK: {
    meaning: 'The environment has changed: CMF would not produce this effective spec again.',
    retryable: false,
  },
  CMF_REFUSED: {
    meaning: 'CMF refused the input (400, 409, 422); one error for each message.',
    retryable: false,
  },
  MANAGED_ELSEWHERE: {
    meaning: 'Confluent for Kubernetes owns the application. `force` overrides this.',
    retryable: false,
  },
  NOT_FOUND: { meaning: 'The target does not exist, or the caller may not see it.', retryable: false },
  FORBIDDEN: { meaning: 'CMF denied access (403).', retryable: false },
  UNAUTHENTICATED: { meaning: "CMF did not accept the caller's credentials (401).", retryable: false },
  TOO_MANY_WRITES: {
    meaning: 'The caller sent more writes within a minute than `MAX_WRITES_PER_MINUTE` allows.',
    retryable: true,
  },
  CMF_UNREACHABLE: { meaning: 'CMF is unreachable or overloaded. Nothing was changed.', retryable: true },
  CMF_REFUSED_GATEWAY: {
    meaning: 'CMF does not accept the identity of the gateway. Nothing was changed.',
    retryable: true,
  },
  WRITE_IN_PROGRESS: {
    meaning: 'Another write to the same target did not end in time. Nothing was sent.',
    retryable: true,
  },
  REDIS_UNAVAILABLE: {
    meaning: 'Redis is unavailable, so that the write cannot be serialized. Nothing was sent.',
    retryable: true,
  },
  OUTCOME_UNKNOWN: {
    meaning:
      'The response of CMF was lost. The request is not repeated; the payload shows the current state.',
    retryable: false,
  },
} as const satisfies Record<string, ProblemCodeMeaning>;

export type ProblemCode = keyof typeof problemCodes;

/** The table as Markdown. */
export function problemTable(): string {
  const rows = Object.entries(problemCodes).map(
    ([code, { meaning, retryable }]) => `| \`${code}\` | ${meaning} | ${retryable ? 'yes' : 'no'} |`,
  );
  return ['| Code | Meaning | Retry |', '| --- | --- | --- |', ...rows].join('\n');
}
