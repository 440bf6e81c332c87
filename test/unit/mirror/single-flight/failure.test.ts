/** Reads that fail. */
import { describe, expect, test } from 'vitest';
import { createReads, finishAll, settled } from './fixtures.ts';

describe('a read that fails', () => {
  test('fails for all callers that share it; the next caller starts another at once', async () => {
    const reads = createReads();
    const sharing = [reads.call('a'), reads.call('a')];
    reads.running[0]?.end('FAILURE');
    await settled();
    for (const { given } of sharing) expect(given).toEqual({ read: reads.began[0], outcome: 'FAILURE' });

    const next = reads.call('a');
    expect(reads.running).toHaveLength(1);
    await finishAll(reads);
    expect(next.given).toEqual({ read: reads.began[1], outcome: 'ANSWER' });
  });

  test('does not fail for callers that wait for the next one', async () => {
    const reads = createReads();
    reads.call('a');
    reads.turn(1);
    const waiting = reads.call('a');
    reads.running[0]?.end('FAILURE');
    await settled();
    expect(waiting.given).toBeNull();
    await finishAll(reads);
    expect(waiting.given).toEqual({ read: reads.began[1], outcome: 'ANSWER' });
  });
});
