/** A problem: one condition of an application or environment that an operator must know. */

/** In order of importance, among problems of equal severity. */
export const problemKinds = [
  'CLUSTER_DISCONNECTED',
  'FAILED',
  'RESTARTING',
  'UPGRADE_STUCK',
  'CHECKPOINTS_FAILING',
  'CHECKPOINT_TOO_OLD',
  'SAVEPOINT_FAILED',
  'OPERATOR_ERROR',
  'COPY_STALE',
] as const;
export type ProblemKind = (typeof problemKinds)[number];

/** Worst first. */
export const severities = ['CRITICAL', 'WARNING', 'INFO'] as const;
export type Severity = (typeof severities)[number];

export interface Problem {
  readonly kind: ProblemKind;
  readonly severity: Severity;
  readonly environment: string;
  /** Null for a problem of the environment itself. */
  readonly application: string | null;
  /** UID of the affected instance; null if there is none. */
  readonly instance: string | null;
  /** Name of the affected savepoint; null if there is none. */
  readonly savepoint: string | null;
  /** When it began; null if unknown. RFC 3339. */
  readonly since: string | null;
  /** One line, with texts of CMF and Flink: redact it before it leaves the process. */
  readonly summary: string;
}

/** Kinds that can only be detected with data of the JobManager. */
export const flinkKinds: ReadonlySet<ProblemKind> = new Set(['CHECKPOINTS_FAILING', 'CHECKPOINT_TOO_OLD']);

/** A key that stays the same while the problem lasts, and differs between problems that exist at the same time. */
export function identityOf({ kind, environment, application }: Problem): string {
  return JSON.stringify(application === null ? [kind, environment] : [kind, environment, application]);
}

/**
 * The sort key: worst first, and of one severity the newest first, because it is the most likely cause of what just
 * happened. Problems without a time come last in their severity.
 */
export function rankOf({ severity, since }: Problem): number {
  const time = since === null ? 0 : Date.parse(since);
  const age = spanMs - 1 - Math.min(Math.max(Number.isNaN(time) ? 0 : time, 0), spanMs - 1);
  return severities.indexOf(severity) * spanMs + age;
}

/** Times after the year 33,000 sort alike. */
const spanMs = 1e15;

/** True if the problems are equal for clients. */
export function isSameProblem(a: Problem, b: Problem): boolean {
  return (
    identityOf(a) === identityOf(b) &&
    a.severity === b.severity &&
    a.instance === b.instance &&
    a.savepoint === b.savepoint &&
    a.since === b.since &&
    a.summary === b.summary
  );
}
