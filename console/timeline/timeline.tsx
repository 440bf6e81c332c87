/** A timeline: its range, its drawing and the table of its entries. The visible range is in the address. */
import { type ReactNode, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { useNow } from '../ui/now.ts';
import { EntryTable } from './entry-table.tsx';
import type { LaneActions } from './lane-menu.tsx';
import { lanesOf, type TimelineData } from './layout.ts';
import { Legend } from './legend.tsx';
import styles from './timeline.module.css';
import { TimelineChart } from './timeline-chart.tsx';
import { Toolbar } from './toolbar.tsx';
import { type Domain, domainOf, ranges, searchOfView, type View, viewOf, viewSince } from './view.ts';

interface TimelineProps {
  readonly data: TimelineData;
  /** The initial view without one in the address; null: the last hour. */
  readonly since: string | null;
  readonly linkOf: (uid: string) => string;
  /** Null: the lanes have no menus. */
  readonly actions?: LaneActions | null;
  /** All entries are of one instance. */
  readonly isOfInstance?: boolean;
  /** Entries before the first one exist, and can be read. */
  readonly onEarlier: (() => void) | null;
  readonly isReading: boolean;
  /** Shown between the drawing and the table. */
  readonly children?: ReactNode;
}

const maxLanes = 24;

export function Timeline(props: TimelineProps) {
  const { data, since, linkOf, actions = null, isOfInstance = false, onEarlier, isReading, children } = props;
  const [location, navigate] = useLocation();
  const inAddress = viewOf(useSearch());
  // Later changes do not move the view.
  const [initial] = useState(() => viewSince(since === null ? null : Date.parse(since), Date.now()));
  const [dragged, setDragged] = useState<Domain | null>(null);
  const [isWhole, setWhole] = useState(false);
  const view: View = dragged ? { from: dragged[0], to: dragged[1] } : (inAddress ?? initial);
  // A range of a day does not need an update every second.
  const now = useNow('range' in view ? Math.max(1_000, ranges[view.range] / 3_600) : 1_000);
  const domain = domainOf(view, now);

  const show = (next: View) => {
    setDragged(null);
    navigate(`${location}${searchOfView(next)}`, { replace: true });
  };
  const isInView = (from: number, to: number) => from <= domain[1] && to >= domain[0];
  const all = lanesOf(data, now);
  const inView = all.filter(({ from, to, marks }) => isInView(from, Math.max(to, marks.at(-1)?.at ?? to)));
  const lanes = isWhole ? inView : inView.slice(0, maxLanes);
  const entries = data.entries.filter(({ at }) => isInView(Date.parse(at), Date.parse(at)));
  const outside = all.length - inView.length;
  const [oldest] = data.entries;
  const isCutOff = onEarlier !== null && oldest !== undefined && Date.parse(oldest.at) > domain[0];

  return (
    <div className={styles['section']}>
      <Toolbar
        view={view}
        domain={domain}
        now={now}
        onRange={(range) => show({ range })}
        onDomain={([from, to]) => show({ from, to })}
      />
      {lanes.length === 0 ? (
        <p className="muted">No instance existed in this range.</p>
      ) : (
        <TimelineChart
          lanes={lanes}
          domain={domain}
          now={now}
          linkOf={linkOf}
          actions={actions}
          onDomain={setDragged}
          onDomainEnd={() => dragged && show({ from: dragged[0], to: dragged[1] })}
        />
      )}
      {lanes.length < inView.length && (
        <button type="button" className="button" onClick={() => setWhole(true)}>
          Show {inView.length - lanes.length} older instances
        </button>
      )}
      {outside > 0 && (
        <p className="muted">
          {outside === 1 ? '1 instance is' : `${outside} instances are`} outside of this range.
        </p>
      )}
      {isCutOff && (
        <p className="muted">
          Earlier entries are not loaded.{' '}
          <button type="button" className="button" disabled={isReading} onClick={onEarlier}>
            {isReading ? 'Loading…' : 'Load earlier entries'}
          </button>
        </p>
      )}
      <Legend />
      {children}
      <h2>{entries.length === 1 ? '1 entry' : `${entries.length} entries`} in view</h2>
      {entries.length > 0 && <EntryTable entries={entries} linkOf={isOfInstance ? null : linkOf} />}
    </div>
  );
}
