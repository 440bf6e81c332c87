/** What a page shows while it loads and when it fails. Its children are remounted by `key` when the address changes. */
import { Component, type ReactNode, Suspense, useEffect, useState } from 'react';
import { useConnection } from '../live/connection.ts';
import { partIsLoading } from '../live/first-view.ts';
import { RequestError } from '../relay/request.ts';
import { SignedInAs } from '../sign-in/signed-in-as.tsx';
import { useRetryAfterSignIn } from '../sign-in/use-retry-after-sign-in.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { RetryContext } from './retry-context.ts';

interface Props {
  /** The boundary encloses the whole page, not a part of it. */
  readonly isPage?: boolean;
  readonly children: ReactNode;
}

interface State {
  readonly attempt: number;
  readonly error: Error | null;
}

export class PageBoundary extends Component<Props, State> {
  override state: State = { attempt: 0, error: null };

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  readonly retry = () => this.setState(({ attempt }) => ({ attempt: attempt + 1, error: null }));

  override render() {
    const { attempt, error } = this.state;
    if (error) return <PageError isPage={this.props.isPage ?? false} error={error} onRetry={this.retry} />;
    return (
      <RetryContext value={attempt}>
        <Suspense fallback={<Loading />}>{this.props.children}</Suspense>
      </RetryContext>
    );
  }
}

interface PageErrorProps {
  readonly isPage: boolean;
  readonly error: Error;
  readonly onRetry: () => void;
}

function PageError({ isPage, error, onRetry }: PageErrorProps) {
  useRetryOnReconnect(error, onRetry);
  useRetryAfterSignIn(error instanceof RequestError && error.code === 'UNAUTHENTICATED', onRetry);
  if (error instanceof RequestError) {
    return (
      <EmptyState isPage={isPage} title="This page could not be loaded" role="alert">
        <p>{error.message}</p>
        {error.code === 'FORBIDDEN' && <SignedInAs />}
        <p className="muted">
          {error.code}
          {error.requestId && ` · request ${error.requestId}`}
        </p>
        <button type="button" className="button" onClick={onRetry}>
          Try again
        </button>
      </EmptyState>
    );
  }
  return (
    <EmptyState isPage={isPage} title="The console failed" role="alert">
      <p>Reload the page. The gateway may have been updated, or a part of the console could not be loaded.</p>
      <p className="muted">{error.message}</p>
      <button type="button" className="button" onClick={() => location.reload()}>
        Reload
      </button>
    </EmptyState>
  );
}

/** A page that failed because the gateway was unreachable is reloaded when it responds again. */
function useRetryOnReconnect(error: Error, onRetry: () => void): void {
  const { resumedAt } = useConnection();
  const [resumedBefore] = useState(resumedAt);
  const isBack = resumedAt !== null && resumedAt !== resumedBefore;
  useEffect(() => {
    if (!isBack) return;
    // The likely cause is a script that could not be loaded. Browsers may cache that failure until a reload of the
    // page.
    if (!(error instanceof RequestError)) location.reload();
    else if (error.code === 'NETWORK') onRetry();
  }, [isBack, error, onRetry]);
}

/** Empty at first: most pages load before a text can be read. */
function Loading() {
  const [phase, setPhase] = useState<'quick' | 'slow' | 'late'>('quick');
  useEffect(partIsLoading, []);
  useEffect(() => {
    const timers = [setTimeout(() => setPhase('slow'), 400), setTimeout(() => setPhase('late'), 8_000)];
    return () => timers.forEach(clearTimeout);
  }, []);
  const text = { quick: '', slow: 'Loading…', late: 'Still loading. The gateway or CMF responds slowly.' }[
    phase
  ];
  return (
    <p className="page muted" role="status">
      {text}
    </p>
  );
}
