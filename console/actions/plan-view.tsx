/** A plan: the effect on the job, the warnings, the changes, and the values that the environment overrides. */
import { ChangesTable } from '../changes/changes-table.tsx';
import { Notice } from '../ui/notice.tsx';
import styles from './actions.module.css';
import type { Plan } from './plan.ts';
import { consequenceOf, effectOf } from './plan-texts.ts';

interface PlanViewProps {
  readonly plan: Plan;
  /** Also lists every value of the spec that the environment overrides. */
  readonly showsOverridden: boolean;
}

export function PlanView({ plan, showsOverridden }: PlanViewProps) {
  const { warnings, changes, overridden, stale } = plan;
  return (
    <div className={styles['plan']}>
      <p>
        <strong>{effectOf(plan)}.</strong> {consequenceOf(plan)}
      </p>
      {stale && (
        <Notice tone="warning">CMF does not respond; the plan is computed from outdated copies.</Notice>
      )}
      {warnings.map(({ kind, message }) => (
        <Notice key={`${kind}${message}`} tone="warning">
          {message}
        </Notice>
      ))}
      {changes.changes.length > 0 && <ChangesTable label="Planned changes" changes={changes.changes} />}
      {showsOverridden && overridden.length > 0 && (
        <div>
          <h3>The environment overrides</h3>
          <ul>
            {overridden.map(({ key, value, overridden: lost }) => (
              <li key={key}>
                <code>{key}</code>: <code>{value}</code> <span className="muted">wins over</span>{' '}
                <code>{lost}</code>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
