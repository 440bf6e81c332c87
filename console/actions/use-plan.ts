/** The plan of a change, computed again when the change does. A late result for an earlier change is dropped. */
import { useEffect, useState } from 'react';
import { type Plan, requestPlan } from './plan.ts';

export type Planning =
  | { readonly kind: 'planning' }
  | { readonly kind: 'planned'; readonly plan: Plan }
  | { readonly kind: 'failed'; readonly message: string };

interface PlanOptions {
  readonly environment: string;
  readonly name: string;
  /** Undefined: there is nothing to plan. */
  readonly spec: unknown;
  /** A plan depends on the latest instance. */
  readonly expected: string | null;
}

export function usePlan({ environment, name, spec, expected }: PlanOptions): Planning {
  const [planned, setPlanned] = useState<{ readonly key: string; readonly planning: Planning } | null>(null);
  const key = spec === undefined ? null : JSON.stringify({ environment, name, spec, expected });
  useEffect(() => {
    if (key === null) return;
    let isCurrent = true;
    const set = (planning: Planning) => isCurrent && setPlanned({ key, planning });
    requestPlan({ environment, name, spec: JSON.parse(key).spec }).then(
      (plan) => set({ kind: 'planned', plan }),
      (error: unknown) =>
        set({ kind: 'failed', message: error instanceof Error ? error.message : String(error) }),
    );
    return () => {
      isCurrent = false;
    };
  }, [environment, name, key]);
  // The plan of an earlier change must not be confirmable, also not until the effect has run.
  return planned !== null && planned.key === key ? planned.planning : { kind: 'planning' };
}
