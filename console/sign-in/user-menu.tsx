/** In the header: who is signed in, until when, and the sign-out. */
import { useId } from 'react';
import { Time } from '../ui/time.tsx';
import { signOut } from './session.ts';
import { useSession } from './session-state.ts';
import styles from './sign-in.module.css';
import { TokenForm } from './token-form.tsx';

export function UserMenu() {
  const id = useId();
  const { phase, settings, user, expiresAt, isRenewable } = useSession();
  if (!settings?.usesTokens || (phase !== 'open' && !user)) return null;
  const label = user?.name ?? 'Use a token';
  return (
    <>
      <button type="button" className={`button ${styles['user']}`} popoverTarget={id} title={label}>
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <circle cx="8" cy="5" r="3" />
          <path d="M2 15c0-4 2.5-5.5 6-5.5s6 1.5 6 5.5z" />
        </svg>
        <span>{label}</span>
      </button>
      <div id={id} popover="auto" className={styles['menu']} role="group" aria-label={user ? 'User' : label}>
        {user ? (
          <>
            <p>
              {phase === 'ended' ? 'Was signed in as' : 'Signed in as'} <b>{user.name}</b>
            </p>
            <dl className={styles['claims']}>
              <dt>Subject</dt>
              <dd>{user.subject ?? 'not shown by the token'}</dd>
              <dt>Issuer</dt>
              <dd>{user.issuer ?? 'not shown by the token'}</dd>
              <dt>Token</dt>
              <dd>
                {expiresAt === null ? (
                  'does not show when it expires'
                ) : (
                  <>
                    until <Time at={new Date(expiresAt).toISOString()} as="exact" />
                  </>
                )}
                {isRenewable && ', renewed automatically'}
              </dd>
            </dl>
            <button type="button" className="button" onClick={() => void signOut()}>
              Sign out
            </button>
          </>
        ) : (
          <TokenForm />
        )}
      </div>
    </>
  );
}
