/** The plan of a change, computed again when the change does. A slower plan of an earlier change is dropped. */
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
  /** A plan of another latest instance is another plan. */
  readonly expected: string | null;
}

const settleMs = 350;

export function usePlan({ environment, name, spec, expected }: PlanOptions): Planning {
  const [planning, setPlanning] = useState<Planning>({ kind: 'planning' });
  const key = spec === undefined ? null : JSON.stringify({ spec, expected });
  useEffect(() => {
    if (key === null) return;
    let isCurrent = true;
    const set = (next: Planning) => isCurrent && setPlanning(next);
    set({ kind: 'planning' });
    const timer = setTimeout(() => {
      const { spec: planned } = JSON.parse(key);
      requestPlan({ environment, name, spec: planned }).then(
        (plan) => set({ kind: 'planned', plan }),
        (error: unknown) =>
          set({ kind: 'failed', message: error instanceof Error ? error.message : String(error) }),
      );
    }, settleMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [environment, name, key]);
  return planning;
}
