/** One environment: its cluster, and the number of applications in each state; each count links to their list. */
import { graphql, useFragment } from 'react-relay';
import { Link } from 'wouter';
import type {
  environmentRow_environment$data,
  environmentRow_environment$key,
} from '../../gql/environmentRow_environment.graphql';
import { paths } from '../../routes.ts';
import { jobStates } from '../../state/job-state.ts';
import { StateGlyph } from '../../state/state-glyph.tsx';
import { Glow } from '../../ui/glow.tsx';
import { Stale } from '../../ui/stale.tsx';
import styles from './fleet.module.css';

const fragment = graphql`
  fragment environmentRow_environment on Environment {
    name
    kubernetesNamespace
    kubernetesCluster
    kubernetesClusterState
    stale
    observedAt
    jobStateCounts @catch {
      jobState
      count
    }
  }
`;

export function EnvironmentRow({
  environment: key,
}: {
  readonly environment: environmentRow_environment$key;
}) {
  const environment = useFragment(fragment, key);
  const { name, kubernetesNamespace, kubernetesCluster, kubernetesClusterState } = environment;
  const place = [kubernetesCluster, kubernetesNamespace].filter((part) => part !== null).join(' / ');
  const isDisconnected = kubernetesClusterState !== null && kubernetesClusterState !== 'CONNECTED';
  return (
    <li className={styles['row']}>
      <div className={styles['name']}>
        <Link href={paths.environment(name)}>{name}</Link>
        <span className="muted">{place}</span>
      </div>
      <StateCounts environment={name} counts={environment.jobStateCounts} />
      <div className={styles['condition']}>
        {isDisconnected && <span className={styles['warning']}>cluster {kubernetesClusterState}</span>}
        <Stale stale={environment.stale} observedAt={environment.observedAt} />
      </div>
    </li>
  );
}

interface StateCountsProps {
  readonly environment: string;
  readonly counts: environmentRow_environment$data['jobStateCounts'];
}

function StateCounts({ environment, counts }: StateCountsProps) {
  if (!counts.ok || !counts.value)
    return <p className={styles['warning']}>The applications could not be read.</p>;
  const byState = new Map(counts.value.map(({ jobState, count }) => [jobState, count]));
  const withoutJob = byState.get(null);
  if (byState.size === 0) return <p className="muted">no applications</p>;
  return (
    <ul className={styles['counts']}>
      {jobStates.map((state) => {
        const count = byState.get(state);
        return count === undefined ? null : (
          <li key={state}>
            <Link href={paths.environment(environment, { states: [state] })} className={styles['count']}>
              <StateGlyph state={state} />
              <Glow value={count}>{count}</Glow> <span className={styles['word']}>{state.toLowerCase()}</span>
            </Link>
          </li>
        );
      })}
      {withoutJob !== undefined && (
        <li className={styles['count']}>
          <StateGlyph state={null} /> {withoutJob} <span className={styles['word']}>without a job</span>
        </li>
      )}
    </ul>
  );
}
