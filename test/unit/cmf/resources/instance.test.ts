/** Instances. */
import { expect, test } from 'vitest';
import { parseInstance } from '../../../../src/cmf/resources/instance.ts';

test('the effective spec of an instance is in its status or, as in the CMF manual, at the top level', () => {
  const metadata = {
    name: '13e5e579',
    uid: '13e5e579',
    creationTimestamp: '2025-03-26T21:17:22Z',
    labels: null,
  };
  const inStatus = { image: 'from-status' };
  const atTop = { image: 'from-top' };
  const jobStatus = { jobId: '8efa0700', state: 'FINISHED' };
  expect(parseInstance({ metadata, spec: atTop, status: { spec: inStatus, jobStatus } })).toEqual({
    uid: '13e5e579',
    createdAt: '2025-03-26T21:17:22Z',
    updatedAt: null,
    jobState: { state: 'FINISHED', raw: 'FINISHED' },
    jobId: '8efa0700',
    effectiveSpec: inStatus,
  });
  expect(parseInstance({ metadata, spec: atTop, status: { jobStatus } }).effectiveSpec).toEqual(atTop);
  expect(parseInstance({ metadata }).effectiveSpec).toBeNull();
  expect(parseInstance({ metadata: { uid: 'only-uid' } }).uid).toBe('only-uid');
});
