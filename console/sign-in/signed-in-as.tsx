/** Whom requests are made for, where CMF shows nothing or refuses. */
import { useSession } from './session-state.ts';

export function SignedInAs() {
  const { settings, user } = useSession();
  if (!settings?.usesTokens) return null;
  if (!user) return <p>Requests of this page carry no token of yours; CMF decides what that shows.</p>;
  return (
    <p>
      You are signed in as <b>{user.name}</b>
      {user.subject !== null && user.subject !== user.name && <> ({user.subject})</>}; CMF decides what that
      user sees.
    </p>
  );
}
