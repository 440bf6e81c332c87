/** Shows its children to users who are signed in, or who need not be. */
import type { ReactNode } from 'react';
import { showsViews, useSession } from './session-state.ts';
import { SignInPage } from './sign-in-page.tsx';

export function SessionGate({ children }: { readonly children: ReactNode }) {
  const session = useSession();
  return showsViews(session) ? children : <SignInPage />;
}
