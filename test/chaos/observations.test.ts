/** The cases that the oracle accepts, each beside a similar case that it must report as lost. */
import { describe, expect, test } from 'vitest';
import { encodeCursor } from '../../src/live/cursor.ts';
import { findUndelivered, type RecordedJob } from './observations.ts';
import type { Observation } from './observer.ts';
import type { Received, ReceivedGap } from './received.ts';

const application = 'dev1/orders';

function recordOf(...jobs: readonly string[]): readonly RecordedJob[] {
  return jobs.map((jobId) => ({
    environment: 'dev1',
    application: 'orders',
    to: { jobState: 'RUNNING', jobId },
  }));
}

/** Observed at 100 ms by a replica without Redis, which reconnected at 200 ms. */
function seen(jobId: string, more: Partial<Observation> = {}): Observation {
  return {
    replica: 'one',
    application,
    jobState: 'RUNNING',
    jobId,
    isDuringOutage: true,
    endedWithReplica: false,
    at: 100,
    sharedAt: 200,
    ...more,
  };
}

function state(jobId: string, sequence: number): Received {
  const cursor = encodeCursor({ epoch: 'e', sequence });
  const job = { to: 'RUNNING', jobId };
  return { kind: 'state', application, initial: false, from: 'RUNNING', source: 'POLL', cursor, ...job };
}

function gap(reason: ReceivedGap['reason'], at: number): ReceivedGap {
  return { kind: 'gap', reason, at, cursor: encodeCursor({ epoch: 'e', sequence: 50 }) };
}

/** The number of lost values for a subscriber that received j1, then `between`, then j3, of the record j1 to j3. */
function lost(observed: readonly Observation[], ...between: readonly Received[]): number {
  const received = [state('j1', 1), ...between, state('j3', 60)];
  return findUndelivered(recordOf('j1', 'j2', 'j3'), [{ subscriber: 's', received }], observed).length;
}

test('an observation that no gap covers is lost', () => {
  expect(lost([seen('j2')])).toBe(1);
  expect(lost([seen('j2')], state('j2', 2))).toBe(0);
});

describe('an observation whose process ended', () => {
  test('is not checked', () => expect(lost([seen('j2', { endedWithReplica: true })])).toBe(0));

  test('is checked if another replica observed it too', () => {
    expect(lost([seen('j2', { endedWithReplica: true }), seen('j2', { replica: 'two' })])).toBe(1);
  });
});

describe('a gap', () => {
  /** The subscriber receives j3 before the gap, so that j2 is between the received values. */
  const lostBefore = (observed: readonly Observation[], between: ReceivedGap) =>
    lost(observed, state('j3', 3), between);

  test('of reason OUTAGE covers what was observed during the outage', () => {
    expect(lostBefore([seen('j2')], gap('OUTAGE', 900))).toBe(0);
  });

  test('of another reason covers it only if it came before the replica had Redis again', () => {
    expect(lostBefore([seen('j2')], gap('EPOCH_CHANGED', 199))).toBe(0);
    expect(lostBefore([seen('j2')], gap('EPOCH_CHANGED', 201))).toBe(1);
  });

  test('does not cover what a replica with Redis observed', () => {
    const shared = { replica: 'two', isDuringOutage: false, sharedAt: 100 };
    expect(lostBefore([seen('j2'), seen('j2', shared)], gap('OUTAGE', 900))).toBe(1);
  });

  test('covers what comes after the last message before it, and nothing before that', () => {
    expect(lost([seen('j2', { isDuringOutage: false, sharedAt: 100 })], gap('EXPIRED', 300))).toBe(0);
    expect(lostBefore([seen('j2', { isDuringOutage: false, sharedAt: 100 })], gap('EXPIRED', 300))).toBe(1);
  });

  test('of another segment does not cover it', () => {
    expect(lost([seen('j2')], gap('OUTAGE', 900), state('j1', 51))).toBe(1);
  });
});

describe('a value that recurs in the record', () => {
  const received = [state('j1', 1), state('j3', 2)];
  const lostOf = (record: readonly RecordedJob[]) =>
    findUndelivered(record, [{ subscriber: 's', received }], [seen('j2')]).length;

  test('is not checked', () => expect(lostOf(recordOf('j1', 'j2', 'j1', 'j2', 'j3'))).toBe(0));
  test('is checked if equal entries are consecutive', () =>
    expect(lostOf(recordOf('j1', 'j2', 'j2', 'j3'))).toBe(1));
});

test('observations before the first message of a subscriber are not checked, later ones are', () => {
  const lostFrom = (...received: readonly Received[]) =>
    findUndelivered(recordOf('j1', 'j2', 'j3'), [{ subscriber: 's', received }], [seen('j2')]).length;
  expect(lostFrom(state('j3', 1))).toBe(0);
  expect(lostFrom(state('j1', 1))).toBe(1);
});
