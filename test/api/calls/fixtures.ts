/** The fleet and the queries whose calls to CMF the tests in this folder count, while the gateway does not poll. */
import { graphql } from '../../gql/index.ts';

export const Page = graphql(/* GraphQL */ `
  query ApiCallsPage($first: Int!) {
    environment(name: "env-001") {
      applications(first: $first) {
        nodes {
          name
          jobState
          currentInstance {
            uid
            jobState
          }
        }
      }
    }
  }
`);

export const OneApplication = graphql(/* GraphQL */ `
  query ApiCallsOneApplication {
    application(environment: "env-001", name: "app-001") {
      jobState
    }
  }
`);

export const fleet = { environments: 1, applications: 20, instances: 4 };
