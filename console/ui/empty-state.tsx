/** Shown instead of content: the reason why there is none, and the next step. */
import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

interface EmptyStateProps {
  readonly title: string;
  /** It replaces the whole page, so its title is the title of the page. */
  readonly isPage?: boolean;
  readonly role?: 'alert' | 'status';
  readonly children?: ReactNode;
}

export function EmptyState({ title, isPage = false, role, children }: EmptyStateProps) {
  const Heading = isPage ? 'h1' : 'h2';
  return (
    <div className={styles['empty']} {...(role && { role })}>
      <Heading>{title}</Heading>
      {children}
    </div>
  );
}
