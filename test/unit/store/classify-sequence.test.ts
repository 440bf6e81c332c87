/** The classification of a sequence that was observed during an outage, when one of its states recurs. */
import { describe, expect, test } from 'vitest';
import { observedJob } from '../../../src/live/changes.ts';
import type { Transition } from '../../../src/live/transition.ts';
import { classifySequence } from '../../../src/store/redis/classify-sequence.ts';
import type { Sequence } from '../../../src/store/redis/outage.ts';
import { unread } from '../../../src/store/view.ts';
import { application, dev } from '../../live/fixtures.ts';

const at = (seconds: number) => new Date(seconds * 1_000).toISOString();

function transition(from: string, to: string, seconds: number): Transition {
  return {
    environment: dev,
    application: 'one',
    from: observedJob(application('one', from)),
    to: observedJob(application('one', to)),
    observedAt: at(seconds),
    source: 'POLL',
  };
}

/** FAILED at 1 s, FAILING at 2 s, RECONCILING at 3 s, FAILED again at 4 s. */
const sequence: Sequence = {
  environment: dev,
  name: 'one',
  start: observedJob(application('one', 'FAILED')),
  application: { ...application('one', 'FAILED'), updatedAt: at(4) },
  observedAt: 4_000,
  transitions: [
    transition('FAILED', 'FAILING', 2),
    transition('FAILING', 'RECONCILING', 3),
    transition('RECONCILING', 'FAILED', 4),
  ],
};

/** `updated`: when CMF last changed the shared copy, which is FAILED. */
function classify(entries: readonly Transition[], { updated = 1, isFirstJoin = false } = {}) {
  const shared = { ...application('one', 'FAILED'), updatedAt: at(updated) };
  const applications = new Map([['one', { application: shared, revision: 1, observedAt: updated * 1_000 }]]);
  const environments = new Map([[dev, { ...unread, applications }]]);
  const chained = entries.map((entry, index) => ({ sequence: index + 1, transition: entry }));
  const delivered = { environments, entries: chained, sinceGap: false, isFirstJoin };
  return classifySequence(sequence, delivered, false).kind;
}

describe('a journal that ends in the state that the sequence starts with', () => {
  test('is continued if its last entry is older than the first transition', () => {
    expect(classify([transition('RUNNING', 'FAILED', 1)])).toBe('REPLAYABLE');
  });

  test('is not continued if its last entry is newer: it is a later occurrence of the state', () => {
    expect(classify([transition('RECONCILING', 'FAILED', 4)], { updated: 4 })).toBe('LOST');
  });
});

describe('without an entry, a shared state that equals the start', () => {
  test('is continued by a process that shared it before', () => {
    expect(classify([])).toBe('REPLAYABLE');
    expect(classify([], { updated: 4 })).toBe('REPLAYABLE');
  });

  test('is continued by a process that had never reached Redis only if the shared copy is older', () => {
    expect(classify([], { isFirstJoin: true })).toBe('REPLAYABLE');
    expect(classify([], { isFirstJoin: true, updated: 4 })).toBe('LOST');
  });
});
