/**
 * A code editor. It lives in a shadow root, because there CodeMirror adopts constructed style sheets; in the document
 * it would add style elements, which the Content-Security-Policy forbids. Tab leaves the editor.
 */
import { Compartment } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { type RefObject, useEffect, useEffectEvent, useImperativeHandle, useRef } from 'react';
import styles from './editor.module.css';
import { editorExtensions } from './extensions.ts';
import type { SpecFormat } from './spec-text.ts';
import { type Range, underlinesOf } from './underlines.ts';

export interface EditorHandle {
  /** Puts the cursor at this offset and shows it. */
  readonly goTo: (offset: number) => void;
}

interface CodeEditorProps {
  readonly label: string;
  /** The element is remounted, by its key, for another format. */
  readonly format: SpecFormat;
  readonly initialText: string;
  /** The ranges to underline as errors. */
  readonly errors: readonly Range[];
  readonly onChange: (text: string) => void;
  readonly handle: RefObject<EditorHandle | null>;
}

export function CodeEditor({ label, format, initialText, errors, onChange, handle }: CodeEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const underlinesPart = useRef(new Compartment());
  const change = useEffectEvent(onChange);
  const initial = useEffectEvent(() => initialText);
  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
    const editor = new EditorView({
      parent: root,
      root,
      doc: initial(),
      extensions: [
        editorExtensions(format, label),
        underlinesPart.current.of([]),
        EditorView.updateListener.of(({ docChanged, state }) => docChanged && change(state.doc.toString())),
      ],
    });
    view.current = editor;
    return () => {
      view.current = null;
      editor.destroy();
    };
  }, [format, label]);
  useEffect(() => {
    view.current?.dispatch({ effects: underlinesPart.current.reconfigure(underlinesOf(errors)) });
  }, [errors]);
  useImperativeHandle(handle, () => ({
    goTo(offset) {
      view.current?.dispatch({ selection: { anchor: offset }, scrollIntoView: true });
      view.current?.focus();
    },
  }));
  return <div ref={host} className={styles['editor']} data-invalid={errors.length > 0} />;
}
