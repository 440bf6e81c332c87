/** Shows its children to signed-in users, and where no sign-in is required. */
import type { ReactNode } from 'react';
import { showsViews, useSession } from './session-state.ts';
import { SignInPage } from './sign-in-page.tsx';

export function SessionGate({ children }: { readonly children: ReactNode }) {
  const session = useSession();
  return showsViews(session) ? children : <SignInPage />;
}
