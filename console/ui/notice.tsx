/** A message about a part of the page, at the place that it is about. */
import type { ReactNode } from 'react';
import styles from './notice.module.css';

interface NoticeProps {
  readonly tone: 'info' | 'warning' | 'danger';
  readonly children: ReactNode;
  readonly onDismiss?: () => void;
}

export function Notice({ tone, children, onDismiss }: NoticeProps) {
  return (
    <div className={styles['notice']} data-tone={tone} role="status">
      <div className={styles['text']}>{children}</div>
      {onDismiss && (
        <button type="button" className="button" onClick={onDismiss}>
          Dismiss
        </button>
      )}
    </div>
  );
}
