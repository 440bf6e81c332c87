/** The plan of a change equals the result of CMF, over HTTP. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { applyChanges, diffSpecs } from '../../../src/history/diff/diff.ts';
import { withoutUid } from '../../../src/plan/effective-spec.ts';
import { planApplication } from '../../../src/plan/plan.ts';
import { applicationSpec, defaults } from './arbitrary.ts';
import { openPlannedCmf, type PlannedCmf } from './cmf.ts';

let cmf: PlannedCmf;
beforeAll(async () => void (cmf = await openPlannedCmf()));
afterAll(() => cmf[Symbol.asyncDispose]());

const step = fc.record({ defaults: fc.option(defaults, { nil: undefined }), spec: applicationSpec });

test('a plan has the effective spec and the changes of the instance that CMF creates, and whether CMF creates one', async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(defaults, fc.array(step, { minLength: 1, maxLength: 4 }), async (first, steps) => {
      run += 1;
      const name = `app-${run}`;
      await cmf.setDefaults(first);
      for (const { defaults: edited, spec } of steps) {
        if (edited !== undefined) await cmf.setDefaults(edited);
        const context = await cmf.context(name);
        const plan = planApplication({ spec }, context);
        await cmf.apply(name, spec);

        const [made] = await cmf.instances(name);
        const effective = made?.effectiveSpec ?? null;
        expect(made?.uid !== context.latest?.uid).toBe(plan.createsInstance);
        expect(plan.effectiveSpec).toEqual(effective && withoutUid(effective));
        expect(plan.changes).toEqual(diffSpecs(context.latest?.effectiveSpec ?? null, plan.effectiveSpec));
        const before = context.latest?.effectiveSpec ?? null;
        expect(diffSpecs(applyChanges(before, plan.changes), effective)).toEqual([]);
      }
    }),
    { numRuns: 50 },
  );
});
