/**
 * Determines the savepoint or checkpoint that a new job restores its state from (rules 12, 20 and 21).
 *
 * `initialSavepointPath` counts for the first deployment, and for a redeployment that a new `savepointRedeployNonce`
 * requests. Every other stateful start continues from the state of the previous job.
 */
import type { Application } from '../cmf/resources/application.ts';
import type { Savepoint } from '../cmf/resources/savepoint.ts';
import { flatConfiguration } from '../history/configuration.ts';
import { instant } from '../history/time.ts';
import { at, type Json, type JsonObject } from '../json.ts';
import { type Replacement, upgradeModeOf, wasDeployed } from './replacement.ts';

/**
 * `NEW_SAVEPOINT`: a savepoint that the old job must still complete. `SAVEPOINT`: the savepoint that the old job was
 * stopped with. `CHECKPOINT`: the latest checkpoint of the old job.
 */
export type RestorePointKind =
  | 'EMPTY'
  | 'INITIAL_SAVEPOINT'
  | 'NEW_SAVEPOINT'
  | 'SAVEPOINT'
  | 'CHECKPOINT'
  | 'UNKNOWN';

export interface RestorePoint {
  readonly kind: RestorePointKind;
  /** The name of the savepoint in CMF; null if CMF has none with this path. */
  readonly name: string | null;
  /** Null for state that does not exist yet, or if CMF reports no path. */
  readonly path: string | null;
  /** RFC 3339; null if unknown. */
  readonly takenAt: string | null;
}

export interface RestoreContext {
  /** The planned effective spec. */
  readonly effective: JsonObject;
  readonly application: Application | null;
  readonly replacement: Replacement;
  /** The savepoints that CMF lists for the application. They provide the name and time for a path. */
  readonly savepoints?: readonly Savepoint[] | undefined;
}

const empty: RestorePoint = { kind: 'EMPTY', name: null, path: null, takenAt: null };

/** Null if no job starts. */
export function restorePointOf(context: RestoreContext): RestorePoint | null {
  const { effective, application, replacement } = context;
  if (replacement === 'NONE' || replacement === 'SUSPEND' || replacement === 'NO_JOB') return null;
  if (replacement === 'REDEPLOY' || !wasDeployed(application)) return initialSavepoint(context);
  const mode = upgradeModeOf(effective);
  if (mode === 'UNKNOWN') return { kind: 'UNKNOWN', name: null, path: null, takenAt: null };
  if (mode === 'STATELESS') return empty;
  if (mode === 'SAVEPOINT' && replacement !== 'START' && waitsForSavepoint(application, effective))
    return { kind: 'NEW_SAVEPOINT', name: null, path: null, takenAt: null };
  const stopped = replacement === 'START' ? stopSavepoint(application, context) : null;
  return stopped ?? { kind: 'CHECKPOINT', name: null, path: null, takenAt: checkpointTime(application) };
}

function initialSavepoint({ effective, savepoints = [] }: RestoreContext): RestorePoint {
  const path = at(effective, 'job', 'initialSavepointPath');
  if (typeof path !== 'string' || path === '') return empty;
  const savepoint = savepoints.find((candidate) => candidate.path === path);
  const takenAt = savepoint?.resultAt ?? savepoint?.createdAt ?? null;
  return { kind: 'INITIAL_SAVEPOINT', name: savepoint?.name ?? null, path, takenAt };
}

/** The savepoint that the previous job was stopped with. */
function stopSavepoint(
  { status }: Application,
  { savepoints = [] }: Pick<RestoreContext, 'savepoints'>,
): RestorePoint | null {
  const path = at(status, 'jobStatus', 'upgradeSavepointPath');
  if (typeof path !== 'string' || path === '') return null;
  const last = at(status, 'jobStatus', 'savepointInfo', 'lastSavepoint');
  const known = savepoints.find((candidate) => candidate.path === path);
  const reported = at(last, 'location') === path ? timeOf(at(last, 'timeStamp')) : null;
  // The job ended when its savepoint was complete.
  const endedAt = timeOf(at(status, 'jobStatus', 'updateTime'));
  const takenAt = known?.resultAt ?? known?.createdAt ?? reported ?? endedAt;
  return { kind: 'SAVEPOINT', name: known?.name ?? null, path, takenAt };
}

/** A job that does not run falls back to its last state, with high availability and unless disabled (rule 21). */
function waitsForSavepoint({ jobState }: Application, effective: JsonObject): boolean {
  if (jobState?.state === 'RUNNING') return true;
  if (jobState?.state === 'FAILED') return false;
  const configuration = flatConfiguration(effective);
  const availability = configuration.get('high-availability.type') ?? configuration.get('high-availability');
  const fallback = configuration.get('kubernetes.operator.job.upgrade.last-state-fallback.enabled');
  const canFallBack =
    availability !== undefined && availability.toUpperCase() !== 'NONE' && fallback !== 'false';
  return !canFallBack;
}

/** The last checkpoint that CMF reports. */
function checkpointTime({ status }: Application): string | null {
  return timeOf(at(status, 'jobStatus', 'checkpointInfo', 'lastCheckpoint', 'timeStamp'));
}

/** The operator sends epoch milliseconds, as a number or as text (contract section 4). */
function timeOf(sent: Json | undefined): string | null {
  const milliseconds = typeof sent === 'string' && /^\d{12,15}$/.test(sent) ? Number(sent) : sent;
  if (typeof milliseconds === 'string') return instant(milliseconds) === null ? null : milliseconds;
  if (typeof milliseconds !== 'number' || milliseconds <= 0 || milliseconds > 8.64e15) return null;
  return new Date(milliseconds).toISOString();
}
