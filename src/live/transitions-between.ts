/**
 * The transitions between two reads of an application, with what the poll skipped filled in from CMF's events: pure.
 *
 * All times compared here are CMF's own. An event is one that the poll skipped when it was recorded after the status
 * that the earlier read shows and not after the one that the later read shows. The event that announces a status is
 * recorded with or after it, so the one of the earlier read may be among them; it repeats the state and falls out.
 * What is recorded later belongs to the next read. So nothing has to be remembered between reads, and whichever
 * replica polls next goes on exactly here.
 */
import type { Application } from '../cmf/resources/application.ts';
import type { ApplicationEvent } from '../cmf/resources/event.ts';
import { jobStates, open } from '../cmf/resources/states.ts';
import { isLater } from '../cmf/resources/time.ts';
import { isSameApplication, isSameJob, observedJob, transitionBetween } from './changes.ts';
import type { ObservedJob, Transition } from './transition.ts';

/** Oldest first; each goes on where the one before ended. `events` as CMF lists them, newest first. */
export function transitionsBetween(
  previous: Application | null,
  next: Application | null,
  events: readonly ApplicationEvent[],
  observedAt: string,
): readonly Transition[] {
  if (!previous || !next || !isSameApplication(previous, next)) {
    const transition = transitionBetween(previous, next, observedAt);
    return transition ? [transition] : [];
  }
  const { environment, name } = next;
  const transitions: Transition[] = [];
  let here = observedJob(previous);

  const goTo = (to: ObservedJob, source: Transition['source'], at: string) => {
    if (isSameJob(here, to)) return;
    transitions.push({ environment, application: name, from: here, to, observedAt: at, source });
    here = to;
  };

  for (const event of skipped(previous, next, events)) {
    const jobState = open(jobStates, event.newStatus);
    if (jobState?.raw === here.jobState?.raw) continue;
    const instance = event.instance ?? here.instance;
    goTo(
      { jobState, instance, jobId: jobIdOf(instance, previous, next) },
      'EVENT',
      event.createdAt ?? observedAt,
    );
  }
  goTo(observedJob(next), 'POLL', observedAt);
  return transitions;
}

/** The changes of job state that were recorded between the two reads, oldest first. */
function skipped(
  previous: Application,
  next: Application,
  events: readonly ApplicationEvent[],
): readonly ApplicationEvent[] {
  return events
    .filter(
      ({ type, newStatus, createdAt }) =>
        type === 'JOB_STATUS' &&
        newStatus !== null &&
        isLater(createdAt, previous.updatedAt) &&
        !isLater(createdAt, next.updatedAt),
    )
    .toReversed();
}

/** Events name no job. One of an instance that either read shows is that instance's. */
function jobIdOf(instance: string | null, previous: Application, next: Application): string | null {
  if (instance === next.currentInstance) return next.jobId;
  return instance === previous.currentInstance ? previous.jobId : null;
}
