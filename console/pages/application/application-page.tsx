/** One application: its live state above, and one tab of detail below. */
import { useState } from 'react';
import { graphql } from 'react-relay';
import { Route, Switch, useLocation } from 'wouter';
import { ApplicationActions } from '../../actions/application-actions.tsx';
import type { applicationPageQuery } from '../../gql/applicationPageQuery.graphql';
import { PageBoundary } from '../../layout/page-boundary.tsx';
import { usePageQuery } from '../../relay/page-query.ts';
import { routes } from '../../routes.ts';
import { ComparePage } from '../compare/compare-page.tsx';
import { InstancePage } from '../instance/instance-page.tsx';
import { NotFoundPage } from '../not-found.tsx';
import styles from './application.module.css';
import { ApplicationHeader } from './application-header.tsx';
import { ApplicationProblems } from './application-problems.tsx';
import { ConfigurationTab } from './configuration/configuration-tab.tsx';
import { EventsTab } from './events/events-tab.tsx';
import { InstancesTab } from './instances/instances-tab.tsx';
import { MissingApplication } from './missing-application.tsx';
import { Tabs } from './tabs.tsx';
import { TimelineTab } from './timeline/timeline-tab.tsx';

const query = graphql`
  query applicationPageQuery($environment: String!, $name: String!) {
    gateway {
      mutations
    }
    application(environment: $environment, name: $name) {
      ...applicationHeader_application
      ...applicationActions_application
    }
  }
`;

/** The props of every page and tab below an application. */
export interface ApplicationProps {
  readonly environment: string;
  readonly application: string;
}

export default function ApplicationPage({ environment, application }: ApplicationProps) {
  const [location] = useLocation();
  // A new object for each request, because the same instance may be selected again.
  const [rollBackTo, setRollBackTo] = useState<{ readonly uid: string } | null>(null);
  const data = usePageQuery<applicationPageQuery>(
    query,
    { environment, name: application },
    (change) => change.environment === environment && change.application === application,
  );
  if (!data.application) return <MissingApplication environment={environment} application={application} />;
  return (
    <div className={`page ${styles['page']}`}>
      <ApplicationHeader application={data.application} />
      <ApplicationProblems environment={environment} application={application} />
      {data.gateway.mutations && (
        <ApplicationActions application={data.application} rollBackTo={rollBackTo} />
      )}
      <Tabs environment={environment} application={application} />
      <PageBoundary key={location}>
        <Switch>
          <Route path={routes.application}>
            <TimelineTab
              environment={environment}
              application={application}
              onRollBack={data.gateway.mutations ? (uid) => setRollBackTo({ uid }) : null}
            />
          </Route>
          <Route path={`${routes.application}/instances`}>
            <InstancesTab environment={environment} application={application} />
          </Route>
          <Route path={`${routes.application}/events`}>
            <EventsTab environment={environment} application={application} />
          </Route>
          <Route path={`${routes.application}/configuration`}>
            <ConfigurationTab environment={environment} application={application} />
          </Route>
          <Route path={routes.compare}>
            <ComparePage environment={environment} application={application} />
          </Route>
          <Route path={routes.instance}>
            {({ uid }) => (
              <InstancePage key={uid} environment={environment} application={application} uid={uid} />
            )}
          </Route>
          <Route component={NotFoundPage} />
        </Switch>
      </PageBoundary>
    </div>
  );
}
