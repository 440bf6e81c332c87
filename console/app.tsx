/** The frame of every page, and the routes. Pages load when they are first visited. */
import { lazy, useEffect } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import { Header } from './layout/header.tsx';
import { LiveNotices } from './layout/live-notices.tsx';
import { PageBoundary } from './layout/page-boundary.tsx';
import { firstViewIsShown } from './live/first-view.ts';
import { NotFoundPage } from './pages/not-found.tsx';
import { PaletteTrigger } from './palette/palette-trigger.tsx';
import { decodeName, routes } from './routes.ts';
import { SessionGate } from './sign-in/session-gate.tsx';
import { showsViews, useSession } from './sign-in/session-state.ts';

const pages = {
  fleet: () => import('./pages/fleet/fleet-page.tsx'),
  applications: () => import('./pages/applications/applications-page.tsx'),
  application: () => import('./pages/application/application-page.tsx'),
  instanceByUid: () => import('./pages/instance/instance-by-uid-page.tsx'),
};

const FleetPage = lazy(pages.fleet);
const ApplicationsPage = lazy(pages.applications);
const ApplicationPage = lazy(pages.application);
const InstanceByUidPage = lazy(pages.instanceByUid);

/** Preloads the other pages, so that navigation is fast and works while the gateway is unreachable. */
function usePreloadedPages(): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const preload = () => {
      // A failure is shown when the page is visited.
      void Promise.allSettled(
        [...Object.values(pages), () => import('./palette/palette.tsx')].map((load) => load()),
      );
    };
    void firstViewIsShown.then(() => {
      timer = setTimeout(preload, preloadAfterMs);
    });
    return () => clearTimeout(timer);
  }, []);
}

const preloadAfterMs = 1_000;

export function App() {
  usePreloadedPages();
  const [location] = useLocation();
  const hasViews = showsViews(useSession());
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
        <SessionGate>
          <PageBoundary key={page} isPage>
            <Switch>
              <Route path={routes.fleet} component={FleetPage} />
              <Route path={routes.applications}>
                <ApplicationsPage environment={null} />
              </Route>
              <Route path={routes.environment}>
                {({ environment }) => <ApplicationsPage environment={decodeName(environment)} />}
              </Route>
              <Route path={`${routes.application}/*?`}>
                {({ environment, application }) => (
                  <ApplicationPage
                    environment={decodeName(environment)}
                    application={decodeName(application)}
                  />
                )}
              </Route>
              <Route path={routes.instanceByUid}>
                {({ uid }) => <InstanceByUidPage uid={decodeName(uid)} />}
              </Route>
              <Route component={NotFoundPage} />
            </Switch>
          </PageBoundary>
        </SessionGate>
      </main>
      {hasViews && <PaletteTrigger />}
    </>
  );
}
