/** Environments and their labels. */
import { expect, test } from 'vitest';
import { parseEnvironment } from '../../../../src/cmf/resources/environment.ts';
import { environment } from './fixtures.ts';

test('label values are converted to strings, and dropped if that is not possible', () => {
  const labels = { tier: 'dev', version: 2, canary: true, none: null, list: [1], nested: {} };
  expect(parseEnvironment({ name: 'env', metadata: { labels } }).labels).toEqual({
    tier: 'dev',
    version: '2',
    canary: 'true',
  });
});

test.each([null, undefined, [], 'tier=dev'])('labels %j are empty', (labels) => {
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

test('the name of an environment is read from its metadata first, and its times from the top level or its metadata', () => {
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
