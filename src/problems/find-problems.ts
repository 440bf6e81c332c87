/**
 * Finds the problems of an application. Reads only the data that the requested kinds of problems need.
 *
 * Without `details` it costs no call: it uses the mirror, the archive, and instances that are in memory. With
 * `details` it also reads the application's instances, events and savepoints from CMF and its job from Flink: at most
 * `maxDetailCalls` calls, of which the first two are kept until the application changes. A failed read omits problems
 * and never fails the whole.
 */
import type { Memory } from '../archive/storage.ts';
import { CmfError } from '../cmf/errors.ts';
import type { Application } from '../cmf/resources/application.ts';
import type { ApplicationEvent } from '../cmf/resources/event.ts';
import type { Instance } from '../cmf/resources/instance.ts';
import { FlinkError } from '../flink/errors.ts';
import type { FlinkJobs } from '../flink/jobs.ts';
import { instant } from '../history/time.ts';
import { timeline } from '../history/timeline.ts';
import { upgradeOf } from '../history/upgrade.ts';
import type { ReadOptions, Reads } from '../mirror/reads-interface.ts';
import { type ApplicationFacts, type JobFacts, noFacts, problemsOf } from './application-problems.ts';
import type { Problem, ProblemKind } from './problem.ts';
import { restartStreak, restartWindowMs } from './restarts.ts';

/** Instances, events, savepoints; the job by its id or by the list of jobs (3), exceptions, checkpoints, interval. */
export const maxDetailCalls = 9;

export interface ProblemReads {
  readonly mirror: Pick<Reads, 'recall' | 'knownInstances' | 'instances' | 'events' | 'savepoints'>;
  readonly flink: FlinkJobs;
  readonly read: ReadOptions;
  readonly stuckAfterMs: number;
  /** Epoch milliseconds. */
  readonly now: number;
}

export interface RequestedProblems {
  readonly wants: (kind: ProblemKind) => boolean;
  /** Also reads data from CMF and Flink that the mirror does not have. */
  readonly details: boolean;
  /** Reads the instances from CMF also without `details`. */
  readonly readsInstances?: boolean;
}

export interface FoundProblems {
  readonly problems: readonly Problem[];
  /** False if details were wanted and some could not be read. */
  readonly isComplete: boolean;
}

export async function findProblems(
  application: Application,
  wanted: RequestedProblems,
  reads: ProblemReads,
): Promise<FoundProblems> {
  let isComplete = true;
  /** Null for data that CMF or Flink does not return. */
  const attempt = async <Value>(reading: () => PromiseLike<Value> | Value): Promise<Value | null> => {
    try {
      return await reading();
    } catch (error) {
      if (!(error instanceof CmfError || error instanceof FlinkError)) throw error;
      isComplete = false;
      return null;
    }
  };
  const { wants, details } = wanted;
  const archived = await archivedFacts(application, wanted, reads, attempt);
  const savepoints =
    details && wants('SAVEPOINT_FAILED')
      ? await attempt(async () => (await reads.mirror.savepoints(application, reads.read)).value)
      : null;
  const job = details ? await jobFacts(application, wants, reads, attempt) : null;
  const problems = problemsOf(application, { ...archived, savepoints, job }, reads.now);
  return { problems: problems.filter(({ kind }) => wants(kind)), isComplete };
}

type Attempt = <Value>(reading: () => PromiseLike<Value> | Value) => Promise<Value | null>;

async function archivedFacts(
  application: Application,
  { wants, details, readsInstances = details }: RequestedProblems,
  { mirror, read, stuckAfterMs, now }: ProblemReads,
  attempt: Attempt,
): Promise<ApplicationFacts> {
  const { currentInstance } = application;
  const instances = !wants('UPGRADE_STUCK')
    ? null
    : readsInstances
      ? await attempt(() => mirror.instances(application, read))
      : (mirror.knownInstances(application) ?? null);
  const mayBePending = instances !== null && isWaiting(application, instances);
  const isFailed = wants('FAILED') && application.jobState?.state === 'FAILED';
  const mayRestart = wants('RESTARTING') && changedWithin(application, restartWindowMs, now);
  // Most applications have none of these, and the archive may be in Redis.
  if (!mayBePending && !isFailed && !mayRestart) return noFacts;

  const memory = await attempt(() => mirror.recall(application));
  if (!memory) return noFacts;
  const withSpecs = mayBePending ? await addSpecs(instances, memory) : [];
  const upgradeBy = (events: readonly ApplicationEvent[]) =>
    upgradeOf({
      application,
      instances: withSpecs,
      everDeployed: memory.deployed,
      events,
      now,
      stuckAfterMs,
    });
  // CMF's events have the restarts that happened between two reads, and the reason why an upgrade is stuck.
  const needsEvents = mayRestart || isFailed || upgradeBy(memory.events)?.stuck != null;
  const newer = details && needsEvents ? await attempt(() => mirror.events(application, read)) : null;
  const events = [...memory.events, ...(newer?.value ?? [])];
  const entries = mayRestart || isFailed ? timeline(memory.transitions, events) : [];
  const entered = entries.findLast(({ kind }) => kind === 'JOB_STATE');
  return {
    ...noFacts,
    stateSince: entered?.jobState?.raw === application.jobState?.raw ? (entered?.at ?? null) : null,
    restarts: mayRestart ? restartStreak(entries, currentInstance, now) : null,
    lastFailure: (currentInstance !== null && memory.failures.get(currentInstance)) || null,
    upgrade: upgradeBy(events),
  };
}

/** True if the newest instance is not the deployed one. */
export function isWaiting({ currentInstance }: Application, [newest]: readonly Instance[]): boolean {
  return newest !== undefined && newest.uid !== currentInstance;
}

/** Adds archived specs where the list has none. */
async function addSpecs(instances: readonly Instance[], memory: Memory): Promise<readonly Instance[]> {
  const without = instances.filter(({ effectiveSpec }) => effectiveSpec === null).map(({ uid }) => uid);
  if (without.length === 0) return instances;
  const specs = await memory.specs(without);
  return instances.map((instance) => ({
    ...instance,
    effectiveSpec: instance.effectiveSpec ?? specs.get(instance.uid) ?? null,
  }));
}

/** An application that did not change did not restart. Without a time it may have. */
function changedWithin({ updatedAt }: Application, windowMs: number, now: number): boolean {
  const time = instant(updatedAt);
  return time === null || now - time <= windowMs;
}

async function jobFacts(
  application: Application,
  wants: (kind: ProblemKind) => boolean,
  { flink, read }: ProblemReads,
  attempt: Attempt,
): Promise<JobFacts | null> {
  const needsCheckpoints = wants('CHECKPOINTS_FAILING') || wants('CHECKPOINT_TOO_OLD');
  const isRunning = application.jobState?.state === 'RUNNING';
  const needsCause =
    (wants('FAILED') && application.jobState?.state === 'FAILED') || (wants('RESTARTING') && !isRunning);
  if (!needsCause && !(needsCheckpoints && isRunning)) return null;
  const job = await attempt(() => flink.find(application, read));
  if (!job) return null;
  const [exceptions, checkpoints, checkpointInterval] = await Promise.all([
    needsCause ? attempt(() => job.exceptions()) : null,
    needsCheckpoints && isRunning ? attempt(() => job.checkpoints()) : null,
    wants('CHECKPOINT_TOO_OLD') && isRunning ? attempt(() => job.checkpointInterval()) : null,
  ]);
  const { startedAt } = job.details;
  return { startedAt, rootCause: exceptions?.[0]?.rootCause ?? null, checkpoints, checkpointInterval };
}
