/** The CodeMirror extensions of the editor. */
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { yaml } from '@codemirror/lang-yaml';
import {
  bracketMatching,
  foldGutter,
  foldKeymap,
  indentOnInput,
  indentUnit,
  syntaxHighlighting,
} from '@codemirror/language';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState, type Extension } from '@codemirror/state';
import {
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import type { SpecFormat } from './spec-text.ts';
import { highlightStyle, theme } from './theme.ts';

export function editorExtensions(format: SpecFormat, label: string): Extension {
  return [
    lineNumbers(),
    foldGutter(),
    highlightSpecialChars(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    highlightSelectionMatches(),
    history(),
    search({ top: true }),
    indentOnInput(),
    indentUnit.of('  '),
    EditorState.tabSize.of(2),
    bracketMatching(),
    syntaxHighlighting(highlightStyle),
    format === 'yaml' ? yaml() : json(),
    // No binding of Tab: it would trap keyboard users in the editor.
    keymap.of([...searchKeymap, ...historyKeymap, ...foldKeymap, ...defaultKeymap]),
    // Browsers focus editable content anyway; tools that check a page look for the attribute.
    EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
    theme,
  ];
}
