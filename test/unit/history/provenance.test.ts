import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  configurationEntries,
  provenance,
  provenanceAt,
  type SpecDocuments,
} from '../../../src/history/provenance.ts';
import { isObject, type Json, type JsonObject } from '../../../src/json.ts';

const annotation = 'platform.confluent.io/cmf-fa-instance';

function documents(
  application: JsonObject,
  environment: JsonObject,
  effective: JsonObject,
  exact = false,
): SpecDocuments {
  return { application, environment: { spec: environment }, effective, exact };
}

function originOf(where: SpecDocuments, ...segments: string[]) {
  const found = provenanceAt(where, segments);
  return found === null ? null : { origin: found.origin, overridden: found.overridden };
}

describe('the provenance of a value', () => {
  test('is the environment, the application or both, by which of them has the value', () => {
    const application = { image: 'a', serviceAccount: 'flink' };
    const environment = { serviceAccount: 'flink', flinkVersion: 'v2_0' };
    const effective = { image: 'a', serviceAccount: 'flink', flinkVersion: 'v2_0' };
    expect(
      provenance(documents(application, environment, effective)).map(({ path, origin }) => [path, origin]),
    ).toEqual([
      ['image', 'APPLICATION'],
      ['serviceAccount', 'BOTH'],
      ['flinkVersion', 'ENVIRONMENT'],
    ]);
  });

  test('has the value of the application that the environment overrides (rule 7)', () => {
    const where = documents(
      { job: { parallelism: 8 } },
      { job: { parallelism: 2 } },
      { job: { parallelism: 2 } },
    );
    expect(originOf(where, 'job', 'parallelism')).toEqual({ origin: 'ENVIRONMENT', overridden: 8 });
  });

  test('has the overridden value also where the environment replaces a plain value by a map', () => {
    const where = documents(
      { taskManager: 'none' },
      { taskManager: { replicas: 2 } },
      { taskManager: { replicas: 2 } },
    );
    expect(originOf(where, 'taskManager', 'replicas')).toEqual({ origin: 'ENVIRONMENT', overridden: 'none' });
  });

  test('applies to a list as a whole (rule 8)', () => {
    const where = documents({ job: { args: ['a'] } }, {}, { job: { args: ['a'] } });
    expect(originOf(where, 'job', 'args')?.origin).toBe('APPLICATION');
    expect(originOf(where, 'job', 'args', '0')).toBeNull();
  });

  test('is unknown when neither document holds the value now', () => {
    const where = documents({ image: 'new' }, {}, { image: 'old', restartNonce: 1 });
    expect(originOf(where, 'image')).toEqual({ origin: 'UNKNOWN', overridden: undefined });
    expect(originOf(where, 'restartNonce')?.origin).toBe('UNKNOWN');
  });

  test('is unknown when the application has the value but the environment would now override it', () => {
    const where = documents({ image: 'a' }, { image: 'enforced since' }, { image: 'a' });
    expect(originOf(where, 'image')?.origin).toBe('UNKNOWN');
  });

  test('is unknown below a map where the documents now hold something else, also when they are exact', () => {
    const where = documents(
      { taskManager: { replicas: 2 } },
      { taskManager: null },
      { taskManager: { replicas: 2 } },
      true,
    );
    expect(originOf(where, 'taskManager', 'replicas')?.origin).toBe('UNKNOWN');
  });

  test('is unknown for an empty map that the application would now fill', () => {
    const where = documents({ labels: { a: '1' } }, { labels: {} }, { labels: {} });
    expect(originOf(where, 'labels')?.origin).toBe('UNKNOWN');
  });

  test('is CMF for a value in neither document, when both are of the time of the merge', () => {
    expect(originOf(documents({}, {}, { restartNonce: 1 }, true), 'restartNonce')?.origin).toBe('CMF');
  });

  test("is CMF for its own annotations, and an application's copy of one is overridden", () => {
    const annotations = (uid: string) => ({
      podTemplate: {
        metadata: { annotations: { [annotation]: uid, 'platform.confluent.io/origin': 'flink' } },
      },
    });
    const path = ['podTemplate', 'metadata', 'annotations'];
    const injected = documents({}, {}, annotations('uid'));
    expect(originOf(injected, ...path, annotation)).toEqual({ origin: 'CMF', overridden: undefined });
    expect(originOf(injected, ...path, 'platform.confluent.io/origin')?.origin).toBe('CMF');
    const copied = documents(annotations('stale'), {}, annotations('uid'));
    expect(originOf(copied, ...path, annotation)).toEqual({ origin: 'CMF', overridden: 'stale' });
  });

  test('of Flink configuration is listed by key, sorted, in any of its forms', () => {
    const where = documents(
      { flinkConfiguration: { 'taskmanager.numberOfTaskSlots': 4, 'rest.port': '1' } },
      { flinkConfiguration: { taskmanager: { numberOfTaskSlots: '2' }, metrics: { port: 9249 } } },
      {
        flinkConfiguration: {
          'taskmanager.numberOfTaskSlots': '2',
          'rest.port': '1',
          'metrics.port': '9249',
        },
      },
    );
    expect(configurationEntries(where)).toEqual([
      { key: 'metrics.port', value: '9249', origin: 'ENVIRONMENT', overridden: undefined },
      { key: 'rest.port', value: '1', origin: 'APPLICATION', overridden: undefined },
      { key: 'taskmanager.numberOfTaskSlots', value: '2', origin: 'ENVIRONMENT', overridden: '4' },
    ]);
    expect(originOf(where, 'flinkConfiguration', 'rest.port')?.origin).toBe('APPLICATION');
  });

  test('is null where the effective spec is not known or has no such leaf', () => {
    expect(provenance({ effective: null, application: {}, environment: null, exact: true })).toEqual([]);
    expect(originOf(documents({}, {}, { job: { state: 'running' } }), 'job')).toBeNull();
  });

  test('of every leaf is right for random pairs of application and environment', () => {
    fc.assert(
      fc.property(document, document, (application, environment) => {
        const merged = merge(application, environment);
        const effective = inject(isObject(merged) ? merged : {}, 'the-uid');
        const expected = leaves(effective).map(([segments, value]) => {
          const [requested, enforced] = [reach(application, segments), reach(environment, segments)];
          const isLost = requested !== undefined && !same(requested, value);
          return {
            segments,
            value,
            origin: expectedOrigin(segments, requested, enforced),
            overridden: isLost ? requested : undefined,
          };
        });
        const found = provenance(documents(application, environment, effective, true));
        expect(
          found.map(({ segments, value, origin, overridden }) => ({ segments, value, origin, overridden })),
        ).toEqual(expected);
      }),
      { numRuns: 1000 },
    );
  });

  test('of every configuration key is right for random pairs', () => {
    const configuration = fc.dictionary(
      fc.constantFrom('a', 'a.b', 'c', 'd.e.f', 'constructor'),
      fc.constantFrom('1', '2', '3'),
    );
    fc.assert(
      fc.property(configuration, configuration, (requested, enforced) => {
        const flinkConfiguration: Record<string, string> = { ...requested, ...enforced };
        const expected = Object.keys(flinkConfiguration)
          .toSorted()
          .map((key) => {
            const [lost, value] = [own(requested, key), flinkConfiguration[key]];
            const isLost = lost !== undefined && lost !== value;
            return {
              key,
              value,
              origin: expectedOrigin([key], lost, own(enforced, key)),
              overridden: isLost ? lost : undefined,
            };
          });
        expect(
          configurationEntries(
            documents(
              { flinkConfiguration: requested },
              { flinkConfiguration: enforced },
              { flinkConfiguration },
            ),
          ),
        ).toEqual(expected);
      }),
    );
  });
});

