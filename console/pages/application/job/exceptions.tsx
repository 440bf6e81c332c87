/** The failures of a job: the newest with its root cause; earlier ones with the same cause are counted. */
import { graphql, useFragment } from 'react-relay';
import type {
  exceptions_exceptions$data,
  exceptions_exceptions$key,
} from '../../../gql/exceptions_exceptions.graphql';
import { ProblemGlyph } from '../../../problems/problem-glyph.tsx';
import { Folded } from '../../../ui/folded.tsx';
import { Time } from '../../../ui/time.tsx';
import styles from './job.module.css';

const fragment = graphql`
  fragment exceptions_exceptions on JobException @relay(plural: true) {
    at
    message
    rootCause
    stackTrace
    task
    taskManagerId
    logs {
      link
    }
  }
`;

type JobException = exceptions_exceptions$data[number];

export function Exceptions({ exceptions: key }: { readonly exceptions: exceptions_exceptions$key }) {
  const groups = groupsOf(useFragment(fragment, key));
  if (groups.length === 0) return <p className="muted">Flink reports no failure of this job.</p>;
  return (
    <ul className={styles['exceptions']} aria-label="Failures of the job">
      {groups.map(({ newest, count }) => (
        <li key={`${newest.at} ${newest.message}`}>
          <ProblemGlyph severity="CRITICAL" />
          <div className={styles['exception']}>
            <p>
              <strong>{newest.rootCause ?? newest.message ?? 'An exception without a message'}</strong>
            </p>
            {newest.rootCause !== newest.message && newest.message && (
              <p className="muted">reported as {newest.message}</p>
            )}
            <p className={styles['facts']}>
              {newest.at && (
                <span>
                  <Time at={newest.at} as="ago" />
                </span>
              )}
              {count > 1 && <span>×{count}</span>}
              {newest.task && <span>task {newest.task}</span>}
              {newest.taskManagerId && <span>on {newest.taskManagerId}</span>}
              {newest.logs?.link && /^https?:/i.test(newest.logs.link) && (
                <a className="link" href={newest.logs.link} rel="noreferrer">
                  Logs around it
                </a>
              )}
            </p>
            {newest.stackTrace && <Folded text={newest.stackTrace} summary="Stack trace" />}
          </div>
        </li>
      ))}
    </ul>
  );
}

interface Group {
  readonly newest: JobException;
  readonly count: number;
}

/** Newest first, as Flink lists them. */
function groupsOf(exceptions: readonly JobException[]): readonly Group[] {
  const groups = Map.groupBy(exceptions, ({ rootCause, message, task }) => `${rootCause ?? message} ${task}`);
  return [...groups.values()].flatMap(([newest, ...earlier]) =>
    newest ? [{ newest, count: earlier.length + 1 }] : [],
  );
}
