/** Callers that stop waiting. */
import { getEventListeners } from 'node:events';
import { describe, expect, test } from 'vitest';
import { createReads, finishAll, readGiven, settled } from './fixtures.ts';

describe('a caller that stops waiting', () => {
  test('gets its error at once, and the read continues for the others', async () => {
    const reads = createReads();
    const caller = new AbortController();
    const leaving = reads.call('a', reads.now, caller.signal);
    const staying = reads.call('a', reads.now, new AbortController().signal);
    caller.abort();
    await settled();
    expect(leaving.given).toBe('NOTHING');
    expect(reads.began[0]?.signal.aborted).toBe(false);
    await finishAll(reads);
    expect(staying.given).toEqual({ read: reads.began[0], outcome: 'ANSWER' });
  });

  test('ends the read when no other caller waits; a later caller starts a read of its own at once', async () => {
    const reads = createReads();
    const [one, other] = [new AbortController(), new AbortController()];
    for (const { signal } of [one, other, one]) reads.call('a', reads.now, signal);
    one.abort();
    expect(reads.began[0]?.signal.aborted).toBe(false);
    other.abort();
    expect(reads.began[0]?.signal.aborted).toBe(true);

    const next = reads.call('a', 0);
    expect(reads.began).toHaveLength(2);
    reads.began[0]?.end('ANSWER');
    await settled();
    // The end of the aborted read has no effect on the one that runs.
    expect(next.given).toBeNull();
    reads.call('a', 0);
    expect(reads.began).toHaveLength(2);
    await finishAll(reads);
    expect(readGiven(next)).toBe(reads.began[1]);
  });

  test('does not end a read that another caller waits for', async () => {
    const reads = createReads();
    const caller = new AbortController();
    reads.call('a', reads.now, caller.signal);
    reads.call('a');
    caller.abort();
    expect(reads.began[0]?.signal.aborted).toBe(false);
    await finishAll(reads);
  });

  test('does not delay callers that wait for the next read', async () => {
    const reads = createReads();
    const caller = new AbortController();
    reads.call('a', reads.now, caller.signal);
    reads.turn(1);
    const next = reads.call('a');
    caller.abort();
    await settled();
    expect(reads.began).toHaveLength(2);
    await finishAll(reads);
    expect(readGiven(next)).toBe(reads.began[1]);
  });

  test('does not start a read that had not begun', async () => {
    const reads = createReads();
    const caller = new AbortController();
    reads.call('a');
    reads.turn(1);
    const waiting = reads.call('a', reads.now, caller.signal);
    caller.abort();
    const late = reads.call('b', reads.now, caller.signal);
    await finishAll(reads);
    expect([waiting.given, late.given]).toEqual(['NOTHING', 'NOTHING']);
    expect(reads.began).toHaveLength(1);
  });

  test('has one abort listener, until the read ends', async () => {
    const reads = createReads();
    const { signal } = new AbortController();
    for (let times = 0; times < 100; times += 1) reads.call('a', reads.now, signal);
    expect(getEventListeners(signal, 'abort')).toHaveLength(1);
    reads.running[0]?.end('FAILURE');
    await settled();
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });
});
