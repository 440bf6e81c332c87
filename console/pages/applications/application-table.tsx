/** The rows in view, out of any number. The window scrolls; arrow keys move between rows. */
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { applicationRow_application$key } from '../../gql/applicationRow_application.graphql';
import type { ListFilter } from '../../routes.ts';
import { useMediaQuery } from '../../ui/media-query.ts';
import { ApplicationRow } from './application-row.tsx';
import { ColumnHeaders, columnCount } from './column-headers.tsx';
import styles from './table.module.css';
import { useVisibleDetails } from './visible-details.ts';

interface ApplicationTableProps {
  readonly rows: readonly ({ readonly id: string } & applicationRow_application$key)[];
  readonly total: number | null;
  readonly showsEnvironment: boolean;
  readonly filter: ListFilter;
  readonly onChange: (part: ListFilter) => void;
  /** The view is close to the last loaded row. */
  readonly onEnd: () => void;
}

const rowHeight = { wide: 32, narrow: 52 };
const rowsBeforeEnd = 30;

export function ApplicationTable({
  rows,
  total,
  showsEnvironment,
  filter,
  onChange,
  onEnd,
}: ApplicationTableProps) {
  const body = useRef<HTMLDivElement>(null);
  const [offset, setOffset] = useState(0);
  const height = useMediaQuery('(max-width: 700px)') ? rowHeight.narrow : rowHeight.wide;
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => height,
    overscan: 12,
    scrollMargin: offset,
    getItemKey: (index) => rows[index]?.id ?? index,
  });
  const items = virtualizer.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  const details = useVisibleDetails(rows.slice(first, last + 1).map(({ id }) => id));

  useLayoutEffect(() => setOffset(body.current?.offsetTop ?? 0), []);
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, height]);
  const isNearEnd = last >= rows.length - rowsBeforeEnd;
  useEffect(() => {
    if (isNearEnd) onEnd();
  }, [isNearEnd, onEnd]);

  const moveFocus = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
    const row = event.target instanceof Element ? event.target.closest('[data-index]') : null;
    if (step === undefined || !(row instanceof HTMLElement)) return;
    event.preventDefault();
    const index = Number(row.dataset['index']) + step;
    if (index < 0 || index >= rows.length) return;
    const focus = () => body.current?.querySelector<HTMLAnchorElement>(`[data-index="${index}"] a`)?.focus();
    virtualizer.scrollToIndex(index);
    focus();
    // A row out of view is rendered after the scroll.
    requestAnimationFrame(focus);
  };

  return (
    <div
      role="table"
      aria-label="Applications"
      aria-rowcount={(total ?? rows.length) + 1}
      aria-colcount={columnCount(showsEnvironment)}
      className={styles['table']}
      data-environment={showsEnvironment}
      onKeyDown={moveFocus}
    >
      <ColumnHeaders filter={filter} showsEnvironment={showsEnvironment} onChange={onChange} />
      <div
        role="rowgroup"
        ref={body}
        className={styles['body']}
        style={{ height: virtualizer.getTotalSize() }}
      >
        {items.map(({ index, key, start }) => {
          const row = rows[index];
          return row ? (
            <ApplicationRow
              key={key}
              application={row}
              upgrade={details.get(row.id)?.upgrade}
              problem={details.get(row.id)?.problem}
              index={index}
              top={start - offset}
              height={height}
              showsEnvironment={showsEnvironment}
            />
          ) : null;
        })}
      </div>
    </div>
  );
}
