/** The plan of a change, in the payload of the mutation that applied it. */
import { z } from 'zod';
import { isObject } from '../../src/json.ts';
import type { ChangePlan } from '../../src/writes/apply-writes.ts';
import { unnamed } from '../context.ts';
import { loadInstance } from '../instance.ts';
import type { PlanOf } from '../models.ts';
import { ApplicationPlan } from '../plan.ts';
import { applicationIn } from './application-id.ts';
import type { Outcome, OutputFields } from './mutation.ts';

/** A payload comes from this process, or from the log of another replica. */
const changePlan: z.ZodType<ChangePlan> = z.object({
  plan: z.custom<ChangePlan['plan']>((plan) => isObject(plan) && isObject(plan['effectiveSpec'])),
  latest: z.string().nullable(),
  observedAt: z.number(),
});

export function planField(t: OutputFields<Outcome>) {
  return t.field({
    type: ApplicationPlan,
    nullable: true,
    description:
      'The plan that the change was checked with, against the latest instance before it; null if the mutation failed before.',
    resolve: async ({ payload, target }, _args, context): Promise<PlanOf | null> => {
      const stored = changePlan.safeParse(payload);
      const of = target && applicationIn(target);
      if (!stored.success || !of) return null;
      const { plan, latest, observedAt } = stored.data;
      const application = await context.mirror.application(of.environment, of.name, unnamed(context.read));
      const before = application && latest !== null ? await loadInstance(application, latest, context) : null;
      return { plan, application, latest: before, observedAt, stale: false };
    },
  });
}
