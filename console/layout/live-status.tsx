/** The status of live updates in one word, with the time of the last read. */
import { type ConnectionState, useConnection } from '../live/connection.ts';
import { useFreshness } from '../live/freshness.ts';
import { useSession } from '../sign-in/session-state.ts';
import { describeTime, formatDuration } from '../ui/duration.ts';
import { useNow } from '../ui/now.ts';
import styles from './live-status.module.css';

const words: Readonly<Record<ConnectionState['phase'], string>> = {
  connecting: 'connecting',
  live: 'live',
  lost: 'reconnecting',
  refused: 'not live',
};

export function LiveStatus() {
  const { phase } = useConnection();
  const { readAt, error } = useFreshness();
  const isEnded = useSession().phase === 'ended';
  const now = useNow();
  const word = isEnded ? 'signed out' : words[phase];
  return (
    <div
      className={styles['status']}
      data-phase={error || isEnded ? 'lost' : phase}
      title={`Last read\n${describeTime(readAt)}`}
    >
      <span className={styles['dot']} aria-hidden="true" />
      <span role="status" aria-label={`Connection: ${word}`}>
        {word}
      </span>
      <span className={styles['age']}>{formatDuration(now - readAt)}</span>
    </div>
  );
}
