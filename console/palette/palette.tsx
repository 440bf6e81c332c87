/** The command palette: a name, an instance UID or a job ID leads to its page. */
import { Command } from 'cmdk';
import { useEffect, useRef } from 'react';
import { closePalette } from './open-palette.ts';
import styles from './palette.module.css';
import { PaletteResults } from './palette-results.tsx';
import { useSearch } from './search.ts';

export default function Palette() {
  const dialog = useRef<HTMLDialogElement>(null);
  const { text, setText, outcome } = useSearch();
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      className={styles['palette']}
      aria-label="Search"
      onClose={closePalette}
      // A click on the backdrop has the dialog itself as its target.
      onClick={(event) => event.target === dialog.current && dialog.current.close()}
    >
      <Command label="Search" shouldFilter={false} loop>
        <Command.Input
          className={styles['input']}
          placeholder="Environment, application, instance UID or job ID"
          value={text}
          onValueChange={setText}
          autoFocus
        />
        <PaletteResults text={text} outcome={outcome} onChoose={() => dialog.current?.close()} />
      </Command>
      <p className={styles['keys']} aria-hidden="true">
        <kbd>↑</kbd> <kbd>↓</kbd> choose <kbd>Enter</kbd> open <kbd>Esc</kbd> close
      </p>
    </dialog>
  );
}
