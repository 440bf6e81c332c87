/** A text of several lines, such as a stack trace: one line, and all of it on request. */
import styles from './folded.module.css';

interface FoldedProps {
  readonly text: string;
  /** Default: the first line of the text. */
  readonly summary?: string;
}

export function Folded({ text, summary }: FoldedProps) {
  const [first = '', ...rest] = text.trimEnd().split('\n');
  if (rest.length === 0) return <span>{summary ?? first}</span>;
  return (
    <details className={styles['folded']}>
      <summary>{summary ?? first}</summary>
      {/* A region that scrolls must be reachable by keyboard. */}
      <pre tabIndex={0} role="region" aria-label="Full text">
        {text}
      </pre>
    </details>
  );
}
