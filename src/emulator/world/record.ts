/**
 * The complete record of job changes in the world, in order. A polling client may miss changes. The record contains
 * all of them, so tests compare the output of a gateway with it.
 */

/** The recorded part of an application. All null before the first deployment. */
export interface ObservedState {
  readonly jobState: string | null;
  readonly jobId: string | null;
  /** `status.currentDeployedInstanceName`. */
  readonly currentInstance: string | null;
}

export interface WorldTransition {
  readonly environment: string;
  readonly application: string;
  /** Null when the application did not exist before. */
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
