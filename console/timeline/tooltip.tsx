/**
 * The text for the element under the pointer or with the focus. Screen readers get the same words as the name of the
 * mark.
 */
import type { ReactNode } from 'react';
import styles from './timeline.module.css';

interface TooltipProps {
  /** The place that it points to, from the top left of the drawing. */
  readonly x: number;
  readonly y: number;
  /** Of the drawing. */
  readonly width: number;
  readonly children: ReactNode;
}

const tooltipWidth = 320;

export function Tooltip({ x, y, width, children }: TooltipProps) {
  const left = Math.max(0, Math.min(x - tooltipWidth / 2, width - tooltipWidth));
  return (
    <div
      className={styles['tooltip']}
      style={{ left, top: y, width: Math.min(tooltipWidth, width) }}
      aria-hidden="true"
    >
      {children}
    </div>
  );
}
