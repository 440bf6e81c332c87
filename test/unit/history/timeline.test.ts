import { describe, expect, test } from 'vitest';
import type { ApplicationEvent } from '../../../src/cmf/resources/event.ts';
import { type JobState, jobStates, open } from '../../../src/cmf/resources/states.ts';
import { statistics } from '../../../src/history/statistics.ts';
import { timeline } from '../../../src/history/timeline.ts';
import type { TimelineEntry } from '../../../src/history/timeline-entry.ts';
import type { ObservedJob, Transition } from '../../../src/live/transition.ts';
import { recurring } from '../../support/event.ts';
import { event, millis, minute } from './fixtures.ts';

function job(
  state: JobState | null,
  instance: string | null = '1',
  jobId: string | null = 'job',
): ObservedJob {
  return { jobState: open(jobStates, state), jobId, instance };
}

function seen(
  at: number,
  from: ObservedJob | null,
  to: ObservedJob | null,
  source: Transition['source'] = 'POLL',
): Transition {
  return { environment: 'production', application: 'kafka-ingest', from, to, observedAt: minute(at), source };
}

function entered(
  uid: string,
  at: number,
  newStatus: string,
  more: Partial<ApplicationEvent> = {},
): ApplicationEvent {
  return event(uid, at, { newStatus, instance: '1', ...more });
}

function lines(entries: readonly TimelineEntry[]) {
  return entries.map(
    ({ at, kind, jobState, sources }) =>
      `${at.slice(11, 19)} ${kind} ${jobState?.raw ?? '-'} ${sources.join('+')}`,
  );
}

