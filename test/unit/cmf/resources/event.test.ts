/** Events. */
import { expect, test } from 'vitest';
import { parseEvent } from '../../../../src/cmf/resources/event.ts';

test('an event tells a new state, an exception, or neither', () => {
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
    createdAt: '2025-06-18T11:16:38.061Z',
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
    createdAt: null,
    instance: null,
    type: 'UNKNOWN',
    message: '',
    newStatus: null,
    exception: null,
    data: null,
  });
});
