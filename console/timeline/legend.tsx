/** What the marks and the hatched bar mean. A narrow bar has no room for its words. */
import { MarkShape } from './mark-shape.tsx';
import { markKinds, markNames } from './marks.ts';
import styles from './timeline.module.css';

export function Legend() {
  return (
    <ul className={styles['legend']} aria-label="Legend">
      {markKinds.map((kind) => (
        <li key={kind}>
          <svg width="14" height="14" viewBox="-8 -8 16 16" aria-hidden="true">
            <MarkShape kind={kind} />
          </svg>
          {markNames[kind]}
        </li>
      ))}
      <li>
        <svg
          width="22"
          height="14"
          aria-hidden="true"
          className={styles['segment']}
          data-kind="waiting"
          data-state="NONE"
        >
          <rect x="1" y="2" width="20" height="10" rx="3" fill="none" />
          <path d="M3 12L9 2M8 12L14 2M13 12L19 2" className={styles['hatch']} />
        </svg>
        No cluster yet
      </li>
    </ul>
  );
}
