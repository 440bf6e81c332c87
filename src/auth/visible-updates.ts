/**
 * Filters the updates of a subscription by what the viewer may see, one at a time before delivery. An update waits in
 * order until its verdict is known. During an outage of CMF nothing is delivered.
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
    const startedAt = Date.now();
    return mapMaybe(
      isListed(),
      // A new application may be missing from an older cached list.
      (isVisibleNow) => isVisibleNow || (from === null && !initial && isListed(startedAt)),
    );
  };

  /** Retries until CMF decides. */
  const retry = async (change: JobStateChange, failure: unknown): Promise<boolean> => {
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
      const deliver = (isGranted: boolean) => (isGranted ? update : null);
      if (!(verdict instanceof Promise)) return deliver(verdict);
      return verdict.catch((error: unknown) => retry(update, error)).then(deliver);
    },
  });
  whenClosed(visible, () => ended.abort());
  return visible;
}
