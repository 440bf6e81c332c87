/** The user of the requests, shown where CMF returns nothing or denies access. */
import { useSession } from './session-state.ts';

export function SignedInAs() {
  const { settings, user } = useSession();
  if (!settings?.usesTokens) return null;
  if (!user) return <p>This page sends no token; CMF decides what requests without a token can see.</p>;
  return (
    <p>
      You are signed in as <b>{user.name}</b>
      {user.subject !== null && user.subject !== user.name && <> ({user.subject})</>}; CMF decides what that
      user sees.
    </p>
  );
}
