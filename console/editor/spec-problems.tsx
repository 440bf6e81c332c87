/** Why the text is not a spec, and where. */
import { Notice } from '../ui/notice.tsx';
import styles from './editor.module.css';
import type { SpecProblem } from './spec-text.ts';

interface SpecProblemsProps {
  readonly problems: readonly SpecProblem[];
  readonly onGoTo: (offset: number) => void;
}

export function SpecProblems({ problems, onGoTo }: SpecProblemsProps) {
  return (
    <div className={styles['problems']}>
      {problems.map(({ message, from, line, column }) => (
        <Notice key={`${from}${message}`} tone="danger">
          <button type="button" className="link-button" onClick={() => onGoTo(from)}>
            Line {line}, column {column}
          </button>
          : {message}
        </Notice>
      ))}
      <p className="muted">There is no plan until the text can be read.</p>
    </div>
  );
}
