/**
 * Applies the operator's reports: application status, the deployed instance's last observation, events and the record
 * change together here, so that they stay consistent.
 */
import { checkpointInterval } from '../flink/flink-configuration.ts';
import { newJobRecord, recordChange } from '../flink/job-record.ts';
import { addEvent } from './events.ts';
import { type ObservedState, sameState } from './record.ts';
import type { ApplicationState, InstanceState, StatusState, WorldState } from './state.ts';

export interface Report {
  readonly jobState?: string | null | undefined;
  readonly jobId?: string | null | undefined;
  readonly lifecycle?: string | undefined;
  readonly jobManager?: StatusState['jobManager'] | undefined;
  readonly error?: string | null | undefined;
  /** A job exception with its stack trace, which becomes an event. */
  readonly exception?: string | undefined;
  readonly upgradeSavepointPath?: string | undefined;
  /** The new owner of the cluster; null for none. */
  readonly deployed?: InstanceState | null | undefined;
}

/** Applies a report to the application and its deployed instance, never to the newest one (rule 23). */
export function report(world: WorldState, application: ApplicationState, changes: Report): void {
  const at = world.clock.tick();
  const before = observed(application);
  const old = application.status;
  const next: StatusState = {
    jobState: changes.jobState === undefined ? (old?.jobState ?? null) : changes.jobState,
    jobId: changes.jobId === undefined ? (old?.jobId ?? null) : changes.jobId,
    lifecycle: changes.lifecycle ?? old?.lifecycle ?? 'CREATED',
    jobManager: changes.jobManager ?? old?.jobManager ?? 'MISSING',
    error: changes.error === undefined ? (old?.error ?? null) : changes.error,
    startTime: old?.startTime ?? null,
    updateTime: old?.updateTime ?? null,
    upgradeSavepointPath: changes.upgradeSavepointPath ?? old?.upgradeSavepointPath ?? null,
    lastStable: old?.lastStable ?? null,
    job: old?.job ?? newJobRecord,
  };
  if (changes.deployed !== undefined) application.deployed = changes.deployed;
  if (next.lifecycle === 'STABLE') next.lastStable = application.deployed;
  if (next.jobId !== old?.jobId) {
    next.startTime = epochMilliseconds(at);
    next.job = newJobRecord;
  }
  next.job = recordChange(next.job, {
    at,
    from: old?.jobState ?? null,
    to: next.jobState,
    exception: changes.exception,
    checkpointInterval: checkpointInterval(application.deployed?.spec),
  });
  if (next.jobState !== old?.jobState) next.updateTime = epochMilliseconds(at);

  application.status = next;
  application.rendered = null;
  const after = observed(application);
  if (!old || hasChanged(old, next) || before.currentInstance !== after.currentInstance)
    application.updatedAt = at;

  // The last report of a stopping cluster belongs to its instance; later ones belong to none (rule 25).
  const instance = application.deployed;
  const hadCluster = old !== null && old.jobManager !== 'MISSING';
  if (instance && (hadCluster || next.jobManager !== 'MISSING')) updateInstance(instance, next, at);

  if (!sameState(before, after)) {
    const { environment, name } = application;
    world.record.push({
      environment: environment.resource.name,
      application: name,
      from: before,
      to: after,
      at,
    });
  }
  if (changes.exception !== undefined) {
    addEvent(world, application, {
      type: 'JOB_EXCEPTION',
      instance,
      message: `Exception in Flink job: ${changes.exception.split('\n', 1)[0]}`,
      data: { exceptionString: changes.exception },
    });
  }
  if (next.lifecycle !== old?.lifecycle) {
    addEvent(world, application, {
      type: 'CLUSTER_STATUS',
      instance,
      message: `Flink cluster status changed to ${next.lifecycle}`,
      data: { newStatus: next.lifecycle },
    });
  }
  if (next.jobState !== null && next.jobState !== old?.jobState) {
    addEvent(world, application, {
      type: 'JOB_STATUS',
      instance,
      message: `Flink job status changed to ${next.jobState}`,
      data: { newStatus: next.jobState },
    });
  }
}

/** The recorded part of an application. */
export function observed(application: ApplicationState): ObservedState {
  return {
    jobState: application.status?.jobState ?? null,
    jobId: application.status?.jobId ?? null,
    currentInstance: application.deployed?.uid ?? null,
  };
}

function updateInstance(instance: InstanceState, status: StatusState, at: string): void {
  instance.jobStatus = { jobId: status.jobId, state: status.jobState };
  instance.updatedAt = at;
  instance.rendered = null;
}

function hasChanged(one: StatusState, other: StatusState): boolean {
  return (
    one.jobState !== other.jobState ||
    one.jobId !== other.jobId ||
    one.lifecycle !== other.lifecycle ||
    one.jobManager !== other.jobManager ||
    one.error !== other.error ||
    one.upgradeSavepointPath !== other.upgradeSavepointPath
  );
}

function epochMilliseconds(at: string): string {
  return String(Date.parse(at));
}
