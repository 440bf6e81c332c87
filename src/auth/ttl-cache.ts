/**
 * Answers of CMF about one principal each, remembered for a short time counted from when CMF was asked. Who asks while
 * the question is under way shares its answer; who asks with another key never does. A failure is not remembered.
 */
import { LRUCache } from 'lru-cache';
import type { MaybePromise } from '../maybe-promise.ts';

export interface TtlCache<Answer> {
  /**
   * The answer to `key`, asked for at `notBefore` (epoch milliseconds) or later. `key` must name the principal.
   */
  get(key: string, notBefore: number, ask: () => Promise<Answer>): MaybePromise<Answer>;
  /** The same if it is there, without asking. */
  peek(key: string): Answer | undefined;
}

export interface TtlCacheOptions {
  readonly ttlMs: number;
  readonly now: () => number;
  /** Answers kept at most; the longest unused go first. */
  readonly max?: number;
}

interface Kept<Answer> {
  readonly askedAt: number;
  answer: MaybePromise<Answer>;
}

export function createTtlCache<Answer extends object>({
  ttlMs,
  now,
  max = 100_000,
}: TtlCacheOptions): TtlCache<Answer> {
  // Not `max`: with it the cache allocates all its slots at once, which takes 50 ms at each start.
  const kept = new LRUCache<string, Kept<Answer>>({ maxSize: max, sizeCalculation: () => 1 });
  const isYoung = ({ askedAt }: Kept<Answer>) => askedAt > now() - ttlMs;

  return {
    get(key, notBefore, ask) {
      const known = kept.get(key);
      if (known && isYoung(known) && known.askedAt >= notBefore) return known.answer;
      const asking = ask();
      const asked: Kept<Answer> = { askedAt: now(), answer: asking };
      kept.set(key, asked);
      asking.then(
        (answer) => {
          asked.answer = answer;
        },
        () => {
          if (kept.peek(key) === asked) kept.delete(key);
        },
      );
      return asking;
    },
    peek(key) {
      const known = kept.get(key);
      return known && isYoung(known) && !(known.answer instanceof Promise) ? known.answer : undefined;
    },
  };
}
