/** The glyph of a problem by its severity: colour and shape. The text beside it names the kind. */
import type { Severity } from './problem.ts';
import styles from './problems.module.css';

const stroke = { fill: 'none', stroke: 'currentColor', strokeWidth: 2, strokeLinecap: 'round' } as const;

const shapes: Readonly<Record<Severity, React.ReactElement>> = {
  CRITICAL: <path d="m4 4 8 8m0-8-8 8" {...stroke} />,
  WARNING: (
    <path d="M8 2.5 14 13H2ZM8 6.5v3M8 11.2v.1" {...stroke} strokeWidth="1.5" strokeLinejoin="round" />
  ),
  INFO: <path d="M8 7.5v4M8 4.5v.1" {...stroke} />,
};

export function ProblemGlyph({ severity }: { readonly severity: Severity }) {
  return (
    <svg className={styles['glyph']} viewBox="0 0 16 16" data-severity={severity} aria-hidden="true">
      {shapes[severity]}
    </svg>
  );
}
