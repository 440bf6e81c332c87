/** Shows that data is an outdated copy, and its age. Nothing for fresh data. */
import styles from './stale.module.css';
import { Time } from './time.tsx';

interface StaleProps {
  readonly stale: boolean;
  readonly observedAt: string;
}

export function Stale({ stale, observedAt }: StaleProps) {
  if (!stale) return null;
  return (
    <span className={styles['stale']} title="CMF does not respond; this is the last copy.">
      stale, read <Time at={observedAt} as="ago" />
    </span>
  );
}
