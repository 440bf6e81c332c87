/** Applications, and the rows of a sparse list. */
import { expect, test } from 'vitest';
import { parseApplication, parseApplicationRow } from '../../../../src/cmf/resources/application.ts';
import { application } from './fixtures.ts';

test('an application in full', () => {
  expect(parseApplication(application, 'aws-dev')).toEqual({
    environment: 'aws-dev',
    name: 'kafka-ingest',
    createdAt: '2025-03-26T21:17:20Z',
    updatedAt: '2025-03-27T04:58:46Z',
    jobState: { state: 'RUNNING', raw: 'RUNNING' },
    jobId: '8efa0700',
    lifecycleState: { state: 'STABLE', raw: 'STABLE' },
    currentInstance: '13e5e579-21e7-41e5-9259-aa32cf5e8ea8',
    labels: { app: 'kafka-ingest' },
    annotations: {},
    desiredState: { state: 'RUNNING', raw: 'running' },
    upgradeMode: { state: 'LAST_STATE', raw: 'last-state' },
    image: 'confluentinc/cp-flink:1.19.1-cp2',
    flinkVersion: 'v1_19',
    parallelism: 1,
    error: null,
    spec: application.spec,
    status: application.status,
  });
});

test('an application row has the fields that a sparse list contains', () => {
  const { metadata, status } = application;
  const sparse = {
    metadata: { name: metadata.name, updateTimestamp: metadata.updateTimestamp },
    status: { jobStatus: { state: status.jobStatus.state }, lifecycleState: status.lifecycleState },
  };
  expect(parseApplicationRow(sparse)).toEqual({
    name: 'kafka-ingest',
    createdAt: null,
    updatedAt: '2025-03-27T04:58:46Z',
    jobState: { state: 'RUNNING', raw: 'RUNNING' },
    jobId: null,
    lifecycleState: { state: 'STABLE', raw: 'STABLE' },
    currentInstance: null,
  });
});

test.each([
  null,
  undefined,
  {},
  [],
  'STABLE',
  { jobStatus: null },
  { jobStatus: { state: null, jobId: '' } },
])('an application whose status is %j has no job state yet', (status) => {
  expect(parseApplication({ metadata: { name: 'new' }, status }, 'aws-dev')).toMatchObject({
    jobState: null,
    jobId: null,
    lifecycleState: null,
    currentInstance: null,
    error: null,
  });
});

test('an unknown state is UNKNOWN, and keeps its raw text', () => {
  const odd = {
    metadata: { name: 'odd' },
    spec: { job: { state: 'paused', upgradeMode: 'blue-green' } },
    status: { lifecycleState: 'HIBERNATED', jobStatus: { state: 'DREAMING' } },
  };
  expect(parseApplication(odd, 'aws-dev')).toMatchObject({
    jobState: { state: 'UNKNOWN', raw: 'DREAMING' },
    lifecycleState: { state: 'UNKNOWN', raw: 'HIBERNATED' },
    desiredState: { state: 'UNKNOWN', raw: 'paused' },
    upgradeMode: { state: 'UNKNOWN', raw: 'blue-green' },
  });
});

test.each([
  [4, 4],
  ['4', 4],
  ['four', null],
  [4.5, null],
  ['', null],
  [null, null],
  [true, null],
])('parallelism %j is %j', (parallelism, read) => {
  const wire = { metadata: { name: 'a' }, spec: { job: { parallelism } } };
  expect(parseApplication(wire, 'aws-dev').parallelism).toBe(read);
});

test.each([
  ['2025-03-26T21:17:20.123456789Z', '2025-03-26T21:17:20.123456789Z'],
  ['last Tuesday', 'last Tuesday'],
  ['1726640263746', '2024-09-18T06:17:43.746Z'],
  [1726640263746, '2024-09-18T06:17:43.746Z'],
  ['', null],
  [{}, null],
])('a time sent as %j is read as %j', (sent, reported) => {
  expect(parseApplicationRow({ metadata: { name: 'a', updateTimestamp: sent } }).updatedAt).toBe(reported);
});
