/** Loads the list, page by page, and keeps what is in view current. */
import { useContext } from 'react';
import { graphql, useLazyLoadQuery, usePaginationFragment } from 'react-relay';
import type { applicationList_query$key } from '../../gql/applicationList_query.graphql';
import type { applicationListPaginationQuery } from '../../gql/applicationListPaginationQuery.graphql';
import type { applicationListQuery } from '../../gql/applicationListQuery.graphql';
import { RetryContext } from '../../layout/retry-context.ts';
import type { ListFilter } from '../../routes.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ApplicationTable } from './application-table.tsx';
import styles from './applications.module.css';
import { useListChanges } from './list-changes.ts';
import { pageSize, variablesOf } from './list-variables.ts';

const query = graphql`
  query applicationListQuery($count: Int!, $after: String, $filter: ApplicationFilter, $orderBy: ApplicationOrder) {
    ...applicationList_query
  }
`;

const fragment = graphql`
  fragment applicationList_query on Query @refetchable(queryName: "applicationListPaginationQuery") {
    applications(first: $count, after: $after, filter: $filter, orderBy: $orderBy)
      @connection(key: "applicationList_applications") {
      totalCount
      missing {
        environment
        code
        message
      }
      edges {
        node {
          id
          environmentName
          ...applicationRow_application
        }
      }
    }
  }
`;

interface ApplicationListProps {
  readonly environment: string | null;
  readonly filter: ListFilter;
  /** Another filter is loading. */
  readonly isPending: boolean;
  readonly onChange: (part: ListFilter) => void;
}

export function ApplicationList({ environment, filter, isPending, onChange }: ApplicationListProps) {
  const variables = variablesOf(environment, filter);
  const data = useLazyLoadQuery<applicationListQuery>(query, variables, {
    fetchPolicy: 'store-and-network',
    fetchKey: useContext(RetryContext),
  });
  const list = usePaginationFragment<applicationListPaginationQuery, applicationList_query$key>(
    fragment,
    data,
  );
  const { hasNext, isLoadingNext, loadNext } = list;
  const rows = list.data.applications?.edges.map(({ node }) => node) ?? [];
  const { applications } = list.data;
  const total = applications?.totalCount ?? null;
  const changes = useListChanges({ query, variables, filter, total, ids: rows.map(({ id }) => id) });
  if (!applications) {
    return (
      <EmptyState title="The applications could not be read" role="alert">
        <p>CMF does not respond, or denies you access.</p>
      </EmptyState>
    );
  }
  return (
    <div className={styles['list']} data-pending={isPending} {...changes.pointerHandlers}>
      {applications.missing.map((one) => (
        <Notice key={one.environment} tone="warning">
          The applications of {one.environment} are missing: {one.message} ({one.code})
        </Notice>
      ))}
      {/* The place is kept free, so that the rows below do not move. */}
      <div className={styles['summary']}>
        <span role="status">
          {total ?? rows.length} {total === 1 ? 'application' : 'applications'}
        </span>
        {changes.isDirty && (
          <button type="button" className={styles['update']} onClick={changes.update}>
            The list has changed: update
          </button>
        )}
      </div>
      {rows.length === 0 ? (
        <NoApplications environment={environment} filter={filter} onChange={onChange} />
      ) : (
        <ApplicationTable
          rows={rows}
          total={total}
          showsEnvironment={environment === null}
          filter={filter}
          onChange={onChange}
          onEnd={() => hasNext && !isLoadingNext && loadNext(pageSize)}
        />
      )}
    </div>
  );
}

type NoApplicationsProps = Omit<ApplicationListProps, 'isPending'>;

function NoApplications({ environment, filter, onChange }: NoApplicationsProps) {
  const isFiltered = Boolean(filter.name ?? filter.environment ?? filter.states ?? filter.label);
  const none = { name: '', environment: '', states: [], label: '' };
  return isFiltered ? (
    <EmptyState title="No application matches the filter">
      <button type="button" className="button" onClick={() => onChange(none)}>
        Clear the filter
      </button>
    </EmptyState>
  ) : (
    <EmptyState
      title={
        environment === null ? 'There are no applications' : `There are no applications in ${environment}`
      }
    >
      <p>CMF has none here, or you have no access to them.</p>
    </EmptyState>
  );
}
