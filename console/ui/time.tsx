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
  const now = useNow(at && Date.now() - Date.parse(at) > 3_600_000 ? 60_000 : 1_000);
  if (!at) return <span className="muted">–</span>;
  const age = formatDuration(now - Date.parse(at));
  return (
    <time dateTime={at} title={describeTime(at)}>
      {as === 'exact' ? formatTime(at) : as === 'ago' ? `${age} ago` : age}
    </time>
  );
}
