/** The frame of every page, and which page an address shows. Pages load when they are first visited. */
import { lazy } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import { Header } from './layout/header.tsx';
import { LiveNotices } from './layout/live-notices.tsx';
import { PageBoundary } from './layout/page-boundary.tsx';
import { NotFoundPage } from './pages/not-found.tsx';
import { PaletteTrigger } from './palette/palette-trigger.tsx';
import { routes } from './routes.ts';

const FleetPage = lazy(() => import('./pages/fleet/fleet-page.tsx'));
const ApplicationsPage = lazy(() => import('./pages/applications/applications-page.tsx'));
const ApplicationPage = lazy(() => import('./pages/application/application-page.tsx'));
const InstanceByUidPage = lazy(() => import('./pages/instance/instance-by-uid-page.tsx'));

export function App() {
  const [location] = useLocation();
  // The tabs of an application share its page.
  const page = location.split('/').slice(0, 5).join('/');
  return (
    <>
      <a className="skip-link" href="#main">
        Skip to content
      </a>
      <Header />
      <LiveNotices />
      <main id="main" tabIndex={-1}>
        <PageBoundary key={page}>
          <Switch>
            <Route path={routes.fleet} component={FleetPage} />
            <Route path={routes.applications}>
              <ApplicationsPage environment={null} />
            </Route>
            <Route path={routes.environment}>
              {({ environment }) => <ApplicationsPage environment={environment} />}
            </Route>
            <Route path={`${routes.application}/*?`}>
              {({ environment, application }) => (
                <ApplicationPage environment={environment} application={application} />
              )}
            </Route>
            <Route path={routes.instanceByUid}>{({ uid }) => <InstanceByUidPage uid={uid} />}</Route>
            <Route component={NotFoundPage} />
          </Switch>
        </PageBoundary>
      </main>
      <PaletteTrigger />
    </>
  );
}
