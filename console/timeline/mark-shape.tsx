/** The glyph of a mark, around the origin. Each kind has its own shape; colour repeats it. */
import type { MarkKind } from './model.ts';
import styles from './timeline.module.css';

const shapes: Readonly<Record<MarkKind, React.ReactElement>> = {
  failure: <path d="m-4-4 8 8m0-8-8 8" strokeWidth="2.4" />,
  write: <path d="M0 4.5-4.5-3.5h9z" className={styles['filled']} strokeWidth="1" />,
  savepoint: <path d="M0-5 5 0 0 5-5 0z" strokeWidth="1.8" />,
  lifecycle: <rect x="-3.5" y="-3.5" width="7" height="7" strokeWidth="1.6" />,
  event: <circle r="3.2" strokeWidth="1.6" />,
  transition: <path d="M0-4.5v9" strokeWidth="2" />,
};

export function MarkShape({ kind }: { readonly kind: MarkKind }) {
  return (
    <g className={styles['mark']} data-kind={kind}>
      <circle r="9" className={styles['target']} />
      {shapes[kind]}
    </g>
  );
}
