/** Starts the console in the page. */
import { StrictMode, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { RelayEnvironmentProvider } from 'react-relay';
import { App } from './app.tsx';
import { startFleetUpdates } from './live/fleet-updates.ts';
import { createEnvironment } from './relay/environment.ts';
import { startSession } from './sign-in/session.ts';
import { useSession } from './sign-in/session-state.ts';
import './styles/tokens.css';
import './styles/base.css';

/** The application with the data of one user. */
function UserRoot() {
  const [environment] = useState(createEnvironment);
  useEffect(() => startFleetUpdates(environment), [environment]);
  return (
    <RelayEnvironmentProvider environment={environment}>
      <App />
    </RelayEnvironmentProvider>
  );
}

function Root() {
  const { generation } = useSession();
  return <UserRoot key={generation} />;
}

const root = document.getElementById('root');
if (!root) throw new Error('The page has no root element.');
void startSession();
createRoot(root).render(
  <StrictMode>
    <Root />
  </StrictMode>,
);
