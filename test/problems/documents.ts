/** Documents of the tests of problems, and their short forms. */
import type { FleetProblemsQuery, LastFailuresQuery } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';

export const FleetProblems = graphql(/* GraphQL */ `
  query FleetProblems($filter: ProblemFilter, $details: Boolean, $first: Int, $after: String) {
    problems(filter: $filter, details: $details, first: $first, after: $after) {
      nodes {
        id
        kind
        severity
        since
        summary
        needsFlink
        environmentName
        applicationName
        instanceUid
      }
      totalCount
      undetailed
      missing {
        environment
        code
      }
      pageInfo {
        endCursor
        hasNextPage
      }
    }
  }
`);

export const LastFailures = graphql(/* GraphQL */ `
  query LastFailures {
    application(environment: "dev1", name: "orders") {
      jobState
      instances {
        nodes {
          uid
          role
          lastFailure {
            at
            message
            rootCause
            task
            count
            checkpointBefore {
              triggeredAt
              location
            }
          }
        }
        fallenOff {
          uid
          lastFailure {
            rootCause
          }
        }
      }
    }
  }
`);

export type Shown = FleetProblemsQuery['problems'];

/** As `WARNING RESTARTING orders`. */
export function brief(page: Shown): readonly string[] {
  return (page?.nodes ?? []).map(
    ({ severity, kind, applicationName, environmentName }) =>
      `${severity} ${kind} ${applicationName ?? environmentName}`,
  );
}

export function summaryOf(page: Shown, kind: string): string | undefined {
  return page?.nodes.find((problem) => problem.kind === kind)?.summary;
}

export type InstanceShown = NonNullable<
  NonNullable<LastFailuresQuery['application']>['instances']
>['nodes'][number];
