/** The problems of one application that nothing else on its page shows. */
import { graphql } from 'react-relay';
import type { applicationProblemsQuery } from '../../gql/applicationProblemsQuery.graphql';
import { ProblemList } from '../../problems/problem-list.tsx';
import { problemsOf } from '../../problems/problem-parts.ts';
import { usePolledQuery } from '../../relay/polled-query.ts';
import type { ApplicationProps } from './application-page.tsx';

// The header shows a stuck upgrade, the error of the operator, and an outdated copy.
const query = graphql`
  query applicationProblemsQuery($environment: String!, $name: String!) {
    application(environment: $environment, name: $name) {
      problems(
        details: true
        kinds: [FAILED, RESTARTING, CHECKPOINTS_FAILING, CHECKPOINT_TOO_OLD, SAVEPOINT_FAILED, CLUSTER_DISCONNECTED]
      ) {
        ...problemParts_problem
      }
    }
  }
`;

const everyMs = 10_000;

export function ApplicationProblems({ environment, application: name }: ApplicationProps) {
  const data = usePolledQuery<applicationProblemsQuery>(query, { environment, name }, everyMs);
  const problems = data?.application?.problems ?? [];
  if (problems.length === 0) return null;
  return <ProblemList problems={problemsOf(problems)} isOfApplication />;
}
