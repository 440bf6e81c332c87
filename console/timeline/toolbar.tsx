/** Chooses the visible range of time. */
import styles from './timeline.module.css';
import { type Domain, moved, type Range, rangeNames, type View, zoomed } from './view.ts';

interface ToolbarProps {
  readonly view: View;
  readonly domain: Domain;
  readonly now: number;
  readonly onRange: (range: Range) => void;
  readonly onDomain: (domain: Domain) => void;
}

export function Toolbar({ view, domain, now, onRange, onDomain }: ToolbarProps) {
  return (
    <div className={styles['toolbar']}>
      <fieldset className={styles['group']}>
        <legend className="visually-hidden">Range until now</legend>
        {rangeNames.map((range) => (
          <button
            key={range}
            type="button"
            aria-pressed={'range' in view && view.range === range}
            onClick={() => onRange(range)}
          >
            {range}
          </button>
        ))}
      </fieldset>
      <fieldset className={styles['group']}>
        <legend className="visually-hidden">Zoom and move</legend>
        <button type="button" aria-label="Earlier" onClick={() => onDomain(moved(domain, -0.5, now))}>
          ←
        </button>
        <button type="button" aria-label="Zoom out" onClick={() => onDomain(zoomed(domain, 2, now))}>
          −
        </button>
        <button type="button" aria-label="Zoom in" onClick={() => onDomain(zoomed(domain, 0.5, now))}>
          +
        </button>
        <button type="button" aria-label="Later" onClick={() => onDomain(moved(domain, 0.5, now))}>
          →
        </button>
      </fieldset>
    </div>
  );
}
