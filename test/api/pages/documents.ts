/** Pages of applications and of environments. */
import { graphql } from '../../gql/index.ts';

export const ApplicationPage = graphql(/* GraphQL */ `
  query ApiApplicationPage(
    $first: Int
    $after: String
    $last: Int
    $before: String
    $orderBy: ApplicationOrder
  ) {
    applications(first: $first, after: $after, last: $last, before: $before, orderBy: $orderBy) {
      totalCount
      edges {
        cursor
        node {
          id
          name
          environmentName
        }
      }
      nodes {
        id
      }
      pageInfo {
        hasNextPage
        hasPreviousPage
        startCursor
        endCursor
      }
    }
  }
`);

export const EnvironmentPage = graphql(/* GraphQL */ `
  query ApiEnvironmentPage($first: Int, $after: String) {
    environments(first: $first, after: $after) {
      totalCount
      edges {
        cursor
      }
      nodes {
        name
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);
