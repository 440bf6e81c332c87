import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseApplication, parseApplicationRow } from '../../../src/cmf/resources/application.ts';
import { parseEnvironment } from '../../../src/cmf/resources/environment.ts';
import { parseEvent } from '../../../src/cmf/resources/event.ts';
import { parseInstance } from '../../../src/cmf/resources/instance.ts';
import { parsePage, whyUnreadable } from '../../../src/cmf/resources/page.ts';
import { parseSavepoint } from '../../../src/cmf/resources/savepoint.ts';
import { parseSystemInformation } from '../../../src/cmf/resources/system-information.ts';

const application = {
  apiVersion: 'cmf.confluent.io/v1',
  kind: 'FlinkApplication',
  metadata: {
    name: 'kafka-ingest',
    creationTimestamp: '2025-03-26T21:17:20Z',
    updateTimestamp: '2025-03-27T04:58:46Z',
    labels: { app: 'kafka-ingest' },
    annotations: {},
  },
  spec: {
    image: 'confluentinc/cp-flink:1.19.1-cp2',
    flinkVersion: 'v1_19',
    flinkConfiguration: { 'taskmanager.numberOfTaskSlots': '1' },
    job: { jarURI: 'local:///job.jar', parallelism: 1, state: 'running', upgradeMode: 'last-state' },
  },
  status: {
    currentDeployedInstanceName: '13e5e579-21e7-41e5-9259-aa32cf5e8ea8',
    lifecycleState: 'STABLE',
    error: null,
    jobStatus: { jobId: '8efa0700', state: 'RUNNING', startTime: '1726640263746' },
    clusterInfo: { 'total-cpu': '3.0' },
  },
};

const environment = {
  name: 'aws-dev',
  kubernetesNamespace: 'flink-dev',
  kubernetesClusterName: 'hub',
  created_time: '2025-03-20T10:00:00.123Z',
  updated_time: '2025-03-26T09:00:00Z',
  metadata: { name: 'aws-dev', labels: { tier: 'dev' } },
  flinkApplicationDefaults: { spec: { flinkConfiguration: { 'taskmanager.numberOfTaskSlots': '1' } } },
  secrets: {},
  status: { kubernetesCluster: { state: 'CONNECTED' } },
};

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

