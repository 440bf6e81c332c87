/** The axis of time and the line of the present. */
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

export function Axis({ scale, width, height, now, geometry }: AxisProps) {
  const format = scale.tickFormat();
  const present = scale(now);
  return (
    <g aria-hidden="true">
      {scale.ticks(Math.max(2, Math.floor(width / tickWidth))).map((tick) => {
        const x = scale(tick);
        const isFirst = x < 24;
        return (
          <g key={tick.getTime()} className={styles['tick']}>
            <line x1={x} x2={x} y1={geometry.axisHeight} y2={height} />
            <text x={isFirst ? 0 : x} y={14} textAnchor={isFirst ? 'start' : 'middle'}>
              {x > width - 60 ? '' : format(tick)}
            </text>
          </g>
        );
      })}
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
