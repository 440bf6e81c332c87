/** Subscription documents of the live tests, and short descriptions of the received messages. */
import type { LiveJobStatesSubscription } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';

export const JobStates = graphql(/* GraphQL */ `
  subscription LiveJobStates(
    $environment: String
    $application: String
    $instance: ID
    $states: [JobState!]
    $after: String
  ) {
    jobStateChanged(
      environment: $environment
      application: $application
      instance: $instance
      states: $states
      after: $after
    ) {
      __typename
      cursor
      ... on JobStateChange {
        initial
        environmentName
        applicationName
        from
        to
        jobId
        instanceUid
        source
        observedAt
        application {
          jobState
        }
        instance {
          uid
          jobState
        }
      }
      ... on JobStateGap {
        reason
      }
    }
  }
`);

export type Update = LiveJobStatesSubscription['jobStateChanged'];

/** `orders: RUNNING` for a state, `orders: RUNNING>FAILED` for a change, `gap: EXPIRED` for a gap. */
export function word(update: Update): string {
  if (update.__typename === 'JobStateGap') return `gap: ${update.reason}`;
  if (update.__typename === 'JobStateCheckpoint') return 'checkpoint';
  const { initial, applicationName, from, to } = update;
  return initial ? `${applicationName}: ${to ?? '-'}` : `${applicationName}: ${from ?? '-'}>${to ?? '-'}`;
}

export function words(received: readonly { readonly jobStateChanged: Update }[]): string[] {
  return received.map(({ jobStateChanged }) => word(jobStateChanged));
}

/** Successive states of one application, from RUNNING on. */
export const transitions = ['FAILING', 'RESTARTING', 'RUNNING', 'FAILED', 'RECONCILING'] as const;

/** The messages of subscribers of `orders`, in short form. */
export const transitionWords = transitions.map(
  (state, index) => `orders: ${transitions[index - 1] ?? 'RUNNING'}>${state}`,
);
