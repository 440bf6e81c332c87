/** Determines how the job of an application is replaced when its effective spec changes (rules 12, 20, 21 and 31). */
import type { Application } from '../cmf/resources/application.ts';
import {
  desiredStates,
  type JobState,
  open,
  type UpgradeMode,
  upgradeModes,
} from '../cmf/resources/states.ts';
import { at, type Json, type JsonObject } from '../json.ts';

export type Replacement =
  | 'NONE'
  | 'START'
  | 'SAVEPOINT'
  | 'LAST_STATE'
  | 'STATELESS'
  | 'REDEPLOY'
  | 'SUSPEND'
  | 'NO_JOB'
  | 'UNKNOWN';

export interface ReplacementContext {
  /** The planned effective spec. */
  readonly effective: JsonObject;
  /** The effective spec of the latest instance; null if there is none. */
  readonly previous: JsonObject | null;
  readonly application: Application | null;
  readonly createsInstance: boolean;
}

export function replacementOf(context: ReplacementContext): Replacement {
  const { effective, application, createsInstance } = context;
  if (!createsInstance) return 'NONE';
  const hasJob = isJobLeft(application);
  if (isSuspended(effective)) return hasJob ? 'SUSPEND' : 'NO_JOB';
  if (isRedeployed(context)) return 'REDEPLOY';
  return hasJob ? upgradeModeOf(effective) : 'START';
}

/** The Flink Kubernetes Operator reads an absent mode as `stateless`. */
export function upgradeModeOf(effective: JsonObject): UpgradeMode {
  return open(upgradeModes, at(effective, 'job', 'upgradeMode'))?.state ?? 'STATELESS';
}

export function isSuspended(effective: JsonObject): boolean {
  return open(desiredStates, at(effective, 'job', 'state'))?.state === 'SUSPENDED';
}

/** True if a job of the application was observed, running or not. */
export function wasDeployed(application: Application | null): application is Application {
  if (application === null) return false;
  return application.currentInstance !== null || application.jobId !== null || application.jobState !== null;
}

/**
 * A changed `savepointRedeployNonce` stops the job of a deployed application and starts it from `initialSavepointPath`.
 */
export function isRedeployed({ effective, previous, application }: ReplacementContext): boolean {
  const nonce = nonceOf(effective);
  if (nonce === undefined || nonce === null || !wasDeployed(application)) return false;
  return nonce !== nonceOf(previous);
}

function nonceOf(spec: JsonObject | null): Json | undefined {
  return at(spec, 'job', 'savepointRedeployNonce');
}

/** The states of a job that does not need to be stopped. */
const ended: ReadonlySet<JobState> = new Set(['FINISHED', 'CANCELED', 'SUSPENDED']);

/** A failed job still has a cluster and may be restarted (rule 27), so it is replaced, not started. */
function isJobLeft(application: Application | null): boolean {
  if (!wasDeployed(application)) return false;
  return application.jobState !== null && !ended.has(application.jobState.state);
}
