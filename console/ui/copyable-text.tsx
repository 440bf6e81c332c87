/** Text to copy, such as a query, in monospace with a button. */
import { useState } from 'react';
import { copyText } from './copy-text.ts';
import styles from './copyable-text.module.css';

interface CopyableTextProps {
  /** Names the button. */
  readonly name: string;
  readonly text: string;
}

export function CopyableText({ name, text }: CopyableTextProps) {
  const [outcome, setOutcome] = useState('');
  const copy = async () => {
    setOutcome((await copyText(text)) ? 'Copied' : 'The browser refused. Select the text instead.');
    setTimeout(() => setOutcome(''), 2_000);
  };
  return (
    <div className={styles['block']}>
      <pre className={styles['text']} tabIndex={0} role="region" aria-label={name}>
        {text}
      </pre>
      <button type="button" className="button" onClick={() => void copy()} aria-label={`Copy ${name}`}>
        Copy
      </button>
      <span role="status" className={styles['outcome']}>
        {outcome}
      </span>
    </div>
  );
}
