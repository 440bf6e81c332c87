/** A table that scrolls sideways inside its own region, which the keyboard can reach. */
import type { ReactNode } from 'react';
import styles from './scroll-table.module.css';

interface ScrollTableProps {
  readonly label: string;
  readonly className: string | undefined;
  /** On narrow screens each row is a block of its own, without a header. */
  readonly stacks?: boolean;
  readonly children: ReactNode;
}

export function ScrollTable({ label, className = '', stacks = false, children }: ScrollTableProps) {
  return (
    <div className={styles['scroll']} role="region" aria-label={label} tabIndex={0}>
      <table className={`${styles['table']} ${className}`} data-stacks={stacks}>
        {children}
      </table>
    </div>
  );
}
