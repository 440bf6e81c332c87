/** The instances of an application to choose from, newest first, including those that CMF no longer keeps. */
import { graphql } from 'react-relay';
import type { useInstancesQuery } from '../gql/useInstancesQuery.graphql';
import { usePageQuery } from '../relay/page-query.ts';

const query = graphql`
  query useInstancesQuery($environment: String!, $name: String!) {
    application(environment: $environment, name: $name) {
      instances(first: 100) {
        nodes {
          id
          uid
          role
          createdAt
        }
        fallenOff {
          id
          uid
          role
          createdAt
        }
      }
    }
  }
`;

/** Null: they could not be read. */
export function useInstances(environment: string, name: string) {
  const { application } = usePageQuery<useInstancesQuery>(
    query,
    { environment, name },
    (change) => change.environment === environment && change.application === name,
  );
  const instances = application?.instances;
  return instances ? [...instances.nodes, ...instances.fallenOff] : null;
}
