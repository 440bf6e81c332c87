/** The colours of the console, which are inherited into the shadow root and follow light and dark. */
import { HighlightStyle } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

export const highlightStyle = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--accent)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--state-running)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--state-transitional)' },
  { tag: [tags.comment, tags.meta], color: 'var(--muted)', fontStyle: 'italic' },
  { tag: [tags.labelName, tags.typeName], color: 'var(--state-finished)' },
]);

export const theme = EditorView.theme({
  '&': { height: '100%', background: 'var(--surface)', color: 'var(--text)', fontSize: '12px' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--font-mono)', lineHeight: '1.5' },
  '.cm-content': { caretColor: 'var(--text)' },
  '.cm-content ::selection, .cm-content::selection': { background: 'var(--glow)' },
  '.cm-gutters': {
    background: 'var(--surface)',
    color: 'var(--muted)',
    borderRight: '1px solid var(--border)',
  },
  '.cm-activeLine, .cm-activeLineGutter': { background: 'var(--hover)' },
  '.cm-underlinedLine, .cm-underlinedLine.cm-activeLine': { background: 'var(--danger-soft)' },
  '.cm-underline': { textDecoration: 'underline wavy var(--state-failed)', textUnderlineOffset: '3px' },
  '&.cm-focused .cm-matchingBracket, .cm-selectionMatch': { background: 'var(--accent-soft)' },
  '&.cm-focused .cm-nonmatchingBracket': { background: 'var(--danger-soft)' },
  '.cm-foldPlaceholder': { background: 'var(--hover)', borderColor: 'var(--border)', color: 'var(--muted)' },
  '.cm-searchMatch': { background: 'var(--warning-soft)', outline: '1px solid var(--border)' },
  '.cm-searchMatch-selected': { background: 'var(--glow)' },
  '.cm-panels': { background: 'var(--background)', color: 'var(--text)' },
  '.cm-panels-top': { borderBottom: '1px solid var(--border)' },
  '.cm-panel.cm-search input, .cm-panel.cm-search button, .cm-panel.cm-search label': { fontSize: '12px' },
  '.cm-textfield, .cm-button': {
    background: 'var(--surface)',
    border: '1px solid var(--border)',
    borderRadius: '4px',
    color: 'var(--text)',
  },
  '.cm-panel.cm-search [name=close]': { color: 'var(--text)' },
});
