/** One application of the list. Its name is the link; a click anywhere in the row follows it. */
import { memo } from 'react';
import { graphql, useFragment } from 'react-relay';
import { Link } from 'wouter';
import type { applicationRow_application$key } from '../../gql/applicationRow_application.graphql';
import { kindWords } from '../../problems/problem.ts';
import { paths } from '../../routes.ts';
import { StateLabel } from '../../state/state-label.tsx';
import { Glow } from '../../ui/glow.tsx';
import { Stale } from '../../ui/stale.tsx';
import { Time } from '../../ui/time.tsx';
import { CopyUid, shortUid } from '../../ui/uid.tsx';
import { describeUpgrade } from '../application/upgrade-texts.ts';
import styles from './table.module.css';
import type { RowProblem, RowUpgrade } from './visible-details.ts';

const fragment = graphql`
  fragment applicationRow_application on Application {
    name
    environmentName
    jobState
    jobStateRaw
    lifecycleState
    lifecycleStateRaw
    currentInstanceUid
    flinkVersion
    parallelism
    updatedAt
    stale
    observedAt
  }
`;

interface ApplicationRowProps {
  readonly application: applicationRow_application$key;
  readonly upgrade: RowUpgrade;
  readonly problem: RowProblem;
  readonly index: number;
  readonly top: number;
  readonly height: number;
  readonly showsEnvironment: boolean;
}

export const ApplicationRow = memo(function ApplicationRow(props: ApplicationRowProps) {
  const { upgrade, problem, index, top, height, showsEnvironment } = props;
  const application = useFragment(fragment, props.application);
  const { name, environmentName, jobState, lifecycleState, currentInstanceUid } = application;
  return (
    <div
      role="row"
      // The headers are row 1.
      aria-rowindex={index + 2}
      data-index={index}
      className={styles['row']}
      style={{ height, transform: `translateY(${top}px)` }}
    >
      <div role="cell" className={styles['state']}>
        <Glow value={jobState}>
          <StateLabel state={jobState} raw={application.jobStateRaw} />
        </Glow>
      </div>
      <div role="cell" className={styles['name']}>
        <Link href={paths.application(environmentName, name)} className={styles['link']}>
          {name}
        </Link>
        <Stale stale={application.stale} observedAt={application.observedAt} />
      </div>
      {showsEnvironment && (
        <div role="cell" className={styles['environment']}>
          {environmentName}
        </div>
      )}
      <div role="cell" className={styles['lifecycle']}>
        <Glow value={lifecycleState}>
          {(lifecycleState === 'UNKNOWN' ? application.lifecycleStateRaw : lifecycleState) ?? '–'}
        </Glow>
      </div>
      <div role="cell" className={styles['instance']}>
        {currentInstanceUid ? <CopyUid uid={currentInstanceUid} name="current instance" /> : '–'}
      </div>
      <div role="cell" className={styles['upgrade']}>
        {upgrade && (
          <span
            className={styles['pending']}
            data-stuck={upgrade.stuck !== null}
            title={describeUpgrade(upgrade)}
          >
            {upgrade.stuck ? 'stuck' : 'pending'} {upgrade.to && <code>{shortUid(upgrade.to.uid)}</code>}
          </span>
        )}
      </div>
      <div role="cell" className={styles['problem']}>
        {problem && (
          <span data-severity={problem.severity} title={problem.summary}>
            {kindWords[problem.kind]}
          </span>
        )}
      </div>
      <div role="cell" className={styles['version']}>
        {application.flinkVersion?.replace(/^v/, '').replaceAll('_', '.') ?? '–'}
      </div>
      <div role="cell" className={styles['parallelism']}>
        {application.parallelism ?? '–'}
      </div>
      <div role="cell" className={styles['changed']}>
        <Time at={application.updatedAt} />
      </div>
    </div>
  );
});
