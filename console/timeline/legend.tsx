/** What the marks mean. */
import { MarkShape } from './mark-shape.tsx';
import { markKinds, markNames } from './marks.ts';
import styles from './timeline.module.css';

export function Legend() {
  return (
    <ul className={styles['legend']} aria-label="Marks">
      {markKinds.map((kind) => (
        <li key={kind}>
          <svg width="14" height="14" viewBox="-8 -8 16 16" aria-hidden="true">
            <MarkShape kind={kind} />
          </svg>
          {markNames[kind]}
        </li>
      ))}
    </ul>
  );
}
