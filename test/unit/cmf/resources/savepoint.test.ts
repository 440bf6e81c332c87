/** Savepoints. */
import { expect, test } from 'vitest';
import { parseSavepoint } from '../../../../src/cmf/resources/savepoint.ts';

test('a savepoint with all its parts', () => {
  const metadata = {
    name: 'before-upgrade',
    uid: '0b6c3f5e',
    creationTimestamp: '2025-10-01T12:00:00Z',
    labels: { team: 'a' },
    annotations: null,
  };
  const status = {
    state: 'COMPLETED',
    path: 's3://bucket/savepoint',
    failures: '2',
    error: 'timed out',
    triggerTimestamp: '2025-10-01T12:00:01Z',
    resultTimestamp: 1759320060000,
    pendingDeletion: true,
    warning: 'the cluster is disconnected',
  };
  expect(parseSavepoint({ metadata, spec: { formatType: 'NATIVE', backoffLimit: -1 }, status })).toEqual({
    name: 'before-upgrade',
    uid: '0b6c3f5e',
    createdAt: '2025-10-01T12:00:00Z',
    labels: { team: 'a' },
    annotations: {},
    format: { state: 'NATIVE', raw: 'NATIVE' },
    backoffLimit: -1,
    state: { state: 'COMPLETED', raw: 'COMPLETED' },
    path: 's3://bucket/savepoint',
    failures: 2,
    error: 'timed out',
    triggeredAt: '2025-10-01T12:00:01Z',
    resultAt: '2025-10-01T12:01:00.000Z',
    isPendingDeletion: true,
    warning: 'the cluster is disconnected',
  });
});

test('a savepoint without its optional parts', () => {
  expect(parseSavepoint({ metadata: { name: 'bare' }, status: { pendingDeletion: 'yes' } })).toMatchObject({
    uid: null,
    labels: {},
    format: null,
    state: null,
    path: null,
    failures: null,
    isPendingDeletion: false,
    warning: null,
  });
});

test('an unknown state keeps its raw text', () => {
  expect(parseSavepoint({ metadata: { name: 'new' }, status: { state: 'ARCHIVED' } }).state).toEqual({
    state: 'UNKNOWN',
    raw: 'ARCHIVED',
  });
});

test('the path of a detached savepoint may be in its spec only', () => {
  const wire = { metadata: { name: 'imported' }, spec: { path: 's3://elsewhere/1' }, status: {} };
  expect(parseSavepoint(wire).path).toBe('s3://elsewhere/1');
});
