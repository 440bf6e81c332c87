/** The editor of a spec with the choice of its format. */
import type { RefObject } from 'react';
import { CodeEditor, type EditorHandle } from './code-editor.tsx';
import styles from './editor.module.css';
import { formatNames, type SpecFormat } from './spec-text.ts';
import type { DraftState } from './use-draft.ts';

interface SpecEditorProps {
  readonly state: DraftState;
  readonly handle: RefObject<EditorHandle | null>;
}

const formats: readonly SpecFormat[] = ['yaml', 'json'];

export function SpecEditor({ state, handle }: SpecEditorProps) {
  const { draft, generation, problems, type, convert } = state;
  return (
    <div className={styles['pane']}>
      <div className={styles['bar']}>
        <span className="muted">Spec of the application, without the defaults of the environment</span>
        <fieldset className={styles['formats']}>
          <legend className="visually-hidden">Format</legend>
          {formats.map((format) => (
            <label key={format}>
              <input
                type="radio"
                name="format"
                checked={draft.format === format}
                disabled={!convert}
                onChange={() => convert?.(format)}
              />
              {formatNames[format]}
            </label>
          ))}
        </fieldset>
      </div>
      <CodeEditor
        key={generation}
        label="Spec of the application"
        format={draft.format}
        initialText={draft.text}
        errors={problems}
        onChange={type}
        handle={handle}
      />
      <p className="muted">
        {draft.format === 'json' && draft.keptYaml !== null
          ? 'Comments return with YAML. '
          : draft.format === 'yaml'
            ? 'Comments are not sent to CMF. '
            : ''}
        <kbd>Ctrl</kbd> <kbd>F</kbd> searches, <kbd>Ctrl</kbd> <kbd>]</kbd> indents, <kbd>Tab</kbd> leaves the
        editor.
      </p>
    </div>
  );
}
