/** Marks its content for a second when `value` changes, so that a live change is seen without motion elsewhere. */
import { type ReactNode, useState } from 'react';
import styles from './glow.module.css';

interface GlowProps {
  readonly value: unknown;
  readonly children: ReactNode;
}

export function Glow({ value, children }: GlowProps) {
  const [seen, setSeen] = useState({ value, changes: 0 });
  if (!Object.is(seen.value, value)) setSeen({ value, changes: seen.changes + 1 });
  return (
    // The key restarts the animation at each change.
    <span key={seen.changes} className={styles['glow']} data-changed={seen.changes > 0}>
      {children}
    </span>
  );
}
