/**
 * The subscription of the page to all job states. Relay applies each change to its records, so every view that shows
 * the application is updated.
 */
import { graphql, requestSubscription } from 'react-relay';
import type { IEnvironment } from 'relay-runtime';
import type { fleetUpdatesSubscription } from '../gql/fleetUpdatesSubscription.graphql';
import { connection } from './connection.ts';
import { firstViewIsShown } from './first-view.ts';
import { announce } from './fleet-changes.ts';

const subscription = graphql`
  subscription fleetUpdatesSubscription($after: String) {
    jobStateChanged(after: $after) {
      __typename
      ... on JobStateChange {
        cursor
        environmentName
        applicationName
        initial
        from
        application {
          id
          jobState
          jobStateRaw
          jobId
          lifecycleState
          currentInstanceUid
          updatedAt
          observedAt
          stale
        }
      }
      ... on JobStateGap {
        cursor
        reason
      }
      ... on JobStateCheckpoint {
        cursor
      }
    }
  }
`;

/** Starts after the first view, because the states of all applications come first. Returns the end of the subscription. */
export function startFleetUpdates(environment: IEnvironment): () => void {
  let isStopped = false;
  let stop = () => {
    isStopped = true;
  };
  void firstViewIsShown.then(() => {
    if (!isStopped) stop = subscribe(environment);
  });
  return () => stop();
}

function subscribe(environment: IEnvironment): () => void {
  const { dispose } = requestSubscription<fleetUpdatesSubscription>(environment, {
    subscription,
    variables: {},
    onNext(data) {
      const update = data?.jobStateChanged;
      if (update?.__typename === 'JobStateGap') connection.gapped(update.reason);
      connection.received();
      if (update?.__typename !== 'JobStateChange') return;
      const isMembership = update.application === null || (!update.initial && update.from === null);
      const change = {
        environment: update.environmentName,
        application: update.applicationName,
        isMembership,
      };
      announce(change);
    },
    onError: (error) => connection.refused(error.message),
  });
  return dispose;
}
