/** Below the header: the session ends soon, cannot be renewed, or has ended. Empty otherwise. */
import { useState } from 'react';
import { formatTime } from '../ui/duration.ts';
import { Notice } from '../ui/notice.tsx';
import { useNow } from '../ui/now.ts';
import { sentence } from '../ui/sentence.ts';
import { signIn } from './session.ts';
import { useSession } from './session-state.ts';
import styles from './sign-in.module.css';
import { TokenForm } from './token-form.tsx';

const soonMs = 300_000;

export function SessionNotice() {
  const { phase, expiresAt, isRenewable, error } = useSession();
  const now = useNow();
  if (phase === 'ended') {
    return (
      <Notice tone="danger">
        Your sign-in has ended{error === null ? '.' : `: ${sentence(error)}`} The page shows what it read
        before.
        <SignInAgain />
      </Notice>
    );
  }
  if (phase !== 'signed-in') return null;
  const end = expiresAt !== null && ` It ends at ${formatTime(expiresAt)}.`;
  if (isRenewable) {
    return (
      error && (
        <Notice tone="warning">
          Your sign-in could not be renewed so far: {sentence(error)}
          {end}
        </Notice>
      )
    );
  }
  const isSoon = expiresAt !== null && expiresAt - now < soonMs;
  if (!isSoon && error === null) return null;
  return (
    <Notice tone="warning">
      {error === null ? 'Your sign-in ends soon.' : sentence(error)}
      {end}
      <SignInAgain />
    </Notice>
  );
}

/** By the identity provider, which returns to this address, or by a token in place. */
function SignInAgain() {
  const { settings } = useSession();
  const [isOpen, setOpen] = useState(false);
  if (isOpen) return <TokenForm />;
  return (
    <button
      type="button"
      className={`button ${styles['again']}`}
      onClick={() => (settings?.oidc ? void signIn() : setOpen(true))}
    >
      Sign in again
    </button>
  );
}
