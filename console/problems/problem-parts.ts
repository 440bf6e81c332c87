/** The fields of a problem that every list reads. */
import { graphql, readInlineData } from 'react-relay';
import type { problemParts_problem$key } from '../gql/problemParts_problem.graphql';
import type { Problem } from './problem.ts';

const problemParts = graphql`
  fragment problemParts_problem on Problem @inline {
    id
    kind
    severity
    summary
    since
    environmentName
    applicationName
  }
`;

export function problemsOf(keys: readonly problemParts_problem$key[]): readonly Problem[] {
  return keys.map((key) => readInlineData<problemParts_problem$key>(problemParts, key));
}
