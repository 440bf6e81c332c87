/** A UID, shortened in the middle; the button copies all of it. */
import { useState } from 'react';
import { copyText } from './copy-text.ts';
import styles from './uid.module.css';

export function shortUid(uid: string): string {
  return uid.length > 12 ? `${uid.slice(0, 4)}…${uid.slice(-4)}` : uid;
}

export function CopyUid({ uid, name }: { readonly uid: string; readonly name: string }) {
  const [hint, setHint] = useState<'copy' | 'copied' | 'not allowed'>('copy');
  const copy = async () => {
    setHint((await copyText(uid)) ? 'copied' : 'not allowed');
    setTimeout(() => setHint('copy'), 1_500);
  };
  return (
    <button type="button" className={styles['uid']} title={uid} data-hint={hint} onClick={() => void copy()}>
      <span className="visually-hidden">Copy {name} </span>
      {shortUid(uid)}
      <span className="visually-hidden" role="status">
        {hint === 'copy' ? '' : ` ${hint}`}
      </span>
    </button>
  );
}
