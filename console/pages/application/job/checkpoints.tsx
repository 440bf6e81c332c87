/** The checkpoints of a job: the last completed one, and the last failed one if it is newer. */
import { graphql, useFragment } from 'react-relay';
import type { checkpoints_checkpoints$key } from '../../../gql/checkpoints_checkpoints.graphql';
import { ProblemGlyph } from '../../../problems/problem-glyph.tsx';
import { formatBytes } from '../../../ui/bytes.ts';
import { formatMilliseconds } from '../../../ui/duration.ts';
import { Time } from '../../../ui/time.tsx';
import styles from './job.module.css';

const fragment = graphql`
  fragment checkpoints_checkpoints on JobCheckpoints {
    interval
    counts {
      completed
      failed
      inProgress
    }
    latestCompleted {
      number
      triggeredAt
      lastAcknowledgedAt
      durationMs
      stateBytes
    }
    latestFailed {
      number
      failedAt
      triggeredAt
      reason
      isSavepoint
    }
    restoredFrom {
      number
      at
      isSavepoint
    }
  }
`;

interface CheckpointsProps {
  readonly checkpoints: checkpoints_checkpoints$key | null;
}

export function Checkpoints({ checkpoints: key }: CheckpointsProps) {
  const checkpoints = useFragment(fragment, key);
  if (!checkpoints) return <p className="muted">The job has no checkpoints.</p>;
  const { interval, counts, latestCompleted: last, latestFailed: failed, restoredFrom } = checkpoints;
  const failedAt = failed?.failedAt ?? failed?.triggeredAt;
  const isFailing = failed && (!last || (failed.number ?? 0) > (last.number ?? 0));
  return (
    <div className={styles['checkpoints']}>
      <p className={styles['facts']}>
        {last ? (
          <span>
            last checkpoint <Time at={last.lastAcknowledgedAt ?? last.triggeredAt} as="ago" />
          </span>
        ) : (
          <span>no checkpoint has completed</span>
        )}
        {typeof last?.durationMs === 'number' && <span>took {formatMilliseconds(last.durationMs)}</span>}
        {typeof last?.stateBytes === 'number' && <span>state {formatBytes(last.stateBytes)}</span>}
        {interval !== null && <span>every {formatMilliseconds(interval)}</span>}
        {counts.completed !== null && <span>{counts.completed.toLocaleString()} completed</span>}
        {counts.failed !== null && <span>{counts.failed.toLocaleString()} failed</span>}
        {restoredFrom && (
          <span>
            restored from {restoredFrom.isSavepoint ? 'savepoint' : 'checkpoint'} {restoredFrom.number},{' '}
            <Time at={restoredFrom.at} as="ago" />
          </span>
        )}
      </p>
      {isFailing && (
        <p className={styles['failing']}>
          <ProblemGlyph severity="WARNING" /> The last {failed.isSavepoint ? 'savepoint' : 'checkpoint'}{' '}
          failed
          {failedAt && (
            <>
              {' '}
              <Time at={failedAt} as="ago" />
            </>
          )}
          {failed.reason && `: ${failed.reason}`}
        </p>
      )}
    </div>
  );
}
