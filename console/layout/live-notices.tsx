/** Below the header: the end of the session, a lost connection, missed changes, a failed refresh. */
import { connection, useConnection } from '../live/connection.ts';
import { useFreshness } from '../live/freshness.ts';
import { useIsPageRefused } from '../live/page-version.ts';
import { SessionNotice } from '../sign-in/session-notice.tsx';
import { useSession } from '../sign-in/session-state.ts';
import { describeTime, formatTime } from '../ui/duration.ts';
import { Notice } from '../ui/notice.tsx';
import { sentence } from '../ui/sentence.ts';
import styles from './live-notices.module.css';

export function LiveNotices() {
  const { phase, lostAt, resumedAt, gap, error } = useConnection();
  const freshness = useFreshness();
  const isEnded = useSession().phase === 'ended';
  const isPageRefused = useIsPageRefused();
  return (
    <div className={styles['notices']}>
      <SessionNotice />
      {isPageRefused && (
        <Notice tone="warning">
          The gateway was updated and does not execute the queries of this page. Save what you have entered,
          then{' '}
          <button type="button" className="button" onClick={() => location.reload()}>
            Reload
          </button>
        </Notice>
      )}
      {phase === 'lost' && lostAt !== null && (
        <Notice tone="warning">
          The connection to the gateway was lost at <Exact at={lostAt} />. Reconnecting; what is shown may be
          out of date.
        </Notice>
      )}
      {phase === 'live' && lostAt !== null && resumedAt !== null && (
        <Notice tone="info" onDismiss={connection.dismiss}>
          The connection was lost at <Exact at={lostAt} /> and resumed at <Exact at={resumedAt} />
          {gap ? '.' : '; no change is missing.'}
        </Notice>
      )}
      {gap && (
        <Notice tone="warning" onDismiss={connection.dismiss}>
          Changes between <Exact at={gap.from} /> and <Exact at={gap.to} /> are not known ({gap.reason}). The
          states shown are current.
        </Notice>
      )}
      {phase === 'refused' && (
        <Notice tone="danger">
          The gateway sends no live changes: {sentence(error ?? '')} The page still reads its data every few
          seconds.
        </Notice>
      )}
      {freshness.error && phase !== 'lost' && !isEnded && (
        <Notice tone="warning">
          The last refresh failed: {sentence(freshness.error)} The page shows data from{' '}
          <Exact at={freshness.readAt} />.
        </Notice>
      )}
    </div>
  );
}

function Exact({ at }: { readonly at: number }) {
  return (
    <time dateTime={new Date(at).toISOString()} title={describeTime(at)}>
      {formatTime(at)}
    </time>
  );
}
