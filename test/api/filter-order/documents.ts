/** Queries that more than one test of filters sends. */
import { graphql } from '../../gql/index.ts';

export const Environments = graphql(/* GraphQL */ `
  query ApiFilterEnvironments($filter: EnvironmentFilter, $orderBy: EnvironmentOrder) {
    environments(filter: $filter, orderBy: $orderBy) {
      totalCount
      nodes {
        name
      }
    }
  }
`);

export const Applications = graphql(/* GraphQL */ `
  query ApiFilterApplications($filter: ApplicationFilter, $orderBy: ApplicationOrder) {
    applications(filter: $filter, orderBy: $orderBy) {
      totalCount
      nodes {
        name
      }
    }
  }
`);

export const JobOf = graphql(/* GraphQL */ `
  query ApiFilterJobOf {
    application(environment: "prod1", name: "orders") {
      jobId
    }
  }
`);

export const Instances = graphql(/* GraphQL */ `
  query ApiFilterInstances($filter: InstanceFilter, $orderBy: InstanceOrder) {
    application(environment: "prod1", name: "orders") {
      instances(filter: $filter, orderBy: $orderBy) {
        totalCount
        nodes {
          uid
        }
      }
    }
  }
`);

export const InEnvironment = graphql(/* GraphQL */ `
  query ApiFilterInEnvironment($filter: ApplicationFilter) {
    environment(name: "prod1") {
      applications(filter: $filter) {
        nodes {
          name
        }
      }
    }
  }
`);

export const Counts = graphql(/* GraphQL */ `
  query ApiFilterCounts {
    environments {
      nodes {
        name
        jobStateCounts {
          jobState
          count
        }
      }
    }
  }
`);
