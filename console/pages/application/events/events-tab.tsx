/** The events that CMF recorded for an application, newest first. */
import { useContext } from 'react';
import { graphql, useLazyLoadQuery, usePaginationFragment } from 'react-relay';
import type { eventsTab_application$key } from '../../../gql/eventsTab_application.graphql';
import type { eventsTabPaginationQuery } from '../../../gql/eventsTabPaginationQuery.graphql';
import type { eventsTabQuery } from '../../../gql/eventsTabQuery.graphql';
import { RetryContext } from '../../../layout/retry-context.ts';
import { useRefresh } from '../../../relay/page-query.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import type { ApplicationProps } from '../application-page.tsx';
import { EventItem } from './event-item.tsx';
import styles from './events.module.css';

const query = graphql`
  query eventsTabQuery($environment: String!, $name: String!) {
    application(environment: $environment, name: $name) {
      ...eventsTab_application
    }
  }
`;

const fragment = graphql`
  fragment eventsTab_application on Application
  @refetchable(queryName: "eventsTabPaginationQuery")
  @argumentDefinitions(count: { type: "Int", defaultValue: 50 }, after: { type: "String" }) {
    events(first: $count, after: $after) @connection(key: "eventsTab_events") {
      edges {
        node {
          uid
          ...eventItem_event
        }
      }
    }
  }
`;

/** The same number as in the fragment. */
const pageSize = 50;

export function EventsTab({ environment, application }: ApplicationProps) {
  const variables = { environment, name: application };
  const data = useLazyLoadQuery<eventsTabQuery>(query, variables, {
    fetchPolicy: 'store-and-network',
    fetchKey: useContext(RetryContext),
  });
  return data.application ? (
    <Events environment={environment} application={application} events={data.application} />
  ) : null;
}

function Events({
  environment,
  application,
  events: key,
}: ApplicationProps & { readonly events: eventsTab_application$key }) {
  const { data, hasNext, isLoadingNext, loadNext } = usePaginationFragment<
    eventsTabPaginationQuery,
    eventsTab_application$key
  >(fragment, key);
  const hasOlder = (data.events?.edges.length ?? 0) > pageSize;
  // A refresh reads the first page, and would remove the others.
  useRefresh(
    query,
    hasOlder ? null : { environment, name: application },
    (change) => change.environment === environment && change.application === application,
  );
  if (!data.events) {
    return (
      <EmptyState title="There are no events to show">
        <p>CMF did not send its events, or this version of CMF has none (before 2.0).</p>
      </EmptyState>
    );
  }
  const { edges } = data.events;
  if (edges.length === 0) {
    return (
      <EmptyState title="There are no events">
        <p>CMF records one when the application, its cluster or its job changes state.</p>
      </EmptyState>
    );
  }
  return (
    <>
      <ul className={styles['events']}>
        {edges.map(({ node }) => (
          <EventItem key={node.uid} environment={environment} application={application} event={node} />
        ))}
      </ul>
      {hasOlder && <p className="muted">New events are not added while older ones are shown.</p>}
      {hasNext && (
        <p>
          <button
            type="button"
            className="button"
            disabled={isLoadingNext}
            onClick={() => loadNext(pageSize)}
          >
            {isLoadingNext ? 'Loading…' : 'Show older events'}
          </button>
        </p>
      )}
    </>
  );
}
