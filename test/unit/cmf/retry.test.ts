import { expect, test } from 'vitest';
import { isRetryableStatus, isTransient, pauseBeforeRetry } from '../../../src/cmf/retry.ts';

const now = Date.parse('2025-03-26T21:17:20Z');
const pause = (attempt: number, random: number, retryAfter: string | null = null) =>
  pauseBeforeRetry({ attempt, random, retryAfter, now });

test('pauses are a random share of a span that doubles, up to a bound', () => {
  expect([0, 1, 2].map((attempt) => pause(attempt, 0.5))).toEqual([50, 100, 200]);
  expect(pause(0, 0)).toBe(0);
  expect(pause(50, 0.999)).toBeLessThan(2_000);
});

test('Retry-After counts in seconds or names a date, and its pause still has jitter', () => {
  expect(pause(0, 0.5, '3')).toBe(3_050);
  expect(pause(0, 0, 'Wed, 26 Mar 2025 21:17:25 GMT')).toBe(5_000);
});

test.each(['', 'soon', '-5', 'Wed, 26 Mar 2025 21:17:15 GMT'])(
  'Retry-After %j has no effect',
  (retryAfter) => {
    expect(pause(0, 0, retryAfter)).toBe(0);
  },
);

test('overload and outages are retried, temporary failures are retryable, and rejections are neither', () => {
  const statuses = [400, 401, 403, 404, 408, 409, 422, 429, 500, 501, 502, 503, 504];
  expect(statuses.filter(isTransient)).toEqual([429, 500, 502, 503, 504]);
  expect(statuses.filter(isRetryableStatus)).toEqual([408, 429, 500, 501, 502, 503, 504]);
});
