/** A job state as glyph and word. Of an unknown state, the word is CMF's own. */
import { type JobState } from './job-state.ts';
import styles from './state.module.css';
import { StateGlyph } from './state-glyph.tsx';

interface StateLabelProps {
  readonly state: JobState | null | undefined;
  readonly raw?: string | null | undefined;
}

export function StateLabel({ state, raw }: StateLabelProps) {
  return (
    <span className={styles['label']} data-state={state ?? 'NONE'}>
      <StateGlyph state={state} />
      {state ? (state === 'UNKNOWN' && raw ? raw : state) : 'NO JOB'}
    </span>
  );
}
