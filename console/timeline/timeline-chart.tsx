/**
 * The drawing: a lane for each instance, newest first. One mark at a time is in the order of the Tab key; the arrow keys
 * move between marks and lanes. Everything in it is also in the table of entries.
 */
import { scaleTime } from 'd3-scale';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { describeTime, formatTime } from '../ui/duration.ts';
import { useElementWidth } from '../ui/element-width.ts';
import { Axis } from './axis.tsx';
import { geometryOf } from './geometry.ts';
import { ClusterHint, SegmentHint } from './hints.tsx';
import { LaneLabel } from './lane-label.tsx';
import { type LaneActions, openLaneMenu } from './lane-menu.tsx';
import { LaneShape } from './lane-shape.tsx';
import { MarkShape } from './mark-shape.tsx';
import { type Cluster, clustersOf, markNames } from './marks.ts';
import type { Lane, Segment } from './model.ts';
import { firstPlace, type Place, targetOf } from './places.ts';
import styles from './timeline.module.css';
import { Tooltip } from './tooltip.tsx';
import { useZoom } from './use-zoom.ts';
import type { Domain } from './view.ts';

interface TimelineChartProps {
  readonly lanes: readonly Lane[];
  readonly domain: Domain;
  readonly now: number;
  readonly linkOf: (uid: string) => string;
  /** Null: lanes have no menus. */
  readonly actions: LaneActions | null;
  readonly onDomain: (domain: Domain) => void;
  /** The view stays where it is now. */
  readonly onDomainEnd: () => void;
}

type Hint = { readonly lane: number } & (
  | { readonly cluster: Cluster }
  | { readonly segment: Segment; readonly x: number }
);

/** Marks that are closer than this many pixels are drawn as one. A mark and a count of two digits fit. */
const markWidth = 28;

export function TimelineChart(props: TimelineChartProps) {
  const { lanes, domain, now, linkOf, actions, onDomain, onDomainEnd } = props;
  const id = useId();
  const frame = useRef<HTMLDivElement>(null);
  const svg = useRef<SVGSVGElement>(null);
  const [focus, setFocus] = useState<Place | null>(null);
  const [hint, setHint] = useState<Hint | null>(null);
  const frameWidth = useElementWidth(frame);
  const geometry = geometryOf(frameWidth);
  const { axisHeight, laneHeight, labelWidth, markY, barY } = geometry;
  const width = Math.max(0, frameWidth - labelWidth);
  const height = axisHeight + lanes.length * laneHeight;
  const scale = scaleTime(domain, [0, width]);
  useZoom({ svg, domain, width, onZoom: onDomain, onEnd: onDomainEnd });

  const margin = ((domain[1] - domain[0]) * markWidth) / Math.max(1, width);
  const clusters = lanes.map(({ marks }) =>
    clustersOf(
      marks.filter(({ at }) => at >= domain[0] && at <= domain[1]),
      margin,
    ),
  );
  const entry = focus && clusters[focus.lane]?.[focus.mark] ? focus : firstPlace(clusters);

  const move = (event: KeyboardEvent, from: Place) => {
    if (event.key === 'Escape') return setHint(null);
    const target = targetOf(event.key, from, clusters);
    if (!target) return;
    event.preventDefault();
    svg.current?.querySelector<SVGGElement>(`[data-place="${target.lane}:${target.mark}"]`)?.focus();
  };

  return (
    <div ref={frame} className={styles['frame']}>
      {lanes.map((lane, index) => (
        <LaneLabel
          key={lane.uid ?? ''}
          lane={lane}
          top={axisHeight + index * laneHeight}
          isAbove={labelWidth === 0}
          linkOf={linkOf}
          actions={actions}
          menuId={`${id}${index}`}
        />
      ))}
      <svg
        ref={svg}
        className={styles['svg']}
        style={{ marginLeft: labelWidth }}
        width={width}
        height={height}
        role="group"
        aria-label={`Timeline from ${formatTime(domain[0])} to ${formatTime(domain[1])}`}
      >
        <defs>
          <pattern
            id={`${id}waiting`}
            width="6"
            height="6"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <line y2="6" className={styles['hatch']} />
          </pattern>
        </defs>
        {lanes.map((lane, index) => (
          <line
            key={lane.uid ?? ''}
            className={styles['rule']}
            x2={width}
            y1={axisHeight + index * laneHeight}
            y2={axisHeight + index * laneHeight}
          />
        ))}
        <Axis scale={scale} width={width} height={height} now={now} geometry={geometry} />
        <g fill={`url(#${id}waiting)`}>
          {lanes.map((lane, index) => (
            <LaneShape
              key={lane.uid ?? ''}
              segments={lane.segments}
              y={axisHeight + index * laneHeight}
              scale={scale}
              width={width}
              geometry={geometry}
              onPick={actions && lane.uid !== null ? (event) => openLaneMenu(`${id}${index}`, event) : null}
              onHover={(segment) =>
                setHint(
                  segment && {
                    lane: index,
                    segment,
                    x: middleOf(scale(segment.from), scale(segment.to), width),
                  },
                )
              }
            />
          ))}
        </g>
        {clusters.map((marks, lane) =>
          marks.map((cluster, mark) => (
            <g
              key={`${lanes[lane]?.uid}:${cluster.at}:${cluster.kind}`}
              className={styles['marks']}
              data-place={`${lane}:${mark}`}
              data-kind={cluster.kind}
              transform={`translate(${scale(cluster.at)},${axisHeight + lane * laneHeight + markY})`}
              role="img"
              aria-label={nameOf(cluster)}
              tabIndex={entry?.lane === lane && entry.mark === mark ? 0 : -1}
              onFocus={() => {
                setFocus({ lane, mark });
                setHint({ lane, cluster });
              }}
              onBlur={() => setHint(null)}
              onPointerEnter={() => setHint({ lane, cluster })}
              onPointerLeave={() => setHint(null)}
              onKeyDown={(event) => move(event, { lane, mark })}
            >
              <MarkShape kind={cluster.kind} />
              {cluster.marks.length > 1 && (
                <text x="8" y="4" className={styles['count']}>
                  {cluster.marks.length}
                </text>
              )}
            </g>
          )),
        )}
      </svg>
      {hint && (
        <Tooltip
          x={labelWidth + ('cluster' in hint ? scale(hint.cluster.at) : hint.x)}
          y={axisHeight + hint.lane * laneHeight + barY + 24}
          width={frameWidth}
        >
          {'cluster' in hint ? (
            <ClusterHint cluster={hint.cluster} />
          ) : (
            <SegmentHint segment={hint.segment} now={now} />
          )}
        </Tooltip>
      )}
    </div>
  );
}

function nameOf({ marks }: Cluster): string {
  const [first] = marks;
  if (!first) return '';
  const more = marks.length > 1 ? `, and ${marks.length - 1} more` : '';
  return `${markNames[first.kind]}: ${first.text}, ${describeTime(first.at).replace('\n', ', ')}${more}`;
}

/** Of the visible part. */
function middleOf(left: number, right: number, width: number): number {
  return (Math.max(0, left) + Math.min(width, right)) / 2;
}
