/**
 * The drawing: a lane for each instance, newest first. One mark at a time is in the order of the Tab key; the arrow keys
 * move between marks and lanes. Everything in it is also in the table of entries.
 */
import { scaleTime } from 'd3-scale';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { Link } from 'wouter';
import { describeTime, formatDuration, formatTime } from '../ui/duration.ts';
import { useElementWidth } from '../ui/element-width.ts';
import { shortUid } from '../ui/uid.tsx';
import { Axis } from './axis.tsx';
import { geometryOf } from './geometry.ts';
import { type LaneActions, LaneMenu, openLaneMenu } from './lane-menu.tsx';
import { LaneShape, wordOf } from './lane-shape.tsx';
import { MarkShape } from './mark-shape.tsx';
import { type Cluster, clustersOf, markNames } from './marks.ts';
import type { Lane, Segment } from './model.ts';
import { roleNames } from './roles.ts';
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

interface Place {
  readonly lane: number;
  readonly mark: number;
}

type Hint = { readonly lane: number } & (
  | { readonly cluster: Cluster }
  | { readonly segment: Segment; readonly x: number }
);

/** Marks that are closer than this many pixels are drawn as one. */
const markWidth = 15;
const maxHintLines = 6;

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

interface LaneLabelProps {
  readonly lane: Lane;
  readonly top: number;
  readonly isAbove: boolean;
  readonly linkOf: (uid: string) => string;
  readonly actions: LaneActions | null;
  readonly menuId: string;
}

function LaneLabel({ lane, top, isAbove, linkOf, actions, menuId }: LaneLabelProps) {
  const { uid, role, expired } = lane;
  return (
    <div className={styles['label']} data-role={role} data-above={isAbove} style={{ top }}>
      {uid === null ? (
        <span className="muted">without an instance</span>
      ) : (
        <>
          <Link href={linkOf(uid)} title={uid} className={styles['uid']}>
            {shortUid(uid)}
          </Link>
          <span className={styles['role']}>{roleNames[role]}</span>
          {expired && <span className="muted">not in CMF</span>}
          {actions && <LaneMenu uid={uid} lane={lane} id={menuId} linkOf={linkOf} actions={actions} />}
        </>
      )}
    </div>
  );
}

function ClusterHint({ cluster: { marks } }: { readonly cluster: Cluster }) {
  const hidden = marks.length - maxHintLines;
  return (
    <>
      {marks.slice(0, maxHintLines).map((mark) => (
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

function SegmentHint({ segment, now }: { readonly segment: Segment; readonly now: number }) {
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

function nameOf({ marks }: Cluster): string {
  const [first] = marks;
  if (!first) return '';
  const more = marks.length > 1 ? `, and ${marks.length - 1} more` : '';
  return `${markNames[first.kind]}: ${first.text}, ${describeTime(first.at).replace('\n', ', ')}${more}`;
}

function firstPlace(clusters: readonly (readonly Cluster[])[]): Place | null {
  const lane = clusters.findIndex((marks) => marks.length > 0);
  return lane < 0 ? null : { lane, mark: (clusters[lane]?.length ?? 1) - 1 };
}

/** The mark that a key leads to: the next one in the lane, or the nearest one in time in the lane above or below. */
function targetOf(
  key: string,
  { lane, mark }: Place,
  clusters: readonly (readonly Cluster[])[],
): Place | null {
  const marks = clusters[lane] ?? [];
  const index = { ArrowLeft: mark - 1, ArrowRight: mark + 1, Home: 0, End: marks.length - 1 }[key];
  if (index !== undefined) return marks[index] ? { lane, mark: index } : null;
  const step = { ArrowUp: -1, ArrowDown: 1 }[key];
  const at = marks[mark]?.at;
  if (step === undefined || at === undefined) return null;
  for (let other = lane + step; other >= 0 && other < clusters.length; other += step) {
    const found = nearest(clusters[other] ?? [], at);
    if (found !== null) return { lane: other, mark: found };
  }
  return null;
}

function nearest(marks: readonly Cluster[], at: number): number | null {
  let best: number | null = null;
  for (const [index, mark] of marks.entries()) {
    if (best === null || Math.abs(mark.at - at) < Math.abs((marks[best]?.at ?? Infinity) - at)) best = index;
  }
  return best;
}

/** Of the visible part. */
function middleOf(left: number, right: number, width: number): number {
  return (Math.max(0, left) + Math.min(width, right)) / 2;
}
