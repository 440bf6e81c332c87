/** The bars of one lane: the states of its job, and the waits without a job. */
import type { ScaleTime } from 'd3-scale';
import type { MouseEvent } from 'react';
import { appearanceOf, type JobState } from '../state/job-state.ts';
import type { Geometry } from './geometry.ts';
import type { Segment } from './model.ts';
import styles from './timeline.module.css';

export type TimeScale = ScaleTime<number, number>;

interface LaneShapeProps {
  readonly segments: readonly Segment[];
  readonly y: number;
  readonly scale: TimeScale;
  readonly width: number;
  readonly geometry: Geometry;
  readonly onHover: (segment: Segment | null) => void;
  /** A click that is not the end of a drag. Null: nothing to pick. */
  readonly onPick: ((event: MouseEvent) => void) | null;
}

/** In these states the job processes no data, so the bar is thin. */
const idle: ReadonlySet<JobState | null> = new Set<JobState>(['FINISHED', 'CANCELED', 'SUSPENDED', 'FAILED']);
const textWidth = 7;

export function LaneShape({ segments, y, scale, width, geometry, onHover, onPick }: LaneShapeProps) {
  const { barY, barHeight } = geometry;
  return segments.map((segment) => {
    const left = Math.max(-4, scale(segment.from));
    const right = Math.min(width + 4, scale(segment.to));
    if (right <= 0 || left >= width) return null;
    const isThin = segment.kind === 'job' && idle.has(segment.state);
    const height = isThin ? 6 : barHeight;
    const text = wordOf(segment);
    const visibleLeft = Math.max(0, left);
    const fits = !isThin && Math.min(width, right) - visibleLeft > text.length * textWidth + 12;
    return (
      <g
        key={`${segment.from}:${segment.kind}`}
        className={styles['segment']}
        data-kind={segment.kind}
        data-state={segment.state ?? 'NONE'}
        data-pickable={onPick !== null}
        // Keyboard users use the button beside the lane.
        onClick={onPick ?? undefined}
        onPointerEnter={() => onHover(segment)}
        onPointerLeave={() => onHover(null)}
      >
        <rect
          x={left}
          y={y + barY + (barHeight - height) / 2}
          width={Math.max(2, right - left)}
          height={height}
          rx={Math.min(3, height / 2)}
        />
        {fits && (
          <text x={visibleLeft + 7} y={y + barY + barHeight / 2 + 4} aria-hidden="true">
            {text}
          </text>
        )}
      </g>
    );
  });
}

/** `● RUNNING`. */
export function wordOf({ kind, state }: Segment): string {
  if (kind === 'waiting') return 'no cluster yet';
  return `${appearanceOf(state).text} ${state}${kind === 'assumed' ? ', since when is not known' : ''}`;
}
