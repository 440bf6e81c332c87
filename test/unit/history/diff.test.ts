import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { flatConfiguration } from '../../../src/history/configuration.ts';
import { applyChanges, diffSpecs, type SpecChange } from '../../../src/history/diff/diff.ts';
import { isList, own } from '../../../src/history/diff/tree.ts';
import { isObject, type Json, type JsonObject } from '../../../src/json.ts';
import { spec } from './arbitrary.ts';

const uidAnnotation = 'platform.confluent.io/cmf-fa-instance';

function lines(before: JsonObject | null, after: JsonObject | null, options = {}) {
  return diffSpecs(before, after, options).map(
    ({ kind, path, before, after }: SpecChange) =>
      `${kind} ${path}: ${JSON.stringify(before)} → ${JSON.stringify(after)}`,
  );
}

function pod(containers: readonly Json[], more: JsonObject = {}): JsonObject {
  return { podTemplate: { spec: { containers, ...more } } };
}

describe('the diff of two specs', () => {
  test('lists added, removed and changed values, with both values', () => {
    expect(
      lines(
        { image: 'a', job: { parallelism: 2, args: [] } },
        { job: { parallelism: 4, args: [], state: 'running' } },
      ),
    ).toEqual([
      'REMOVED image: "a" → undefined',
      'CHANGED job.parallelism: 2 → 4',
      'ADDED job.state: undefined → "running"',
    ]);
  });

  test('distinguishes an absent value from null', () => {
    expect(diffSpecs({}, { restartNonce: null })).toMatchObject([
      { kind: 'ADDED', before: undefined, after: null },
    ]);
    expect(diffSpecs({ restartNonce: null }, { restartNonce: 1 })).toMatchObject([
      { kind: 'CHANGED', before: null, after: 1 },
    ]);
    expect(diffSpecs({ restartNonce: null }, {})).toMatchObject([
      { kind: 'REMOVED', before: null, after: undefined },
    ]);
  });

  test('compares Flink configuration key by key, with a dotted key as one key', () => {
    const before = { flinkConfiguration: { 'taskmanager.numberOfTaskSlots': '1', 'rest.port': '1' } };
    const after = { flinkConfiguration: { 'taskmanager.numberOfTaskSlots': '2', 'rest.port': '1' } };
    expect(diffSpecs(before, after)).toEqual([
      {
        path: 'flinkConfiguration["taskmanager.numberOfTaskSlots"]',
        segments: ['flinkConfiguration', 'taskmanager.numberOfTaskSlots'],
        kind: 'CHANGED',
        section: 'CONFIGURATION',
        before: '1',
        after: '2',
      },
    ]);
  });

  test('finds no difference between the nested and the flat form of a configuration', () => {
    const nested = {
      flinkConfiguration: { taskmanager: { numberOfTaskSlots: 2 }, pipeline: { jars: ['a', 'b'] } },
    };
    const flat = { flinkConfiguration: { 'pipeline.jars': 'a;b', 'taskmanager.numberOfTaskSlots': '2' } };
    expect(lines(nested, flat)).toEqual([]);
    expect(lines({ flinkConfiguration: {} }, {})).toEqual([]);
  });

  test('compares containers and their contents by name, not by position', () => {
    const main = {
      name: 'main',
      env: [
        { name: 'A', value: '1' },
        { name: 'B', value: '2' },
      ],
    };
    const changed = {
      name: 'main',
      env: [
        { name: 'A', value: '9' },
        { name: 'B', value: '2' },
      ],
    };
    const mounts = (path: string) => ({ name: 'sidecar', volumeMounts: [{ mountPath: path, name: 'data' }] });
    expect(lines(pod([mounts('/a'), main]), pod([mounts('/b'), changed]))).toEqual([
      'REMOVED podTemplate.spec.containers[name=sidecar].volumeMounts[mountPath=/a]: {"mountPath":"/a","name":"data"} → undefined',
      'ADDED podTemplate.spec.containers[name=sidecar].volumeMounts[mountPath=/b]: undefined → {"mountPath":"/b","name":"data"}',
      'CHANGED podTemplate.spec.containers[name=main].env[name=A].value: "1" → "9"',
    ]);
  });

  test('reports a new order only where order is significant', () => {
    const [a, b] = [{ name: 'a' }, { name: 'b' }];
    expect(lines(pod([a, b]), pod([b, a]))).toEqual([
      'CHANGED podTemplate.spec.containers[order]: ["[name=a]","[name=b]"] → ["[name=b]","[name=a]"]',
    ]);
    expect(lines(pod([], { volumes: [a, b] }), pod([], { volumes: [b, a] }))).toEqual([]);
    expect(lines(pod([a]), pod([a, b]))).toEqual([
      'ADDED podTemplate.spec.containers[name=b]: undefined → {"name":"b"}',
    ]);
  });

  test('compares a list as a whole when a name is missing or not unique', () => {
    expect(lines(pod([{ name: 'a' }]), pod([{ image: 'x' }]))).toEqual([
      'CHANGED podTemplate.spec.containers: [{"name":"a"}] → [{"image":"x"}]',
    ]);
    const ports = (...list: readonly JsonObject[]) => ({ podTemplate: { ports: list } });
    const both = [
      { containerPort: 53, protocol: 'TCP' },
      { containerPort: 53, protocol: 'UDP' },
    ];
    expect(diffSpecs(ports(...both), ports(...both.toReversed()))).toMatchObject([
      { path: 'podTemplate.ports' },
    ]);
  });

  test('finds a new key deep within a list that is compared as a whole', () => {
    const tolerate = (...list: readonly Json[]) => ({ podTemplate: { spec: { tolerations: list } } });
    expect(diffSpecs(tolerate({ key: 'a' }), tolerate({ key: 'a', effect: null }))).toHaveLength(1);
    expect(diffSpecs(tolerate({ key: 'a', effect: 'b' }), tolerate({ effect: 'b', key: 'a' }))).toEqual([]);
  });

  test('compares a list of arguments as a whole', () => {
    expect(lines({ job: { args: ['--a', '1'] } }, { job: { args: ['1', '--a'] } })).toEqual([
      'CHANGED job.args: ["--a","1"] → ["1","--a"]',
    ]);
  });

  test('omits the annotation that differs in every instance, unless it is requested', () => {
    const instance = (uid: string): JsonObject => ({
      podTemplate: { metadata: { annotations: { [uidAnnotation]: uid } } },
    });
    expect(lines(instance('1'), instance('2'))).toEqual([]);
    expect(lines(instance('1'), instance('2'), { includeNoise: true })).toEqual([
      `CHANGED podTemplate.metadata.annotations["${uidAnnotation}"]: "1" → "2"`,
    ]);
  });

  test('has the section of the spec of each change', () => {
    const before = {};
    const after = {
      flinkConfiguration: { a: '1' },
      job: {},
      image: 'x',
      flinkVersion: 'v2_0',
      taskManager: { resource: {} },
      podTemplate: {},
      serviceAccount: 'flink',
    };
    expect(diffSpecs(before, after).map(({ section }) => section)).toEqual([
      'CONFIGURATION',
      'JOB',
      'IMAGE',
      'IMAGE',
      'RESOURCES',
      'POD_TEMPLATE',
      'OTHER',
    ]);
    expect(diffSpecs({ jobManager: {} }, { jobManager: { podTemplate: {} } })[0]?.section).toBe(
      'POD_TEMPLATE',
    );
  });

  test('is the whole spec when there was none before', () => {
    expect(lines(null, { image: 'a', flinkConfiguration: { k: 1 } })).toEqual([
      'ADDED image: undefined → "a"',
      'ADDED flinkConfiguration.k: undefined → "1"',
    ]);
  });

  test('treats __proto__ as any key', () => {
    const after: JsonObject = JSON.parse('{"__proto__": {"polluted": true}, "job": {"__proto__": 1}}');
    const changes = diffSpecs({ job: {} }, after);
    expect(changes.map(({ path }) => path).toSorted()).toEqual(['__proto__', 'job.__proto__']);
    expect(JSON.stringify(applyChanges({ job: {} }, changes))).toBe(
      '{"job":{"__proto__":1},"__proto__":{"polluted":true}}',
    );
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  test('supports very deep nesting', () => {
    const deep = (core: string): JsonObject =>
      JSON.parse(`${'{"a":['.repeat(50_000)}${core}${']}'.repeat(50_000)}`);
    const tower = (core: string): JsonObject =>
      JSON.parse(`${'{"a":'.repeat(50_000)}${core}${'}'.repeat(50_000)}`);
    expect(diffSpecs(deep('1'), deep('2'))).toHaveLength(1);
    expect(diffSpecs(tower('1'), tower('1'))).toEqual([]);
    const changes = diffSpecs(tower('1'), tower('2'));
    expect(changes).toHaveLength(1);
    expect(diffSpecs(applyChanges(tower('1'), changes), tower('2'))).toEqual([]);
  });

  test('of a spec with itself is empty', () => {
    fc.assert(
      fc.property(spec, (one) => {
        expect(diffSpecs(one, structuredClone(one), { includeNoise: true })).toEqual([]);
      }),
    );
  });

  test('applied to the first spec gives the second', () => {
    fc.assert(
      fc.property(spec, spec, (one, other) => {
        const untouched = structuredClone(one);
        const result = applyChanges(one, diffSpecs(one, other, { includeNoise: true }));
        expect(canonical(result)).toEqual(canonical(other));
        expect(diffSpecs(result, other, { includeNoise: true })).toEqual([]);
        expect(one).toEqual(untouched);
      }),
      { numRuns: 1000 },
    );
  });

  test('applied without noise gives the second except for the noise', () => {
    fc.assert(
      fc.property(spec, spec, (one, other) => {
        expect(diffSpecs(applyChanges(one, diffSpecs(one, other)), other)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test('does not apply to a spec that it does not fit', () => {
    const changes = diffSpecs(pod([{ name: 'a', image: '1' }]), pod([{ name: 'a', image: '2' }]));
    expect(() => applyChanges({}, changes)).toThrow(/podTemplate\.spec\.containers/);
  });
});

/** The spec in the normal form of the diff: flat configuration, unordered lists sorted by name. */
function canonical(spec: JsonObject): JsonObject {
  const { flinkConfiguration, ...rest } = spec;
  const flat = [...flatConfiguration(spec)];
  const malformed =
    flinkConfiguration !== undefined && flinkConfiguration !== null && !isObject(flinkConfiguration);
  const configuration = malformed
    ? { flinkConfiguration }
    : flat.length > 0
      ? { flinkConfiguration: Object.fromEntries(flat) }
      : {};
  const sorted = sortLists(rest);
  return isObject(sorted) ? { ...sorted, ...configuration } : configuration;
}

const unordered = new Map([
  ['volumes', 'name'],
  ['volumeMounts', 'mountPath'],
]);

function sortLists(value: Json, field = ''): Json {
  if (isObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, sortLists(inner, key)]));
  }
  if (!isList(value)) return value;
  const list = value.map((inner) => sortLists(inner));
  const key = unordered.get(field);
  const names = list.map((item) => (key === undefined ? undefined : own(item, key)));
  const isNamed = names.every((name) => typeof name === 'string');
  if (!isNamed || new Set(names).size < names.length) return list;
  return names.toSorted().map((name) => list[names.indexOf(name)] ?? null);
}
