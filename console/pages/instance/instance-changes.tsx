/** The changes of an instance against the previous one or any other. */
import { Suspense, useState } from 'react';
import { Link } from 'wouter';
import { InstanceChoice } from '../../changes/instance-choice.tsx';
import { InstanceDiff } from '../../changes/instance-diff.tsx';
import { useInstances } from '../../changes/use-instances.ts';
import { paths } from '../../routes.ts';
import type { ApplicationProps } from '../application/application-page.tsx';
import styles from './instance.module.css';

interface InstanceChangesProps extends ApplicationProps {
  /** The global ID. */
  readonly id: string;
  readonly uid: string;
  /** The UID of the instance before; null if it is the first, or if that one is not known. */
  readonly previous: string | null;
}

export function InstanceChanges({ environment, application, id, uid, previous }: InstanceChangesProps) {
  const [chosen, setChosen] = useState(previous);
  const others = useInstances(environment, application)?.filter((one) => one.uid !== uid) ?? null;
  if (!others) return <p role="alert">The other instances could not be read.</p>;
  if (others.length === 0)
    return <p className="muted">It is the only instance, so there is nothing to compare it with.</p>;
  const against = others.find((one) => one.uid === chosen);
  return (
    <>
      <div className={styles['controls']}>
        <InstanceChoice label="Since" choices={others} value={against?.uid ?? null} onChange={setChosen} />
        {against && (
          <Link href={paths.compare(environment, application, against.uid, uid)} className="link">
            Link to this comparison
          </Link>
        )}
      </div>
      {against && (
        <Suspense fallback={<p role="status">Comparing…</p>}>
          <InstanceDiff from={against.id} to={id} />
        </Suspense>
      )}
    </>
  );
}
