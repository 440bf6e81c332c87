/** A choice of several job states. */
import { useEffect, useRef } from 'react';
import { type JobState, jobStates } from '../../state/job-state.ts';
import { StateLabel } from '../../state/state-label.tsx';
import styles from './applications.module.css';

interface StateMenuProps {
  readonly selected: readonly JobState[];
  readonly onChange: (states: readonly JobState[]) => void;
}

export function StateMenu({ selected, onChange }: StateMenuProps) {
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const close = (event: Event) => {
      const menu = details.current;
      const isEscape = event instanceof KeyboardEvent && event.key === 'Escape';
      const isOutside = event.type === 'pointerdown' && !menu?.contains(event.target as Node);
      if (menu?.open && (isEscape || isOutside)) menu.open = false;
    };
    addEventListener('pointerdown', close);
    addEventListener('keydown', close);
    return () => {
      removeEventListener('pointerdown', close);
      removeEventListener('keydown', close);
    };
  }, []);
  const toggle = (state: JobState) =>
    onChange(selected.includes(state) ? selected.filter((one) => one !== state) : [...selected, state]);
  const [only, ...more] = selected;
  return (
    <details ref={details} className={styles['menu']}>
      <summary className="button">
        {only === undefined ? 'Any state' : more.length === 0 ? only : `${only} +${more.length}`}
      </summary>
      <fieldset className={styles['choices']}>
        <legend className="visually-hidden">Job states</legend>
        {jobStates.map((state) => (
          <label key={state} className={styles['choice']}>
            <input type="checkbox" checked={selected.includes(state)} onChange={() => toggle(state)} />
            <StateLabel state={state} />
          </label>
        ))}
      </fieldset>
    </details>
  );
}
