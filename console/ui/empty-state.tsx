/** In place of content: why there is none, and what to do. */
import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

interface EmptyStateProps {
  readonly title: string;
  readonly role?: 'alert' | 'status';
  readonly children?: ReactNode;
}

export function EmptyState({ title, role, children }: EmptyStateProps) {
  return (
    <div className={styles['empty']} {...(role && { role })}>
      <h2>{title}</h2>
      {children}
    </div>
  );
}
