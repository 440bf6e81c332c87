/** Reads that fail. */
import { describe, expect, test } from 'vitest';
import { createReads, finishAll, settled } from './fixtures.ts';

describe('a read that fails', () => {
  test('fails for all callers that share it; the next caller starts another at once', async () => {
    const reads = createReads();
    const sharing = [reads.ask('a'), reads.ask('a')];
    reads.running[0]?.end('FAILURE');
    await settled();
    for (const { given } of sharing) expect(given).toEqual({ read: reads.began[0], outcome: 'FAILURE' });

    const next = reads.ask('a');
    expect(reads.running).toHaveLength(1);
    await finishAll(reads);
    expect(next.given).toEqual({ read: reads.began[1], outcome: 'ANSWER' });
  });

  test('does not fail for callers that wait for the next one', async () => {
    const reads = createReads();
    reads.ask('a');
    reads.turn(1);
    const waiting = reads.ask('a');
    reads.running[0]?.end('FAILURE');
    await settled();
    expect(waiting.given).toBeNull();
    await finishAll(reads);
    expect(waiting.given).toEqual({ read: reads.began[1], outcome: 'ANSWER' });
  });
});
