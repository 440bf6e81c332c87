/** The problems of the fleet, worst first. Without problems, it is one line. */
import { graphql, useFragment } from 'react-relay';
import type { fleetProblems_query$key } from '../../gql/fleetProblems_query.graphql';
import type { fleetProblemsDetailsQuery } from '../../gql/fleetProblemsDetailsQuery.graphql';
import { combine } from '../../problems/problem.ts';
import { ProblemList } from '../../problems/problem-list.tsx';
import { problemsOf } from '../../problems/problem-parts.ts';
import styles from '../../problems/problems.module.css';
import { usePolledQuery } from '../../relay/polled-query.ts';
import { StateGlyph } from '../../state/state-glyph.tsx';
import { Notice } from '../../ui/notice.tsx';
import fleetStyles from './fleet.module.css';

const fragment = graphql`
  fragment fleetProblems_query on Query {
    problems(first: 50) @catch {
      totalCount
      nodes {
        ...problemParts_problem
      }
      missing {
        environment
      }
    }
  }
`;

const detailsQuery = graphql`
  query fleetProblemsDetailsQuery {
    problems(first: 50, details: true) {
      nodes {
        ...problemParts_problem
      }
      undetailed
    }
  }
`;

const detailsEveryMs = 30_000;

export function FleetProblems({ query: key }: { readonly query: fleetProblems_query$key }) {
  const { problems } = useFragment(fragment, key);
  const details = usePolledQuery<fleetProblemsDetailsQuery>(detailsQuery, {}, detailsEveryMs)?.problems;
  const page = problems.ok ? problems.value : null;
  const shown = combine(problemsOf(page?.nodes ?? []), problemsOf(details?.nodes ?? []));
  const further = (page?.totalCount ?? 0) - (page?.nodes.length ?? 0);
  return (
    <section aria-labelledby="problems">
      <h2 id="problems" className={fleetStyles['title']}>
        Problems {shown.length > 0 && <span className="muted">{shown.length + further}</span>}
      </h2>
      {!page && <Notice tone="danger">The problems could not be read. The page tries again.</Notice>}
      {shown.length > 0 && <ProblemList problems={shown} />}
      {page && shown.length === 0 && (
        <p className={styles['calm']}>
          <StateGlyph state="FINISHED" />
          {details
            ? 'There are no problems.'
            : 'No job has failed. Upgrades and checkpoints are being checked.'}
        </p>
      )}
      {further > 0 && <p className="muted">{further} more, less severe or older.</p>}
      {page?.missing.map(({ environment }) => (
        <p key={environment} className={`${styles['note']} muted`}>
          The problems of {environment} are not known: its applications could not be read.
        </p>
      ))}
      {details !== undefined && details !== null && details.undetailed > 0 && (
        <p className={`${styles['note']} muted`}>
          The upgrades, savepoints and checkpoints of {details.undetailed}{' '}
          {details.undetailed === 1 ? 'application' : 'applications'} could not all be checked: CMF or Flink
          did not respond, or more than 50 applications have problems.
        </p>
      )}
    </section>
  );
}
