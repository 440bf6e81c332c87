/**
 * The simulated Flink Kubernetes Operator: brings an application to its newest instance (rules 11 to 21), one stage at a
 * time, in the observed order of a healthy upgrade (rule 33).
 */
import { at } from '../../json.ts';
import { WorldError } from './error.ts';
import { abandonSavepoints, advanceSavepoints, savepointPath } from './savepoints.ts';
import type { ApplicationState, WorldState } from './state.ts';
import { report } from './status.ts';

const globallyTerminal: ReadonlySet<string | null> = new Set(['FAILED', 'CANCELED', 'FINISHED']);

/** The desired state of the newest instance's effective spec: the environment may enforce it (rule 7). */
function desiredState(application: ApplicationState): 'running' | 'suspended' {
  return at(application.newest.merged, 'job', 'state') === 'suspended' ? 'suspended' : 'running';
}

function upgradeMode(application: ApplicationState): string {
  const mode = at(application.newest.merged, 'job', 'upgradeMode');
  return typeof mode === 'string' ? mode : 'stateless';
}

export function hasCluster(application: ApplicationState): boolean {
  return application.status !== null && application.status.jobManager !== 'MISSING';
}

/** True while the cluster must stop before the newest instance's desired state can be reached. */
function mustStop(application: ApplicationState): boolean {
  if (!hasCluster(application)) return false;
  return desiredState(application) === 'suspended' || application.newest !== application.deployed;
}

/**
 * True while the cluster can stop only with a savepoint (rules 12 and 15). A job that has ended needs none. A job that is
 * not running falls back to its last state where high availability is on and the operator allows it (rule 21).
 */
export function waitsForSavepoint(application: ApplicationState): boolean {
  if (!mustStop(application) || upgradeMode(application) !== 'savepoint') return false;
  const jobState = application.status?.jobState ?? null;
  if (globallyTerminal.has(jobState)) return false;
  return jobState === 'RUNNING' || !canFallBack(application);
}

function canFallBack(application: ApplicationState): boolean {
  const configuration = at(application.newest.merged, 'flinkConfiguration');
  const availability = at(configuration, 'high-availability.type') ?? at(configuration, 'high-availability');
  const allowed = at(configuration, 'kubernetes.operator.job.upgrade.last-state-fallback.enabled') ?? true;
  return availability !== undefined && availability !== 'NONE' && allowed !== 'false' && allowed !== false;
}

/** After a new instance: stages that need no waiting happen at once (rules 20 and 21). */
export function react(world: WorldState, application: ApplicationState): void {
  if (mustStop(application) && !waitsForSavepoint(application)) migrate(world, application);
}

/** Stops the cluster and starts the next one, or leaves the application suspended. */
function migrate(world: WorldState, application: ApplicationState): void {
  while (
    desiredState(application) === 'suspended' ? isSuspensionPending(application) : !isNewestUp(application)
  ) {
    advanceCluster(world, application);
  }
}

function isSuspensionPending(application: ApplicationState): boolean {
  return application.status !== null && application.status.lifecycle !== 'SUSPENDED';
}

function isNewestUp(application: ApplicationState): boolean {
  return hasCluster(application) && application.deployed === application.newest;
}

/** Starts the newest instance's cluster unless it runs. */
export function deploy(world: WorldState, application: ApplicationState): void {
  if (desiredState(application) === 'suspended') throw new WorldError(409, 'The application is suspended.');
  if (waitsForSavepoint(application)) throw new WorldError(409, 'The upgrade waits for a savepoint.');
  migrate(world, application);
}

/** The savepoint of an upgrade or a suspend succeeds: the old job finishes, then the migration follows. */
export function completeUpgradeSavepoint(world: WorldState, application: ApplicationState): void {
  if (!waitsForSavepoint(application)) throw new WorldError(409, 'Nothing waits for a savepoint.');
  migrate(world, application);
}

/** That savepoint fails: the job keeps running, and the upgrade keeps waiting (rule 15). */
export function failUpgradeSavepoint(world: WorldState, application: ApplicationState, reason: string): void {
  if (!waitsForSavepoint(application)) throw new WorldError(409, 'Nothing waits for a savepoint.');
  report(world, application, { error: reason, exception: reason });
}

/** The next stage of a healthy operator. False when there is none. */
export function advance(world: WorldState, application: ApplicationState): boolean {
  return (
    advanceSavepoints(world, application) ||
    advanceCluster(world, application) ||
    advanceJob(world, application)
  );
}

function advanceCluster(world: WorldState, application: ApplicationState): boolean {
  const { status } = application;
  if (mustStop(application)) {
    if (status?.lifecycle !== 'UPGRADING') report(world, application, { lifecycle: 'UPGRADING' });
    else stopCluster(world, application);
    return true;
  }
  if (desiredState(application) === 'suspended') {
    if (!isSuspensionPending(application)) return false;
    const clearsName = world.settings.whileSuspended === 'clear-name';
    report(world, application, { lifecycle: 'SUSPENDED', ...(clearsName && { deployed: null }) });
    return true;
  }
  if (isNewestUp(application)) return false;
  startCluster(world, application);
  return true;
}

/** The operator records FINISHED for a job that it stops, batch or streaming (rule 26). */
function stopCluster(world: WorldState, application: ApplicationState): void {
  const jobState = application.status?.jobState ?? null;
  const withSavepoint = upgradeMode(application) === 'savepoint' && jobState === 'RUNNING';
  report(world, application, {
    jobState: globallyTerminal.has(jobState) ? jobState : 'FINISHED',
    jobManager: 'MISSING',
    error: null,
    ...(withSavepoint && { upgradeSavepointPath: savepointPath(world, application) }),
  });
  abandonSavepoints(world, application);
}

/** Only `last-state` continues the same Flink job; every other start creates a new one. */
function startCluster(world: WorldState, application: ApplicationState): void {
  const keepsJob = upgradeMode(application) === 'last-state' && application.deployed !== null;
  const jobId = keepsJob ? (application.status?.jobId ?? null) : null;
  report(world, application, {
    deployed: application.newest,
    lifecycle: 'DEPLOYED',
    jobManager: 'DEPLOYING',
    jobState: 'RECONCILING',
    jobId: jobId ?? world.random.hex(32),
    error: null,
  });
}

/** A job that ended normally stays; a failed one is restarted (rule 27). */
function advanceJob(world: WorldState, application: ApplicationState): boolean {
  const { status } = application;
  if (!status || !hasCluster(application)) return false;
  const hasEnded = status.jobState === 'FINISHED' || status.jobState === 'CANCELED';
  if (status.jobState === 'RECONCILING' && status.lifecycle === 'DEPLOYED') {
    report(world, application, { jobState: 'CREATED', jobManager: 'READY' });
  } else if (status.jobState !== 'RUNNING' && !hasEnded) {
    report(world, application, { jobState: 'RUNNING', jobManager: 'READY', error: null });
  } else if (status.lifecycle !== 'STABLE') {
    report(world, application, { lifecycle: 'STABLE' });
  } else {
    return false;
  }
  return true;
}

/** Brings an application to its desired state: RUNNING (or ended) and STABLE, or SUSPENDED. Savepoints succeed. */
export function settle(world: WorldState, application: ApplicationState): void {
  while (advance(world, application));
}
