/**
 * The states of CMF and Flink, as open enumerations.
 *
 * A value that is not listed becomes `UNKNOWN` and keeps its raw text, so a state that is added upstream is shown and
 * never fails a query (contract section 4).
 */

/** Flink's `JobStatus` (contract section 4; terminal ones: rule 24). */
export const jobStates = [
  'INITIALIZING',
  'CREATED',
  'RUNNING',
  'FAILING',
  'FAILED',
  'CANCELLING',
  'CANCELED',
  'FINISHED',
  'RESTARTING',
  'SUSPENDED',
  'RECONCILING',
  'UNKNOWN',
] as const;
export type JobState = (typeof jobStates)[number];

/** The Flink Kubernetes Operator's `ResourceLifecycleState`. */
export const lifecycleStates = [
  'CREATED',
  'SUSPENDED',
  'UPGRADING',
  'DEPLOYED',
  'STABLE',
  'ROLLING_BACK',
  'ROLLED_BACK',
  'FAILED',
  'DELETING',
  'DELETED',
  'UNKNOWN',
] as const;
export type LifecycleState = (typeof lifecycleStates)[number];

/** The values of `spec.job.state`. */
export const desiredStates = ['RUNNING', 'SUSPENDED', 'UNKNOWN'] as const;
export type DesiredState = (typeof desiredStates)[number];

/** `spec.job.upgradeMode`; Flink's `last-state` is `LAST_STATE`. */
export const upgradeModes = ['STATELESS', 'SAVEPOINT', 'LAST_STATE', 'UNKNOWN'] as const;
export type UpgradeMode = (typeof upgradeModes)[number];

/** `status.state` of a savepoint. */
export const savepointStates = [
  'TRIGGER_PENDING',
  'IN_PROGRESS',
  'COMPLETED',
  'FAILED',
  'ABANDONED',
  'UNKNOWN',
] as const;
export type SavepointState = (typeof savepointStates)[number];

/** `spec.formatType` of a savepoint. CMF's own enumeration has an `UNKNOWN` too. */
export const savepointFormats = ['CANONICAL', 'NATIVE', 'UNKNOWN'] as const;
export type SavepointFormat = (typeof savepointFormats)[number];

/** A value of an open enumeration: the enum member and the text as received. */
export interface Open<State extends string> {
  readonly state: State;
  readonly raw: string;
}

/**
 * Maps a text to its enumeration. Case and `-`/`_` do not matter. Null for an absent or empty text; `UNKNOWN` with the
 * raw text for one that is not listed.
 */
export function open<State extends string>(members: readonly State[], word: unknown): Open<State> | null {
  if (typeof word !== 'string' || word.trim() === '') return null;
  const normal = word.trim().toUpperCase().replaceAll('-', '_');
  return { state: members.find((member) => member === normal) ?? ('UNKNOWN' as State), raw: word };
}

const terminal: ReadonlySet<JobState> = new Set(['FAILED', 'CANCELED', 'FINISHED']);

/** True for Flink's globally terminal states (rule 24). A terminal job can still run again (rule 27). */
export function isTerminal(state: JobState): boolean {
  return terminal.has(state);
}
