/** The transitions between two reads: those that the poll observed, completed with those of CMF's events. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Application } from '../../../src/cmf/resources/application.ts';
import type { ApplicationEvent } from '../../../src/cmf/resources/event.ts';
import { jobStates, open } from '../../../src/cmf/resources/states.ts';
import { byNewest } from '../../../src/cmf/resources/time.ts';
import { transitionsBetween } from '../../../src/live/transitions-between.ts';
import { once, recurring } from '../../support/event.ts';

const at = (second: number) => new Date(Date.UTC(2026, 2, 1, 0, 0, second)).toISOString();
const readAt = at(3_000);

function application(over: Partial<Application> & { state?: string | null }): Application {
  const { state = 'RUNNING', ...rest } = over;
  return {
    environment: 'dev',
    name: 'orders',
    createdAt: at(0),
    updatedAt: at(10),
    jobState: open(jobStates, state),
    jobId: 'job-1',
    currentInstance: 'instance-1',
    lifecycleState: null,
    labels: {},
    annotations: {},
    desiredState: null,
    upgradeMode: null,
    image: null,
    flinkVersion: null,
    parallelism: null,
    error: null,
    spec: null,
    status: null,
    ...rest,
  };
}

function jobEvent(
  second: number,
  newStatus: string,
  instance: string | null = 'instance-1',
): ApplicationEvent {
  const createdAt = at(second);
  return {
    uid: createdAt,
    ...once(createdAt),
    instance,
    type: 'JOB_STATUS',
    message: '',
    newStatus,
    exception: null,
    data: null,
  };
}

/** `RUNNING>FAILED by EVENT`, one for each transition. Events as CMF sends them: newest first. */
function reported(
  previous: Application | null,
  next: Application | null,
  ...events: ApplicationEvent[]
): string[] {
  const newestFirst = events.toSorted((a, b) => ((a.lastAt ?? '') < (b.lastAt ?? '') ? 1 : -1));
  return transitionsBetween(previous, next, newestFirst, readAt).map(
    ({ from, to, source }) => `${from?.jobState?.raw ?? '-'}>${to?.jobState?.raw ?? '-'} by ${source}`,
  );
}

describe('the transitions between two reads of an application', () => {
  test('are those that the poll observed when there are no events', () => {
    expect(reported(application({}), application({ state: 'FAILED', updatedAt: at(20) }))).toEqual([
      'RUNNING>FAILED by POLL',
    ]);
    expect(reported(application({}), application({ updatedAt: at(20) }))).toEqual([]);
  });

  test('include the changes in between, also when the job has returned to its state', () => {
    const next = application({ updatedAt: at(30) });
    expect(
      reported(
        application({}),
        next,
        jobEvent(15, 'FAILING'),
        jobEvent(20, 'RESTARTING'),
        jobEvent(30, 'RUNNING'),
      ),
    ).toEqual(['RUNNING>FAILING by EVENT', 'FAILING>RESTARTING by EVENT', 'RESTARTING>RUNNING by EVENT']);
  });

  test('include the last step from the poll when its event is recorded after the status', () => {
    const next = application({ state: 'FAILED', updatedAt: at(30) });
    expect(
      reported(
        application({}),
        next,
        jobEvent(11, 'RUNNING'),
        jobEvent(20, 'FAILING'),
        jobEvent(31, 'FAILED'),
      ),
    ).toEqual(['RUNNING>FAILING by EVENT', 'FAILING>FAILED by POLL']);
  });

  test('name the instance of each step, and its job where a read shows it', () => {
    const next = application({ updatedAt: at(40), currentInstance: 'instance-2', jobId: 'job-2' });
    const events = [jobEvent(30, 'CREATED', 'instance-2'), jobEvent(20, 'FINISHED', 'instance-1')];
    const steps = transitionsBetween(application({}), next, events, readAt);
    expect(steps.map(({ to }) => [to?.jobState?.state, to?.instance, to?.jobId])).toEqual([
      ['FINISHED', 'instance-1', 'job-1'],
      ['CREATED', 'instance-2', 'job-2'],
      ['RUNNING', 'instance-2', 'job-2'],
    ]);
  });

  test('are not guessed when a time is unreadable, or of another application of the same name', () => {
    const events = [jobEvent(20, 'FAILING')];
    const unreadable = application({ updatedAt: 'yesterday' });
    expect(reported(unreadable, application({ state: 'FAILED', updatedAt: at(30) }), ...events)).toEqual([
      'RUNNING>FAILED by POLL',
    ]);
    const recreated = application({ state: 'CREATED', createdAt: at(19), updatedAt: at(30) });
    expect(reported(application({}), recreated, ...events)).toEqual(['RUNNING>CREATED by POLL']);
    expect(reported(application({}), null, ...events)).toEqual(['RUNNING>- by POLL']);
    expect(reported(null, application({}), ...events)).toEqual(['->RUNNING by POLL']);
  });

  test('leave out events of other kinds', () => {
    const cluster = { ...jobEvent(20, 'UPGRADING'), type: 'CLUSTER_STATUS' };
    expect(reported(application({}), application({ updatedAt: at(30) }), cluster)).toEqual([]);
  });

  test('are, over any polls, all changes: once each, in order', () => {
    const words = fc.constantFrom('RUNNING', 'FAILING', 'RESTARTING', 'FAILED', 'FINISHED', 'RECONCILING');
    const step = fc.record({ state: words, polledAfter: fc.boolean(), lag: fc.constantFrom(0, 1) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const happened: string[] = [];
        const seen: string[] = [];
        const events: ApplicationEvent[] = [];
        let here = application({ state: 'CREATED', updatedAt: at(1) });
        let polled = here;
        for (const [index, { state, polledAfter, lag }] of [
          ...steps,
          { state: 'CANCELED', polledAfter: true, lag: 0 },
        ].entries()) {
          if (state === here.jobState?.raw) continue;
          happened.push(state);
          const time = 10 + index * 10;
          here = application({ state, updatedAt: at(time) });
          events.unshift(jobEvent(time + lag, state));
          if (!polledAfter) continue;
          for (const { to } of transitionsBetween(polled, here, events, readAt))
            seen.push(to?.jobState?.raw ?? '-');
          polled = here;
        }
        expect(seen).toEqual(happened);
      }),
    );
  });
});

