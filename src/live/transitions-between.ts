/**
 * Computes the transitions between two reads of an application. Pure. Transitions that polling skipped come from
 * CMF's events.
 *
 * All times compared here are CMF's own. An event counts as skipped when it was recorded after the status of the
 * earlier read and not after the status of the later read. CMF records the event of a status with or after it, so the
 * event of the earlier read may be among them; it repeats the state and is dropped. Later events belong to the next
 * read. No state is needed between reads, so any replica can do the next one.
 *
 * A recurring event is one record with its first and its last time (contract section 8). Both count as occurrences;
 * the record has a count, but no times, of the occurrences between them.
 */
import type { Application } from '../cmf/resources/application.ts';
import { type ApplicationEvent, type Occurrence, occurrencesOf } from '../cmf/resources/event.ts';
import { jobStates, open } from '../cmf/resources/states.ts';
import { byNewest, isLater } from '../cmf/resources/time.ts';
import { isSameApplication, isSameJob, observedJob, transitionBetween } from './changes.ts';
import type { ObservedJob, Transition } from './transition.ts';

/**
 * Oldest first; each transition starts in the end state of the previous one. `events` as CMF lists them, newest
 * first.
 */
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

  for (const { event, at } of skipped(previous, next, events)) {
    const jobState = open(jobStates, event.newStatus);
    if (jobState?.raw === here.jobState?.raw) continue;
    const instance = event.instance ?? here.instance;
    goTo({ jobState, instance, jobId: jobIdOf(instance, previous, next) }, 'EVENT', at ?? observedAt);
  }
  goTo(observedJob(next), 'POLL', observedAt);
  return transitions;
}

/** The job state changes that CMF recorded between the two reads, oldest first. */
function skipped(
  previous: Application,
  next: Application,
  events: readonly ApplicationEvent[],
): readonly Occurrence[] {
  return events
    .filter(({ type, newStatus }) => type === 'JOB_STATUS' && newStatus !== null)
    .flatMap(occurrencesOf)
    .filter(({ at }) => isLater(at, previous.updatedAt) && !isLater(at, next.updatedAt))
    .toSorted((one, other) => byNewest(one.at, other.at))
    .toReversed();
}

/** Events carry no job id. It is taken from the read that contains the event's instance. */
function jobIdOf(instance: string | null, previous: Application, next: Application): string | null {
  if (instance === next.currentInstance) return next.jobId;
  return instance === previous.currentInstance ? previous.jobId : null;
}
