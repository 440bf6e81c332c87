/** A UID, shortened in the middle; the button copies all of it. */
import { useState } from 'react';
import styles from './uid.module.css';

export function shortUid(uid: string): string {
  return uid.length > 12 ? `${uid.slice(0, 4)}…${uid.slice(-4)}` : uid;
}

export function CopyUid({ uid, name }: { readonly uid: string; readonly name: string }) {
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(uid);
    setCopied(true);
    setTimeout(() => setCopied(false), 1_500);
  };
  return (
    <button
      type="button"
      className={styles['uid']}
      title={uid}
      data-hint={isCopied ? 'copied' : 'copy'}
      onClick={() => void copy()}
    >
      <span className="visually-hidden">Copy {name} </span>
      {shortUid(uid)}
      <span className="visually-hidden" role="status">
        {isCopied ? ' copied' : ''}
      </span>
    </button>
  );
}