describe('with recurring events as one record', () => {
  test('a second occurrence is a transition at its time', () => {
    const restarting = { ...jobEvent(5, 'RESTARTING'), ...recurring(2, at(5), at(20)) };
    const running = { ...jobEvent(2, 'RUNNING'), ...recurring(3, at(2), at(21)) };
    const steps = transitionsBetween(
      application({}),
      application({ updatedAt: at(21) }),
      [running, restarting],
      readAt,
    );
    expect(steps.map(({ to, source, observedAt }) => [to?.jobState?.raw, source, observedAt])).toEqual([
      ['RESTARTING', 'EVENT', at(20)],
      ['RUNNING', 'EVENT', at(21)],
    ]);
  });

  test('the first and the last occurrence are both reported when no read came between', () => {
    const failing = { ...jobEvent(15, 'FAILING'), ...recurring(2, at(15), at(25)) };
    const events = [failing, jobEvent(20, 'RUNNING')];
    expect(
      reported(application({}), application({ state: 'FAILING', updatedAt: at(30) }), ...events),
    ).toEqual(['RUNNING>FAILING by EVENT', 'FAILING>RUNNING by EVENT', 'RUNNING>FAILING by EVENT']);
  });

  test('of several recurrences between two reads, those between the first and the last are not reported', () => {
    // The job fails at 11 s, 14 s and 17 s, and runs again at 12 s, 15 s and 18 s.
    const failing = { ...jobEvent(11, 'FAILING'), ...recurring(3, at(11), at(17)) };
    const running = { ...jobEvent(12, 'RUNNING'), ...recurring(3, at(12), at(18)) };
    const next = application({ updatedAt: at(18) });
    expect(reported(application({}), next, failing, running)).toEqual([
      'RUNNING>FAILING by EVENT',
      'FAILING>RUNNING by EVENT',
      'RUNNING>FAILING by EVENT',
      'FAILING>RUNNING by EVENT',
    ]);
  });

  test('changes since the last poll are reported in order, each state at least once', () => {
    const words = fc.constantFrom('RUNNING', 'FAILING', 'RESTARTING', 'FAILED', 'RECONCILING');
    const step = fc.record({ state: words, polledAfter: fc.boolean(), lag: fc.constantFrom(0, 1) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const records = new Map<string, ApplicationEvent>();
        let here = application({ state: 'CREATED', updatedAt: at(1) });
        let polled = here;
        let happened: string[] = [];
        const last = { state: 'CANCELED', polledAfter: true, lag: 0 };
        for (const [index, { state, polledAfter, lag }] of [...steps, last].entries()) {
          if (state === here.jobState?.raw) continue;
          happened.push(state);
          const time = 10 + index * 10;
          here = application({ state, updatedAt: at(time) });
          const { count = 0, firstAt = at(time + lag) } = records.get(state) ?? {};
          const again = recurring(count + 1, firstAt ?? '', at(time + lag));
          records.set(state, { ...jobEvent(time + lag, state), ...again, uid: state });
          if (!polledAfter) continue;
          const newestFirst = [...records.values()].toSorted((a, b) => byNewest(a.lastAt, b.lastAt));
          const steps = transitionsBetween(polled, here, newestFirst, readAt);
          const seen = steps.map(({ to }) => to?.jobState?.raw ?? '-');
          expect(isSubsequence(seen, happened)).toBe(true);
          expect(seen.at(-1) ?? polled.jobState?.raw).toBe(state);
          const before = polled.jobState?.raw ?? '';
          expect(new Set([before, ...seen])).toEqual(new Set([before, ...happened]));
          polled = here;
          happened = [];
        }
      }),
    );
  });
});

function isSubsequence(part: readonly string[], whole: readonly string[]): boolean {
  let from = 0;
  for (const word of part) {
    const found = whole.indexOf(word, from);
    if (found === -1) return false;
    from = found + 1;
  }
  return true;
}
