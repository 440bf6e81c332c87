/** Two instances of an application, chosen in the address, side by side. */
import { Suspense } from 'react';
import { useLocation, useSearch } from 'wouter';
import styles from '../../changes/changes.module.css';
import { InstanceChoice } from '../../changes/instance-choice.tsx';
import { InstanceDiff } from '../../changes/instance-diff.tsx';
import { useInstances } from '../../changes/use-instances.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import type { ApplicationProps } from '../application/application-page.tsx';

export function ComparePage({ environment, application }: ApplicationProps) {
  const instances = useInstances(environment, application);
  const [location, navigate] = useLocation();
  const search = new URLSearchParams(useSearch());
  if (!instances) {
    return (
      <EmptyState title="The instances could not be read" role="alert">
        <p>CMF does not respond, or denies you access. The page tries again every few seconds.</p>
      </EmptyState>
    );
  }
  const [newest, second] = instances;
  const fromUid = search.get('from') ?? second?.uid ?? null;
  const toUid = search.get('to') ?? newest?.uid ?? null;
  const from = instances.find(({ uid }) => uid === fromUid);
  const to = instances.find(({ uid }) => uid === toUid);
  const choose = (part: 'from' | 'to', uid: string) => {
    const next = new URLSearchParams({ from: fromUid ?? '', to: toUid ?? '', [part]: uid });
    navigate(`${location}?${next}`, { replace: true });
  };
  return (
    <section className={styles['diff']} aria-label="Compare instances">
      <div className={styles['controls']}>
        <InstanceChoice
          label="From"
          choices={instances}
          value={from?.uid ?? null}
          onChange={(uid) => choose('from', uid)}
        />
        <InstanceChoice
          label="to"
          choices={instances}
          value={to?.uid ?? null}
          onChange={(uid) => choose('to', uid)}
        />
        <button
          type="button"
          className="button"
          disabled={!from || !to}
          onClick={() =>
            navigate(`${location}?${new URLSearchParams({ from: toUid ?? '', to: fromUid ?? '' })}`, {
              replace: true,
            })
          }
        >
          Swap
        </button>
      </div>
      {from && to ? (
        <Suspense fallback={<p role="status">Comparing…</p>}>
          <InstanceDiff from={from.id} to={to.id} />
        </Suspense>
      ) : (
        <p className="muted">
          {instances.length < 2
            ? 'There is only one instance, so there is nothing to compare.'
            : 'Choose two instances. An instance in the address does not exist.'}
        </p>
      )}
    </section>
  );
}