test('an application row is the same, less what a sparse list leaves out', () => {
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

test('spec, status and defaults are handed on as they came, not copied', () => {
  const { spec, status } = parseApplication(application, 'aws-dev');
  expect(spec).toBe(application.spec);
  expect(status).toBe(application.status);
  expect(parseEnvironment(environment).applicationDefaults).toBe(environment.flinkApplicationDefaults);
  expect(parseInstance({ metadata: { name: 'uid' }, status: application }).effectiveSpec).toBe(
    application.spec,
  );
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

test('a state that is not known yet is UNKNOWN, and its word is kept', () => {
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
])('a time sent as %j is told as %j', (sent, told) => {
  expect(parseApplicationRow({ metadata: { name: 'a', updateTimestamp: sent } }).updatedAt).toBe(told);
});

test('label values that are no strings become strings, and those that cannot are dropped', () => {
  const labels = { tier: 'dev', version: 2, canary: true, none: null, list: [1], nested: {} };
  expect(parseEnvironment({ name: 'env', metadata: { labels } }).labels).toEqual({
    tier: 'dev',
    version: '2',
    canary: 'true',
  });
});

test.each([null, undefined, [], 'tier=dev'])('labels %j are none', (labels) => {
  expect(parseEnvironment({ name: 'env', metadata: { labels, annotations: labels } })).toMatchObject({
    labels: {},
    annotations: {},
  });
});

test('a label named __proto__ does not reach a prototype', () => {
  const wire: unknown = JSON.parse(
    '{"name":"env","metadata":{"labels":{"__proto__":"x","constructor":"y"}}}',
  );
  const { labels } = parseEnvironment(wire);
  expect(Object.keys(labels)).toEqual(['constructor']);
  expect(Object.getPrototypeOf(labels)).toBe(Object.prototype);
});

test('an environment in full', () => {
  expect(parseEnvironment(environment)).toEqual({
    name: 'aws-dev',
    kubernetesNamespace: 'flink-dev',
    kubernetesCluster: 'hub',
    kubernetesClusterState: 'CONNECTED',
    createdAt: '2025-03-20T10:00:00.123Z',
    updatedAt: '2025-03-26T09:00:00Z',
    labels: { tier: 'dev' },
    annotations: {},
    applicationDefaults: environment.flinkApplicationDefaults,
  });
});

test('an environment is named by its metadata first, and its times stand at the top or in its metadata', () => {
  const creationTimestamp = '2025-03-20T10:00:00Z';
  const updateTimestamp = '2025-03-21T10:00:00Z';
  expect(
    parseEnvironment({ name: 'old', metadata: { name: 'new', creationTimestamp, updateTimestamp } }),
  ).toMatchObject({
    name: 'new',
    createdAt: creationTimestamp,
    updatedAt: updateTimestamp,
  });
  expect(parseEnvironment({ name: 'old', metadata: null })).toMatchObject({ name: 'old', createdAt: null });
});

test('an instance has its effective spec in its status or, as in the CMF manual, at its top', () => {
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

test('system information, with and without a version', () => {
  expect(parseSystemInformation({ status: { version: '2.3.1', revision: '9f1c2d3' } })).toEqual({
    version: '2.3.1',
    revision: '9f1c2d3',
  });
  expect(parseSystemInformation({ status: null })).toEqual({ version: null, revision: null });
});

const pageOf = (wire: unknown, malformed: string[] = []) =>
  parsePage(wire, parseApplicationRow, (detail) => malformed.push(detail));

test('one unreadable item is left out and reported; the others are read', () => {
  const malformed: string[] = [];
  const items = [null, 'text', { metadata: {} }, { metadata: { name: '' } }, { metadata: { name: 'good' } }];
  const page = pageOf({ items }, malformed);
  expect(page.items.map(({ name }) => name)).toEqual(['good']);
  expect(page.received).toBe(5);
  expect(malformed).toHaveLength(4);
  expect(malformed[2]).toContain('no name');
});

test.each([
  [{ size: 14 }, 14],
  [{ size: '14' }, 14],
  [{ size: 0 }, null],
  [{ size: -1 }, null],
  [{ size: 'many' }, null],
  [{}, null],
  [null, null],
  [undefined, null],
])('with the metadata %j a page knows %j as total', (metadata, total) => {
  expect(pageOf({ pageable: null, metadata, items: [] }).total).toBe(total);
});

test.each([null, [], 'text', {}, { items: null }, { items: {} }])('%j is not a page', (wire) => {
  const why = (() => {
    try {
      return pageOf(wire);
    } catch (error) {
      return whyUnreadable(error);
    }
  })();
  expect(why).toMatch(/expected (object|array)/);
});

test('no JSON that names its resource is unreadable', () => {
  const named = fc.record(
    {
      metadata: fc.record(
        { name: fc.string({ minLength: 1 }), labels: fc.jsonValue(), updateTimestamp: fc.jsonValue() },
        { requiredKeys: ['name'] },
      ),
      name: fc.jsonValue(),
      spec: fc.oneof(fc.jsonValue(), fc.record({ job: fc.jsonValue(), image: fc.jsonValue() })),
      status: fc.oneof(fc.jsonValue(), fc.record({ jobStatus: fc.jsonValue(), data: fc.jsonValue() })),
    },
    { requiredKeys: ['metadata'] },
  );
  fc.assert(
    fc.property(named, (wire) => {
      const { name } = wire.metadata;
      expect(parseApplication(wire, 'aws-dev').name).toBe(name);
      expect(parseEnvironment(wire).name).toBe(name);
      expect(parseInstance(wire).uid).toBe(name);
      expect(parseEvent(wire).uid).toBe(name);
      expect(parseSavepoint(wire).name).toBe(name);
    }),
  );
});
