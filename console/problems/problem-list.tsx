/** Problems, worst first: kind, object, age, and a summary in one line. */
import { Link } from 'wouter';
import { paths } from '../routes.ts';
import { Time } from '../ui/time.tsx';
import { kindWords, type Problem } from './problem.ts';
import { ProblemGlyph } from './problem-glyph.tsx';
import styles from './problems.module.css';

interface ProblemListProps {
  readonly problems: readonly Problem[];
  /** All are of one application, whose page this is. */
  readonly isOfApplication?: boolean;
}

export function ProblemList({ problems, isOfApplication = false }: ProblemListProps) {
  return (
    <ul className={styles['list']} aria-label="Problems">
      {problems.map((problem) => (
        <li key={problem.id} className={styles['problem']} data-severity={problem.severity}>
          <ProblemGlyph severity={problem.severity} />
          <div className={styles['head']}>
            <strong className={styles['kind']}>{kindWords[problem.kind]}</strong>
            {!isOfApplication && <Place problem={problem} />}
            {problem.since && (
              <span className={styles['since']}>
                for <Time at={problem.since} />
              </span>
            )}
          </div>
          <p className={styles['summary']}>{problem.summary}</p>
        </li>
      ))}
    </ul>
  );
}

function Place({ problem: { environmentName, applicationName } }: { readonly problem: Problem }) {
  if (applicationName === null)
    return <Link href={paths.environment(environmentName)}>{environmentName}</Link>;
  return (
    <span className={styles['place']}>
      <span className="muted">{environmentName} /</span>{' '}
      <Link href={paths.application(environmentName, applicationName)}>{applicationName}</Link>
    </span>
  );
}