describe('the timeline', () => {
  test('merges polled transitions and events of CMF in time order', () => {
    const entries = timeline(
      [seen(3, job('RUNNING'), job('RUNNING', '2', 'job-2')), seen(1, null, job('RUNNING'))],
      [
        event('b', 2, { type: 'CLUSTER_STATUS', newStatus: 'UPGRADING' }),
        event('a', 0, { type: 'CMF_STATUS' }),
      ],
    );
    expect(lines(entries)).toEqual([
      '00:00:00 APPLICATION - EVENT',
      '00:01:00 JOB_STATE RUNNING POLL',
      '00:02:00 LIFECYCLE - EVENT',
      '00:03:00 DEPLOYMENT RUNNING POLL',
    ]);
  });

  test("merges an event and the poll that observed the same change into one entry, at CMF's time and with both sources", () => {
    const [entry, ...more] = timeline(
      [seen(2, job('CREATED'), job('RUNNING'))],
      [entered('e', 1.9, 'RUNNING')],
    );
    expect(more).toEqual([]);
    expect(entry).toEqual({
      kind: 'JOB_STATE',
      at: minute(1.9),
      observedAt: minute(2),
      sources: ['EVENT', 'POLL'],
      instance: '1',
      jobId: 'job',
      jobState: { state: 'RUNNING', raw: 'RUNNING' },
      message: 'Flink job status changed to RUNNING',
      exception: null,
      event: 'e',
      count: 1,
      isRecurrence: false,
    });
  });

  test('merges an event and the transition derived from it into one entry', () => {
    const entries = timeline(
      [seen(2, job('CREATED'), job('RUNNING'), 'EVENT')],
      [entered('e', 2, 'RUNNING')],
    );
    expect(lines(entries)).toEqual(['00:02:00 JOB_STATE RUNNING EVENT']);
    expect(entries[0]).toMatchObject({ observedAt: null, jobId: 'job' });
  });

  test('keeps separate entries for changes that no poll observed: a short exit from RUNNING and back (rule 27)', () => {
    const entries = timeline(
      [seen(1, null, job('RUNNING')), seen(9, job('RUNNING'), job('FINISHED'))],
      [
        entered('a', 0.9, 'RUNNING'),
        entered('b', 4, 'RECONCILING'),
        entered('c', 5, 'RUNNING'),
        entered('d', 8.9, 'FINISHED'),
      ],
    );
    expect(lines(entries)).toEqual([
      '00:00:54 JOB_STATE RUNNING EVENT+POLL',
      '00:04:00 JOB_STATE RECONCILING EVENT',
      '00:05:00 JOB_STATE RUNNING EVENT',
      '00:08:54 JOB_STATE FINISHED EVENT+POLL',
    ]);
  });

  test('does not merge a poll with an event of another instance or from after the poll', () => {
    const transitions = [seen(2, job('CREATED'), job('RUNNING'))];
    expect(timeline(transitions, [entered('e', 1.9, 'RUNNING', { instance: '7' })])).toHaveLength(2);
    expect(timeline(transitions, [entered('e', 3, 'RUNNING')])).toHaveLength(2);
    expect(timeline(transitions, [entered('e', 1.9, 'RUNNING', { instance: null })])).toHaveLength(1);
  });

  test('does not merge with an event from before the previous transition, nor one event with two transitions', () => {
    const back = [seen(5, job('RUNNING'), job('FAILED')), seen(9, job('FAILED'), job('RUNNING'))];
    expect(timeline(back, [entered('e', 1, 'RUNNING')])).toHaveLength(3);
    const flapping = [
      seen(1.01, job('CREATED'), job('RUNNING')),
      seen(1.02, job('RUNNING'), job('FAILED')),
      seen(1.03, job('FAILED'), job('RUNNING')),
    ];
    expect(lines(timeline(flapping, [entered('e', 1, 'RUNNING')]))).toEqual([
      '00:01:00 JOB_STATE RUNNING EVENT+POLL',
      '00:01:01 JOB_STATE FAILED POLL',
      '00:01:01 JOB_STATE RUNNING POLL',
    ]);
  });

  test('has each event once, also if it is repeated, and none without a time', () => {
    const once = entered('e', 1, 'RUNNING');
    expect(
      timeline([], [once, once, { ...once, uid: 'f', lastAt: null }, { ...once, uid: 'g', lastAt: 'soon' }]),
    ).toHaveLength(1);
  });

  test('keeps the order of events within one millisecond', () => {
    const [late, early] = ['2025-03-27T00:00:00.000000900Z', '2025-03-27T00:00:00.000000100Z'];
    const events = [
      entered('b', 0, 'RUNNING', { createdAt: late }),
      entered('a', 0, 'CREATED', { createdAt: early }),
    ];
    expect(timeline([], events).map(({ jobState }) => jobState?.raw)).toEqual(['CREATED', 'RUNNING']);
  });

  test('reports the deletion of the application', () => {
    expect(timeline([seen(5, job('RUNNING'), null)], [])).toMatchObject([
      { kind: 'JOB_STATE', jobState: null, instance: '1', message: 'The application was deleted' },
    ]);
  });

  test('keeps the raw text of an unknown state', () => {
    expect(timeline([], [entered('e', 1, 'HIBERNATING')])).toMatchObject([
      { jobState: { state: 'UNKNOWN', raw: 'HIBERNATING' } },
    ]);
  });
});

