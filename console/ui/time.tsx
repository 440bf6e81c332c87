/** A point in time: its age, with the exact time in the viewer's zone and in UTC on hover. */
import { describeTime, formatDuration, formatTime } from './duration.ts';
import { useNow } from './now.ts';

interface TimeProps {
  /** RFC 3339; null if unknown. */
  readonly at: string | null | undefined;
  /** `age`: 3 h. `ago`: 3 h ago. `exact`: the local time. */
  readonly as?: 'age' | 'ago' | 'exact';
}

export function Time({ at, as = 'age' }: TimeProps) {
  // The age of an old time changes rarely, so it is rendered rarely.
  const isOld = useNow(60_000) - Date.parse(at ?? '') > 3_600_000;
  const now = useNow(isOld ? 60_000 : 1_000);
  if (!at) return <span className="muted">–</span>;
  const age = formatDuration(now - Date.parse(at));
  return (
    <time dateTime={at} title={describeTime(at)}>
      {as === 'exact' ? formatTime(at) : as === 'ago' ? `${age} ago` : age}
    </time>
  );
}
