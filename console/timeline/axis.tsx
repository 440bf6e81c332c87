/** The time axis and the line at the current time. */
import type { Geometry } from './geometry.ts';
import type { TimeScale } from './lane-shape.tsx';
import styles from './timeline.module.css';

interface AxisProps {
  readonly scale: TimeScale;
  readonly width: number;
  readonly height: number;
  readonly now: number;
  readonly geometry: Geometry;
}

const tickWidth = 96;
const letterWidth = 6.6;

export function Axis({ scale, width, height, now, geometry }: AxisProps) {
  const present = scale(now);
  const ticks = ticksOf(scale, width, present);
  return (
    <g aria-hidden="true">
      {ticks.map(({ tick, x, text }) => (
        <g key={tick.getTime()} className={styles['tick']}>
          <line x1={x} x2={x} y1={geometry.axisHeight} y2={height} />
          <text x={x} y={14} textAnchor="middle">
            {text}
          </text>
        </g>
      ))}
      {present >= 0 && present <= width && (
        <g className={styles['now']}>
          <line x1={present} x2={present} y1={geometry.axisHeight - 4} y2={height} />
          <text x={Math.min(present, width - 2)} y={14} textAnchor="end">
            now
          </text>
        </g>
      )}
    </g>
  );
}

/** The text is empty where it would run into another one or out of the drawing. */
function ticksOf(scale: TimeScale, width: number, present: number) {
  const format = scale.tickFormat();
  let end = 0;
  return scale.ticks(Math.max(2, Math.floor(width / tickWidth))).map((tick) => {
    const x = scale(tick);
    const text = format(tick);
    const half = (text.length * letterWidth) / 2;
    const isFree = x - half >= end && x + half < Math.min(width, present < 0 ? width : present - 30);
    if (isFree) end = x + half + 8;
    return { tick, x, text: isFree ? text : '' };
  });
}
