/** Replaces every view while the user is not signed in. The address stays that of the view. */
import { useEffect, useState } from 'react';
import { useTitle } from '../layout/title.ts';
import { Notice } from '../ui/notice.tsx';
import { sentence } from '../ui/sentence.ts';
import { signIn, startSession } from './session.ts';
import { useSession } from './session-state.ts';
import styles from './sign-in.module.css';
import { TokenForm } from './token-form.tsx';

export function SignInPage() {
  const { phase, settings, error } = useSession();
  const oidc = settings?.oidc;
  if (phase === 'starting') return <Starting issuer={oidc?.issuer} />;
  if (phase === 'failed') return <Failed error={error} />;
  return (
    <Page title="Sign in">
      {error && <Notice tone="danger">{sentence(error)}</Notice>}
      {oidc ? (
        <>
          <p>CMF decides what each user of this console sees.</p>
          <button type="button" className={`button ${styles['primary']}`} onClick={() => void signIn()}>
            Sign in with {hostOf(oidc.issuer)}
          </button>
          <details className={styles['other']}>
            <summary>Use a token</summary>
            <TokenForm />
          </details>
        </>
      ) : (
        <>
          <p>The gateway requires a bearer token. CMF decides what its user sees.</p>
          <TokenForm />
        </>
      )}
    </Page>
  );
}

export function hostOf(issuer: string): string {
  return URL.parse(issuer)?.host ?? issuer;
}

/** Empty at first: most settings load before a text can be read. */
function Starting({ issuer }: { readonly issuer: string | undefined }) {
  const [isLate, setLate] = useState(false);
  const [isStuck, setStuck] = useState(false);
  useEffect(() => {
    const timers = [setTimeout(setLate, 400, true), setTimeout(setStuck, 10_000, true)];
    return () => timers.forEach(clearTimeout);
  }, []);
  return (
    <div className="page muted" role="status">
      {isLate && <p>{issuer ? `Signing in with ${hostOf(issuer)}…` : 'Loading…'}</p>}
      {isStuck && (
        <button type="button" className="button" onClick={() => location.reload()}>
          Try again
        </button>
      )}
    </div>
  );
}

function Failed({ error }: { readonly error: string | null }) {
  return (
    <Page title="The console could not be started">
      <p role="alert">{error}</p>
      <button type="button" className="button" onClick={() => void startSession()}>
        Try again
      </button>
    </Page>
  );
}

interface PageProps {
  readonly title: string;
  readonly children: React.ReactNode;
}

function Page({ title, children }: PageProps) {
  useTitle(title);
  return (
    <div className={styles['page']}>
      <h1>{title}</h1>
      {children}
    </div>
  );
}
