/** A page that failed because the session had ended is loaded again after the user has signed in. */
import { useEffect } from 'react';
import { useSession } from './session-state.ts';

export function useRetryAfterSignIn(isUnauthenticated: boolean, onRetry: () => void): void {
  const { phase } = useSession();
  useEffect(() => {
    if (isUnauthenticated && phase === 'signed-in') onRetry();
  }, [isUnauthenticated, phase, onRetry]);
}
