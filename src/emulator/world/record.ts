/**
 * The world's own complete record of what happened to its applications' jobs, in order. Whoever polls CMF may miss
 * changes; the record does not, so tests compare what a gateway told with it.
 */

/** What of an application is recorded. All null before the first deployment. */
export interface ObservedState {
  readonly jobState: string | null;
  readonly jobId: string | null;
  /** `status.currentDeployedInstanceName`. */
  readonly currentInstance: string | null;
}

export interface WorldTransition {
  readonly environment: string;
  readonly application: string;
  /** Null when the application was not there before. */
  readonly from: ObservedState | null;
  /** Null when the application was deleted. */
  readonly to: ObservedState | null;
  /** World time, RFC 3339. */
  readonly at: string;
}

export function sameState(one: ObservedState | null, other: ObservedState | null): boolean {
  return (
    one?.jobState === other?.jobState &&
    one?.jobId === other?.jobId &&
    one?.currentInstance === other?.currentInstance
  );
}