function expectedOrigin(
  segments: readonly string[],
  requested: Json | undefined,
  enforced: Json | undefined,
): string {
  if (segments.at(-1) === annotation) return 'CMF';
  if (enforced === undefined) return 'APPLICATION';
  return same(requested, enforced) ? 'BOTH' : 'ENVIRONMENT';
}

function leaves(
  value: Json,
  segments: readonly string[] = [],
): readonly (readonly [readonly string[], Json])[] {
  if (!isObject(value) || Object.keys(value).length === 0) return [[segments, value]];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...segments, key]));
}

function own(map: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}

/** Documents with maps at the same paths: the examples above cover the other cases. */
const document: fc.Arbitrary<JsonObject> = fc.record(
  {
    image: fc.constantFrom('a', 'b'),
    job: fc.record(
      {
        parallelism: fc.integer({ min: 1, max: 2 }),
        args: fc.array(fc.constantFrom('x', 'y'), { maxLength: 2 }),
      },
      { requiredKeys: [] },
    ),
    podTemplate: fc.record(
      {
        metadata: fc.record({
          annotations: fc.dictionary(fc.constantFrom('a', 'b', 'a.b/c'), fc.constantFrom('1', '2')),
        }),
      },
      { requiredKeys: [] },
    ),
    serviceAccount: fc.constantFrom<Json>('flink', null),
  },
  { requiredKeys: [] },
);

/** The simplest implementation of the merge of rules 7 and 8. */
function merge(application: Json | undefined, environment: Json | undefined): Json | undefined {
  if (environment === undefined) return application;
  if (!isObject(application) || !isObject(environment)) return environment;
  const keys = [...new Set([...Object.keys(application), ...Object.keys(environment)])];
  return Object.fromEntries(keys.map((key) => [key, merge(application[key], environment[key]) ?? null]));
}

function inject(spec: JsonObject, uid: string): JsonObject {
  const own: JsonObject = { podTemplate: { metadata: { annotations: { [annotation]: uid } } } };
  const merged = merge(spec, own);
  return isObject(merged) ? merged : own;
}

function reach(document: JsonObject, segments: readonly string[]): Json | undefined {
  let here: Json | undefined = document;
  for (const segment of segments) here = isObject(here) ? here[segment] : undefined;
  return here;
}

function same(one: Json | undefined, other: Json | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
