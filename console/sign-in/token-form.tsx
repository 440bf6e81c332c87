/** A form for a bearer token. It shows the subject of the token before the token is used. */
import { useId, useState } from 'react';
import { formatDuration, formatTime } from '../ui/duration.ts';
import { useNow } from '../ui/now.ts';
import { signInWithToken } from './session.ts';
import styles from './sign-in.module.css';
import { factsOf } from './user.ts';

/** RFC 6750 section 2.1. */
const bearerToken = /^[\w.~+/-]+=*$/;

export function TokenForm() {
  const id = useId();
  const [text, setText] = useState('');
  const now = useNow();
  const token = text.trim().replace(/^(?:authorization: *)?bearer +/i, '');
  const problem = problemOf(token, now);
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        if (token !== '' && problem === null) signInWithToken(token);
      }}
    >
      <label htmlFor={id}>Bearer token</label>
      {/* Not a password field: browsers offer to store those. */}
      <input
        id={id}
        className={`input ${styles['token']}`}
        value={text}
        onChange={({ target }) => setText(target.value)}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        aria-describedby={`${id}-facts`}
        aria-invalid={token !== '' && problem !== null}
      />
      <p id={`${id}-facts`} className={styles['facts']} role="status">
        {token === ''
          ? 'It stays in the memory of this page until you reload or close it.'
          : (problem ?? <Facts token={token} now={now} />)}
      </p>
      <button
        type="submit"
        className={`button ${styles['primary']}`}
        disabled={token === '' || problem !== null}
      >
        Use this token
      </button>
    </form>
  );
}

function problemOf(token: string, now: number): string | null {
  if (!bearerToken.test(token)) return 'This is not a token: it has characters that a token cannot have.';
  const { expiresAt } = factsOf(token);
  return expiresAt !== null && expiresAt <= now ? `This token expired at ${formatTime(expiresAt)}.` : null;
}

interface FactsProps {
  readonly token: string;
  readonly now: number;
}

function Facts({ token, now }: FactsProps) {
  const { user, expiresAt } = factsOf(token);
  if (user.subject === null) return 'The token does not name a user.';
  return (
    <>
      For <b>{user.name}</b>
      {user.issuer && <>, issued by {user.issuer}</>}
      {expiresAt !== null && <>, expires in {formatDuration(expiresAt - now)}</>}. The gateway and CMF verify
      it.
    </>
  );
}
