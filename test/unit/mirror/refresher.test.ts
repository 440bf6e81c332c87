import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { CmfError, type CmfFailure } from '../../../src/cmf/errors.ts';
import { waitForRefresh } from '../../../src/mirror/refresh/refresher.ts';

const patienceMs = 2_000;
const hasCopy = true;

function failed(failure: CmfFailure, status: number | null = null): CmfError {
  return new CmfError({ operation: 'listApplications', failure, status, retryable: true, message: failure });
}

async function failing(error: CmfError): Promise<void> {
  throw error;
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a reader with a copy', () => {
  test('waits for a refresh that comes in time, and leaves no timer', async () => {
    await waitForRefresh(Promise.resolve(), hasCopy, patienceMs);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('waits for a limited time, regardless of the end of the refresh', async () => {
    const { promise, reject } = Promise.withResolvers<void>();
    let isDone = false;
    const waiting = waitForRefresh(promise, hasCopy, patienceMs).then(() => {
      isDone = true;
    });
    await vi.advanceTimersByTimeAsync(patienceMs - 1);
    expect(isDone).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    await waiting;
    reject(failed('TIMEOUT'));
  });

  test.each([
    failed('UNREACHABLE'),
    failed('TIMEOUT'),
    failed('MALFORMED', 200),
    failed('STATUS', 503),
    failed('TOKEN'),
    failed('GATEWAY_REFUSED', 401),
  ])('gets the copy when the refresh ends in $message $status', async (error) => {
    await expect(waitForRefresh(failing(error), hasCopy, patienceMs)).resolves.toBeUndefined();
  });

  test.each([401, 403, 404])('gets a %d, which is a response', async (status) => {
    const error = failed('STATUS', status);
    await expect(waitForRefresh(failing(error), hasCopy, patienceMs)).rejects.toBe(error);
  });
});

test('a reader without a copy waits for the end of the read, and gets any failure', async () => {
  const { promise, reject } = Promise.withResolvers<void>();
  const waiting = waitForRefresh(promise, !hasCopy, patienceMs);
  await vi.advanceTimersByTimeAsync(10 * patienceMs);
  const error = failed('UNREACHABLE');
  reject(error);
  await expect(waiting).rejects.toBe(error);
});
