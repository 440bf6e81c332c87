/** Savepoints. */
import { expect, test } from 'vitest';
import { parseSavepoint } from '../../../../src/cmf/resources/savepoint.ts';

test('a savepoint, with and without what it may lack', () => {
  const metadata = { name: 'before-upgrade', uid: '0b6c3f5e', creationTimestamp: '2025-10-01T12:00:00Z' };
  const status = { state: 'COMPLETED', path: 's3://bucket/savepoint', failures: '2' };
  expect(parseSavepoint({ metadata, status })).toEqual({
    name: 'before-upgrade',
    uid: '0b6c3f5e',
    createdAt: '2025-10-01T12:00:00Z',
    state: 'COMPLETED',
    path: 's3://bucket/savepoint',
    failures: 2,
  });
  expect(parseSavepoint({ metadata: { name: 'bare' } })).toMatchObject({
    state: null,
    path: null,
    failures: null,
  });
});
