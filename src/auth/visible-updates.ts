/**
 * The updates of a subscription that its viewer may see, judged one by one when they are about to be told. An update
 * waits for a verdict that has to be asked for again, in its place; while CMF does not answer nothing is told.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { isOutage } from '../cmf/errors.ts';
import { type Feed, mapFeed, whenClosed } from '../live/feed.ts';
import type { JobStateChange, JobStateUpdate } from '../live/job-state-update.ts';
import { type MaybePromise, mapMaybe } from '../maybe-promise.ts';
import type { Viewer } from './viewer.ts';

const pauseMs = 500;

export function visibleUpdates(updates: Feed<JobStateUpdate>, viewer: Viewer): Feed<JobStateUpdate> {
  const ended = new AbortController();

  const isVisible = ({ transition, initial }: JobStateChange): MaybePromise<boolean> => {
    const { environment, application, from } = transition;
    const isListed = (notBefore?: number) =>
      mapMaybe(
        viewer.applications(environment, notBefore),
        ({ refusal, granted }) => !refusal && (granted === 'ALL' || granted.has(application)),
      );
    const askedAt = Date.now();
    return mapMaybe(
      isListed(),
      // A new application may be younger than the list that is remembered.
      (isKnown) => isKnown || (from === null && !initial && isListed(askedAt)),
    );
  };

  /** For as long as CMF does not say. */
  const askAgain = async (change: JobStateChange, failure: unknown): Promise<boolean> => {
    while (!ended.signal.aborted) {
      if (!isOutage(failure)) throw failure;
      await delay(pauseMs, undefined, { signal: ended.signal }).catch(() => undefined);
      try {
        return await isVisible(change);
      } catch (error) {
        failure = error;
      }
    }
    return false;
  };

  const visible = mapFeed(updates, {
    map(update) {
      if (update.kind !== 'change') return update;
      const verdict = isVisible(update);
      const told = (isTold: boolean) => (isTold ? update : null);
      if (!(verdict instanceof Promise)) return told(verdict);
      return verdict.catch((error: unknown) => askAgain(update, error)).then(told);
    },
  });
  whenClosed(visible, () => ended.abort());
  return visible;
}
