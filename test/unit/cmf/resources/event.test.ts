/** Events. */
import { expect, test } from 'vitest';
import { newestCopies, parseEvent } from '../../../../src/cmf/resources/event.ts';
import { once, recurring } from '../../../support/event.ts';

test('an event has a new state, an exception, or neither', () => {
  const metadata = {
    name: '77d37980',
    uid: '77d37980',
    creationTimestamp: '2025-06-18T11:16:38.061Z',
    flinkApplicationInstance: '9f118068',
  };
  const message = 'Flink job status changed to RECONCILING';
  const data = { newStatus: 'RECONCILING' };
  expect(parseEvent({ metadata, status: { message, type: 'JOB_STATUS', data } })).toEqual({
    uid: '77d37980',
    ...once('2025-06-18T11:16:38.061Z'),
    instance: '9f118068',
    type: 'JOB_STATUS',
    message,
    newStatus: 'RECONCILING',
    exception: null,
    data,
  });
  const exception = { metadata, status: { type: 'JOB_EXCEPTION', data: { exceptionString: 'at Main' } } };
  expect(parseEvent(exception)).toMatchObject({
    type: 'JOB_EXCEPTION',
    newStatus: null,
    exception: 'at Main',
  });
  const bare = { metadata: { name: 'by-name', flinkApplicationInstance: null }, status: { data: null } };
  expect(parseEvent(bare)).toEqual({
    uid: 'by-name',
    ...once(null),
    instance: null,
    type: 'UNKNOWN',
    message: '',
    newStatus: null,
    exception: null,
    data: null,
  });
});

const [first, last] = ['2026-06-18T11:16:38.061Z', '2026-06-18T12:00:00Z'];
const cause = { severity: 'WARNING', reason: 'JobFailed' };

test.each([
  ['status', {}, { count: 7, firstTimestamp: first, lastTimestamp: last, ...cause }],
  ['metadata', { count: '7', firstSeen: first, lastSeen: last, ...cause }, {}],
  ['both', { firstSeen: first, lastSeen: last, severity: 'WARNING' }, { count: 7, reason: 'JobFailed' }],
  ['neither, but the time of the last write', { updateTimestamp: last, count: 7, ...cause }, {}],
])('a recurring event is one record: its count and times are in %s', (_where, metadata, status) => {
  const event = parseEvent({ metadata: { uid: 'a', creationTimestamp: first, ...metadata }, status });
  expect(event).toMatchObject({ createdAt: first, count: 7, firstAt: first, lastAt: last, ...cause });
});

test('an event without a count occurred once, when it was created', () => {
  for (const count of [undefined, null, 0, -3, 'often']) {
    const metadata = { uid: 'a', creationTimestamp: first, updateTimestamp: last };
    expect(parseEvent({ metadata, status: { count } })).toMatchObject(once(first));
  }
});

test('of the copies of a record the one with the later time, or the higher count, is the newest', () => {
  const event = parseEvent({ metadata: { uid: 'a' }, status: {} });
  const copies = [recurring(3, first, last), recurring(2, first, last), recurring(9, first, first)];
  const events = copies.map((copy) => ({ ...event, ...copy }));
  expect(newestCopies(events)).toEqual([events[0]]);
  expect(newestCopies(events.toReversed())).toEqual([events[0]]);
});

test('a last time before the first is read as the first, so that both occurrences stay', () => {
  const status = { count: 3, firstTimestamp: last, lastTimestamp: first };
  expect(parseEvent({ metadata: { uid: 'a' }, status })).toMatchObject({
    firstAt: first,
    lastAt: last,
    count: 3,
  });
});

test('a copy with a smaller count is the newest only if its last time is later', () => {
  const event = parseEvent({ metadata: { uid: 'a' }, status: {} });
  const known = { ...event, ...recurring(5, first, first) };
  const shrunk = { ...event, ...recurring(2, first, first) };
  const later = { ...event, ...recurring(2, first, last) };
  for (const order of [(list: (typeof known)[]) => list, (list: (typeof known)[]) => list.toReversed()]) {
    expect(newestCopies(order([known, shrunk]))).toEqual([known]);
    expect(newestCopies(order([known, later]))).toEqual([later]);
  }
});
