/** Roll back: the computed spec results in the effective spec of the chosen instance, over HTTP. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sameJson } from '../../../src/history/diff/tree.ts';
import type { DocumentPair } from '../../../src/history/documents.ts';
import type { JsonObject } from '../../../src/json.ts';
import { withoutUid } from '../../../src/plan/effective-spec.ts';
import { rollBack } from '../../../src/plan/roll-back.ts';
import { acceptedDefaults, applicationSpec } from './arbitrary.ts';
import { openPlannedCmf, type PlannedCmf } from './cmf.ts';

const annotation = 'platform.confluent.io/cmf-fa-instance';

describe('a roll back over HTTP', () => {
  let cmf: PlannedCmf;
  beforeAll(async () => void (cmf = await openPlannedCmf()));
  afterAll(() => cmf[Symbol.asyncDispose]());

  test('gives the effective spec of the chosen instance after any applies and edits of defaults, or is refused', async () => {
    let run = 0;
    const step = fc.record({
      defaults: fc.option(acceptedDefaults, { nil: undefined }),
      spec: applicationSpec,
    });
    await fc.assert(
      fc.asyncProperty(
        acceptedDefaults,
        fc.array(step, { minLength: 1, maxLength: 5 }),
        fc.option(acceptedDefaults, { nil: undefined }),
        fc.nat(),
        fc.boolean(),
        async (first, steps, last, choice, isArchived) => {
          run += 1;
          const name = `app-${run}`;
          let present = first;
          const documents: DocumentPair[] = [];
          await cmf.setDefaults(first);
          for (const { defaults: edited, spec } of steps) {
            if (edited !== undefined) await cmf.setDefaults((present = edited));
            await cmf.apply(name, spec);
            documents.unshift({ application: spec, environment: present });
          }
          if (last !== undefined) await cmf.setDefaults((present = last));

          const instances = await cmf.instances(name);
          const target = instances[choice % instances.length]?.effectiveSpec ?? {};
          const result = rollBack({ target, defaults: present, documents: isArchived ? documents : [] });
          // A refusal is correct if the environment overrides even the effective spec itself.
          await cmf.apply(name, result.spec ?? withoutUid(target));
          const [newest] = await cmf.instances(name);
          const isRestored = sameJson(withoutUid(newest?.effectiveSpec ?? {}), withoutUid(target));
          expect(isRestored).toBe(result.spec !== null);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('a roll back', () => {
  const stamped = (spec: JsonObject, annotations: JsonObject = {}): JsonObject => ({
    ...spec,
    podTemplate: { metadata: { annotations: { [annotation]: 'uid', ...annotations } } },
  });
  const enforced = (spec: JsonObject): JsonObject => ({ spec });

  test('uses the spec of the archived pair that resulted in the instance', () => {
    const application = { image: 'a', job: { parallelism: 8 } };
    const environment = enforced({ job: { parallelism: 2 } });
    const target = stamped({ image: 'a', job: { parallelism: 2 } });
    const documents = [
      { application: { image: 'b', job: { parallelism: 2 } }, environment },
      { application, environment },
    ];
    expect(rollBack({ target, defaults: environment, documents })).toEqual({
      spec: application,
      source: 'ARCHIVED',
    });
  });

  test('without a pair, leaves to the environment what it provides, and to CMF its annotations', () => {
    const target = stamped(
      { image: 'a', flinkConfiguration: { a: '1', b: '2' }, job: { parallelism: 2 } },
      { 'platform.confluent.io/origin': 'flink' },
    );
    const defaults = enforced({ flinkConfiguration: { a: '1' }, job: { parallelism: 2 } });
    expect(rollBack({ target, defaults, documents: [] })).toEqual({
      spec: { image: 'a', flinkConfiguration: { b: '2' }, job: {} },
      source: 'RECONSTRUCTED',
    });
  });

  test('is reconstructed where the environment has changed since the archived pair', () => {
    const application = { image: 'a', job: {} };
    const target = stamped({ image: 'a', flinkVersion: 'v1_20', job: {} });
    const documents = [{ application, environment: enforced({ flinkVersion: 'v1_20' }) }];
    expect(rollBack({ target, defaults: null, documents })).toEqual({
      spec: { image: 'a', flinkVersion: 'v1_20', job: {} },
      source: 'RECONSTRUCTED',
    });
  });

  test('is refused with what differs where the environment now enforces another value', () => {
    const target = stamped({ image: 'a', job: { parallelism: 2 } });
    const defaults = enforced({ image: 'b', flinkConfiguration: { x: '1' } });
    const result = rollBack({ target, defaults, documents: [] });
    expect(result.spec).toBeNull();
    const differences = result.spec === null ? result.differences : [];
    expect(differences.map(({ path, kind, before, after }) => [path, kind, before, after])).toEqual([
      ['image', 'CHANGED', 'a', 'b'],
      ['flinkConfiguration.x', 'ADDED', undefined, '1'],
    ]);
  });

  test('never sends CMF an own annotation of the instance', () => {
    const target = stamped({ job: {} });
    const result = rollBack({ target, defaults: null, documents: [] });
    expect(result).toEqual({ spec: { job: {} }, source: 'RECONSTRUCTED' });
  });
});
