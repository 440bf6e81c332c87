/**
 * The updates of a subscription that its viewer may see, judged one by one when they are about to be told. An update
 * waits for a verdict that has to be asked for again, in its place; while CMF does not answer nothing is told.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { isOutage } from '../cmf/errors.ts';
import type { JobStateUpdate } from '../live/updates.ts';
import type { Viewer } from './viewer.ts';

const pauseMs = 500;
const over = { done: true, value: undefined } as const;

/** Not an async generator: `return` must reach the source at once, also while it waits for its next update. */
export function visibleUpdates(
  updates: AsyncIterator<JobStateUpdate>,
  viewer: Viewer,
): AsyncIterableIterator<JobStateUpdate> {
  const ended = new AbortController();

  const isVisible = async (update: JobStateUpdate): Promise<boolean> => {
    if (update.kind === 'gap') return true;
    const { environment, application, from } = update.transition;
    const isListed = async (notBefore?: number) => {
      const { refusal, granted } = await viewer.applications(environment, notBefore);
      return !refusal && (granted === 'ALL' || granted.has(application));
    };
    const askedAt = Date.now();
    if (await isListed()) return true;
    // A new application may be younger than the list that is remembered.
    return from === null && !update.initial && (await isListed(askedAt));
  };

  const judged = async (update: JobStateUpdate): Promise<boolean> => {
    while (!ended.signal.aborted) {
      try {
        return await isVisible(update);
      } catch (error) {
        if (!isOutage(error)) throw error;
        await delay(pauseMs, undefined, { signal: ended.signal }).catch(() => undefined);
      }
    }
    return false;
  };

  const close = async () => {
    ended.abort();
    await updates.return?.();
    return over;
  };

  return {
    async next() {
      while (!ended.signal.aborted) {
        const result = await updates.next();
        if (result.done) return over;
        try {
          if ((await judged(result.value)) && !ended.signal.aborted) return result;
        } catch (error) {
          await close();
          throw error;
        }
      }
      return over;
    },
    return: close,
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
