/** Computes the changes between two reads of an application. Pure. */
import type { Application, ApplicationRow } from '../cmf/resources/application.ts';
import type { ObservedJob, Transition } from './transition.ts';

/** The watched part of an application. */
export function observedJob(application: Application): ObservedJob {
  return {
    jobState: application.jobState,
    jobId: application.jobId,
    instance: application.currentInstance,
  };
}

/**
 * The transition from one read to the next; null when nothing that is watched changed. Times are not watched:
 * CMF moves them without the state moving (rule 28). An application with another creation time is a new one of
 * the same name (rule 30); the result is still one transition, because subscribers watch the name.
 */
export function transitionBetween(
  previous: Application | null,
  next: Application | null,
  observedAt: string,
): Transition | null {
  const subject = next ?? previous;
  if (!subject) return null;
  const from = previous && observedJob(previous);
  const to = next && observedJob(next);
  if (from && to && isSameJob(from, to)) return null;
  return {
    environment: subject.environment,
    application: subject.name,
    from,
    to,
    observedAt,
    source: 'POLL',
  };
}

/** True when nothing that is watched differs. */
export function isSameJob(a: ObservedJob, b: ObservedJob): boolean {
  return a.jobState?.raw === b.jobState?.raw && a.jobId === b.jobId && a.instance === b.instance;
}

/** True when a sparse row shows no difference from the application as last read. */
export function isUnchanged(row: ApplicationRow, known: Application): boolean {
  return (
    row.updatedAt === known.updatedAt &&
    row.createdAt === known.createdAt &&
    row.jobState?.raw === known.jobState?.raw &&
    row.jobId === known.jobId &&
    row.lifecycleState?.raw === known.lifecycleState?.raw &&
    row.currentInstance === known.currentInstance
  );
}

/** False for two applications that had the same name one after the other (rule 30). */
export function isSameApplication(a: Application, b: Application): boolean {
  return a.environment === b.environment && a.name === b.name && a.createdAt === b.createdAt;
}
