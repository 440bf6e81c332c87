/** The command palette: opens the page of a name, an instance UID or a job ID. */
import { Command } from 'cmdk';
import { useEffect, useRef, useState } from 'react';
import { hitsOf, itemOf } from './hits.ts';
import { closePalette } from './open-palette.ts';
import styles from './palette.module.css';
import { PaletteResults } from './palette-results.tsx';
import { useSearch } from './search.ts';

export default function Palette() {
  const dialog = useRef<HTMLDialogElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const { text, setText, outcome } = useSearch();
  const groups = hitsOf(outcome, text);
  const [group] = groups;
  const first = group?.[1][0] ? itemOf(group[0], group[1][0]) : '';
  // The first hit of each search is selected by default.
  const [choice, setChoice] = useState({ first, item: first });
  if (choice.first !== first) setChoice({ first, item: first });
  useEffect(() => {
    dialog.current?.showModal();
    input.current?.focus();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={styles['palette']}
      aria-label="Search"
      onClose={closePalette}
      // A click on the backdrop has the dialog itself as its target.
      onClick={(event) => event.target === dialog.current && dialog.current.close()}
    >
      <Command
        label="Search"
        shouldFilter={false}
        loop
        value={choice.item}
        onValueChange={(item) => setChoice({ first, item })}
      >
        <Command.Input
          ref={input}
          className={styles['input']}
          placeholder="Environment, application, problem, instance UID or job ID"
          value={text}
          onValueChange={setText}
        />
        <PaletteResults
          text={text}
          outcome={outcome}
          groups={groups}
          onChoose={() => dialog.current?.close()}
        />
      </Command>
      <p className={styles['keys']} aria-hidden="true">
        <kbd>↑</kbd> <kbd>↓</kbd> choose <kbd>Enter</kbd> open <kbd>Esc</kbd> close
      </p>
    </dialog>
  );
}