describe('the statistics of a timeline', () => {
  const bumpy = timeline(
    [],
    [
      entered('a', 0, 'CREATED'),
      entered('b', 1, 'RUNNING'),
      event('x', 4.9, { type: 'JOB_EXCEPTION', exception: 'java.lang.OutOfMemoryError', instance: '1' }),
      entered('c', 5, 'RESTARTING'),
      entered('d', 6, 'RUNNING'),
      entered('e', 10, 'FAILED'),
      entered('f', 12, 'RECONCILING'),
      entered('g', 13, 'RUNNING'),
    ],
  );

  test('sum the time in each state, the current one until now', () => {
    const { timeInState, current } = statistics(bumpy, millis(20));
    expect(current?.state).toBe('RUNNING');
    expect(timeInState.map(({ state, ms }) => [state, ms / 60_000])).toEqual([
      ['RUNNING', 15],
      ['FAILED', 2],
      ['CREATED', 1],
      ['RESTARTING', 1],
      ['RECONCILING', 1],
    ]);
  });

  test('count restarts: into RESTARTING and out of FAILED, but not a short RECONCILING', () => {
    expect(statistics(bumpy, millis(20)).restarts).toBe(2);
    const blinked = timeline(
      [],
      [entered('a', 0, 'RUNNING'), entered('b', 1, 'RECONCILING'), entered('c', 2, 'RUNNING')],
    );
    expect(statistics(blinked, millis(3)).restarts).toBe(0);
  });

  test('do not count another instance after a failed one as a restart', () => {
    const replaced = timeline([], [entered('a', 0, 'FAILED'), entered('b', 1, 'RUNNING', { instance: '2' })]);
    expect(statistics(replaced, millis(3)).restarts).toBe(0);
  });

  test('give the last failure, with the exception reported since the job last ran', () => {
    expect(statistics(bumpy, millis(20)).lastFailure).toEqual({
      at: minute(10),
      instance: '1',
      exception: null,
    });
    expect(statistics(bumpy.slice(0, 4), millis(20)).lastFailure).toEqual({
      at: minute(4.9),
      instance: '1',
      exception: 'java.lang.OutOfMemoryError',
    });
    const failed = timeline([], [event('x', 1, { exception: 'boom' }), entered('f', 2, 'FAILED')]);
    expect(statistics(failed, millis(3)).lastFailure).toEqual({
      at: minute(2),
      instance: '1',
      exception: 'boom',
    });
  });

  test('count no time after the deletion of the application', () => {
    const gone = timeline([seen(0, null, job('RUNNING')), seen(5, job('RUNNING'), null)], []);
    expect(statistics(gone, millis(60))).toMatchObject({
      current: null,
      timeInState: [{ state: 'RUNNING', ms: 300_000 }],
    });
  });

  test('of an empty timeline are empty', () => {
    expect(statistics([], 0)).toEqual({ current: null, timeInState: [], restarts: 0, lastFailure: null });
  });
});

describe('of recurring events that CMF keeps as one record', () => {
  const again = (count: number, first: number, last: number) => recurring(count, minute(first), minute(last));

  test('the timeline has the first and the last occurrence, and counts those between', () => {
    const entries = timeline(
      [],
      [entered('r', 2, 'RESTARTING', again(5, 2, 9)), entered('x', 3, 'RUNNING', again(6, 0, 10))],
    );
    expect(entries.map(({ at, jobState, count }) => [at, jobState?.raw, count])).toEqual([
      [minute(0), 'RUNNING', 1],
      [minute(2), 'RESTARTING', 1],
      [minute(9), 'RESTARTING', 4],
      [minute(10), 'RUNNING', 5],
    ]);
    expect(statistics(entries, millis(20)).restarts).toBe(5);
  });

  test('an occurrence with a transition is counted once', () => {
    const [running, restarting] = [job('RUNNING'), job('RESTARTING')];
    const entries = timeline(
      [
        seen(5, running, restarting, 'EVENT'),
        seen(6, restarting, running, 'EVENT'),
        seen(9, running, restarting, 'EVENT'),
        seen(10, restarting, running),
      ],
      [entered('r', 2, 'RESTARTING', again(3, 2, 9)), entered('x', 3, 'RUNNING', again(4, 0, 10))],
    );
    expect(entries.map(({ at, jobState, count }) => [at, jobState?.raw, count])).toEqual([
      [minute(0), 'RUNNING', 1],
      [minute(2), 'RESTARTING', 1],
      [minute(5), 'RESTARTING', 1],
      [minute(6), 'RUNNING', 1],
      [minute(9), 'RESTARTING', 1],
      [minute(10), 'RUNNING', 2],
    ]);
    expect(statistics(entries, millis(20)).restarts).toBe(3);
  });

  test('the newest copy counts, in any order of copies', () => {
    const copies = [
      entered('r', 2, 'RESTARTING', again(3, 2, 9)),
      entered('r', 2, 'RESTARTING', again(2, 2, 5)),
    ];
    for (const events of [copies, copies.toReversed()]) {
      expect(timeline([], events).map(({ at }) => at)).toEqual([minute(2), minute(9)]);
    }
  });

  test('the last failure is at the last occurrence, and leaving FAILED for it again is a restart', () => {
    const failed = [
      event('e', 1, { exception: 'boom', ...again(2, 1, 7) }),
      entered('f', 2, 'FAILED', again(3, 2, 8)),
      entered('x', 0, 'RUNNING'),
    ];
    const { lastFailure, restarts } = statistics(timeline([], failed), millis(20));
    expect(lastFailure).toEqual({ at: minute(8), instance: '1', exception: 'boom' });
    expect(restarts).toBe(2);
  });
});
