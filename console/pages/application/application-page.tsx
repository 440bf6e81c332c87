/** One application: its live state above, and one tab of detail below. */
import { graphql } from 'react-relay';
import { Redirect, Route, Switch } from 'wouter';
import type { applicationPageQuery } from '../../gql/applicationPageQuery.graphql';
import { PageBoundary } from '../../layout/page-boundary.tsx';
import { usePageQuery } from '../../relay/page-query.ts';
import { paths, routes } from '../../routes.ts';
import { NotFoundPage } from '../not-found.tsx';
import styles from './application.module.css';
import { ApplicationHeader } from './application-header.tsx';
import { EventsTab } from './events/events-tab.tsx';
import { InstancesTab } from './instances/instances-tab.tsx';
import { MissingApplication } from './missing-application.tsx';
import { Tabs } from './tabs.tsx';

const query = graphql`
  query applicationPageQuery($environment: String!, $name: String!) {
    application(environment: $environment, name: $name) {
      ...applicationHeader_application
    }
  }
`;

/** Of every page and tab below an application. */
export interface ApplicationProps {
  readonly environment: string;
  readonly application: string;
}

export default function ApplicationPage({ environment, application }: ApplicationProps) {
  const data = usePageQuery<applicationPageQuery>(
    query,
    { environment, name: application },
    (change) => change.environment === environment && change.application === application,
  );
  if (!data.application) return <MissingApplication environment={environment} application={application} />;
  return (
    <div className={`page ${styles['page']}`}>
      <ApplicationHeader application={data.application} />
      <Tabs environment={environment} application={application} />
      <PageBoundary>
        <Switch>
          <Route path={`${routes.application}/instances`}>
            <InstancesTab environment={environment} application={application} />
          </Route>
          <Route path={`${routes.application}/events`}>
            <EventsTab environment={environment} application={application} />
          </Route>
          <Route path={routes.application}>
            <Redirect to={paths.application(environment, application, 'instances')} replace />
          </Route>
          <Route component={NotFoundPage} />
        </Switch>
      </PageBoundary>
    </div>
  );
}
