/** One application: its live state above, and one tab of detail below. */
import { lazy } from 'react';
import { graphql } from 'react-relay';
import { Route, Switch } from 'wouter';
import type { applicationPageQuery } from '../../gql/applicationPageQuery.graphql';
import { PageBoundary } from '../../layout/page-boundary.tsx';
import { usePageQuery } from '../../relay/page-query.ts';
import { routes } from '../../routes.ts';
import styles from './application.module.css';
import { ApplicationHeader } from './application-header.tsx';
import { MissingApplication } from './missing-application.tsx';
import { Tabs } from './tabs.tsx';

const TimelineTab = lazy(() => import('./timeline/timeline-tab.tsx'));
const InstancesTab = lazy(() => import('./instances/instances-tab.tsx'));

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
          <Route path={routes.application}>
            <TimelineTab environment={environment} application={application} />
          </Route>
          <Route path={`${routes.application}/instances`}>
            <InstancesTab environment={environment} application={application} />
          </Route>
        </Switch>
      </PageBoundary>
    </div>
  );
}
