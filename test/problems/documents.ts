/** Documents of the tests of problems, and their short forms. */
import type { FleetProblemsQuery, LastFailuresQuery, ProblemChangesSubscription } from '../gql/graphql.ts';
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

export const ProblemChanges = graphql(/* GraphQL */ `
  subscription ProblemChanges(
    $environment: String
    $severities: [ProblemSeverity!]
    $kinds: [ProblemKind!]
    $after: String
  ) {
    problemChanged(environment: $environment, severities: $severities, kinds: $kinds, after: $after) {
      __typename
      cursor
      ... on ProblemChange {
        initial
        change
        problem {
          kind
          severity
          summary
          environmentName
          applicationName
        }
      }
      ... on ProblemReset {
        kinds
        gap
      }
    }
  }
`);

/** As `initial FAILED orders`, `APPEARED FAILED orders`, `reset 8`, `reset 9 EXPIRED`, `checkpoint`. */
export function words(received: readonly ProblemChangesSubscription[]): readonly string[] {
  return received.map(({ problemChanged: update }) => {
    if (update.__typename === 'ProblemReset')
      return ['reset', update.kinds.length, update.gap].filter((part) => part !== null).join(' ');
    if (update.__typename === 'ProblemCheckpoint') return 'checkpoint';
    const { kind, applicationName, environmentName } = update.problem;
    return `${update.initial ? 'initial' : update.change} ${kind} ${applicationName ?? environmentName}`;
  });
}

export function lastCursor(received: readonly ProblemChangesSubscription[]): string {
  return received.at(-1)?.problemChanged.cursor ?? '';
}
