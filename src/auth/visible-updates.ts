/**
 * Filters the updates of a subscription by the rights of the viewer, one at a time before delivery. An update
 * waits in order until its verdict is known. During an outage of CMF nothing is delivered.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { isOutage } from '../cmf/errors.ts';
import { type Feed, mapFeed, whenClosed } from '../live/feed.ts';
import type { JobStateUpdate } from '../live/job-state-update.ts';
import { type MaybePromise, mapMaybe } from '../maybe-promise.ts';
import type { Subject, SubjectOf } from '../mirror/reads-interface.ts';
import type { Viewer } from './viewer.ts';

const pauseMs = 500;

export function visibleUpdates<Update extends object>(
  updates: Feed<Update>,
  viewer: Viewer,
  subjectOf: SubjectOf<Update>,
): Feed<Update> {
  const ended = new AbortController();

  const isVisible = ({ environment, application, isNew }: Subject): MaybePromise<boolean> => {
    if (application === null) return seesEnvironment(viewer, environment);
    const isListed = (notBefore?: number) =>
      mapMaybe(
        viewer.applications(environment, notBefore),
        ({ refusal, granted }) => !refusal && (granted === 'ALL' || granted.has(application)),
      );
    const startedAt = Date.now();
    return mapMaybe(
      isListed(),
      // A new application may be missing from an older cached list.
      (isVisibleNow) => isVisibleNow || (isNew && isListed(startedAt)),
    );
  };

  /** Retries until CMF decides. */
  const retry = async (subject: Subject, failure: unknown): Promise<boolean> => {
    while (!ended.signal.aborted) {
      if (!isOutage(failure)) throw failure;
      await delay(pauseMs, undefined, { signal: ended.signal }).catch(() => undefined);
      try {
        return await isVisible(subject);
      } catch (error) {
        failure = error;
      }
    }
    return false;
  };

  const visible = mapFeed(updates, {
    map(update) {
      const subject = subjectOf(update);
      if (!subject) return update;
      const verdict = isVisible(subject);
      const deliver = (isGranted: boolean) => (isGranted ? update : null);
      if (!(verdict instanceof Promise)) return deliver(verdict);
      return verdict.catch((error: unknown) => retry(subject, error)).then(deliver);
    },
  });
  whenClosed(visible, () => ended.abort());
  return visible;
}

/** The application of a job state update. */
export function subjectOfJobState(update: JobStateUpdate): Subject | null {
  if (update.kind !== 'change') return null;
  const { environment, application, from } = update.transition;
  return { environment, application, isNew: from === null && !update.initial };
}

/** Whether CMF shows this environment to the viewer. If CMF refuses the list, the environment is checked by name. */
export function seesEnvironment(viewer: Viewer, name: string): MaybePromise<boolean> {
  return mapMaybe(viewer.environments(), (list) => {
    if (!list.refusal) return list.granted.has(name);
    return mapMaybe(viewer.environment(name), ({ refusal }) => refusal === undefined);
  });
}
