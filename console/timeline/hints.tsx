/** What the tooltip shows of a group of marks, and of a segment of a lane. */
import { formatDuration, formatTime } from '../ui/duration.ts';
import { wordOf } from './lane-shape.tsx';
import { type Cluster, markNames } from './marks.ts';
import type { Segment } from './model.ts';

const maxLines = 6;

export function ClusterHint({ cluster: { marks } }: { readonly cluster: Cluster }) {
  const hidden = marks.length - maxLines;
  return (
    <>
      {marks.slice(0, maxLines).map((mark) => (
        <p key={`${mark.at}${mark.text}`}>
          <span className="muted">
            {formatTime(mark.at)} · {markNames[mark.kind]}
          </span>
          <br />
          {mark.text}
        </p>
      ))}
      {hidden > 0 && <p className="muted">and {hidden} more: zoom in, or see the list of entries.</p>}
    </>
  );
}

export function SegmentHint({ segment, now }: { readonly segment: Segment; readonly now: number }) {
  const { from, to } = segment;
  return (
    <p>
      <strong>{wordOf(segment)}</strong> for {formatDuration(to - from)}
      <br />
      <span className="muted">
        {formatTime(from)} to {to >= now - 1_000 ? 'now' : formatTime(to)}
      </span>
    </p>
  );
}
