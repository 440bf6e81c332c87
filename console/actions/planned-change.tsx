/** A plan, or the reason why there is none. */
import { Notice } from '../ui/notice.tsx';
import { PlanView } from './plan-view.tsx';
import type { Planning } from './use-plan.ts';

interface PlannedChangeProps {
  readonly planning: Planning;
  readonly showsOverridden?: boolean;
}

export function PlannedChange({ planning, showsOverridden = false }: PlannedChangeProps) {
  if (planning.kind === 'planned') return <PlanView plan={planning.plan} showsOverridden={showsOverridden} />;
  if (planning.kind === 'failed')
    return <Notice tone="warning">The plan could not be computed: {planning.message}</Notice>;
  return (
    <p className="muted" role="status">
      Planning…
    </p>
  );
}
