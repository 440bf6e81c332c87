/** Underlines errors and announces them to screen readers. */
import type { Extension } from '@codemirror/state';
import { Decoration, EditorView } from '@codemirror/view';

/** Offsets in the text. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

const underline = Decoration.mark({ class: 'cm-underline' });
const underlinedLine = Decoration.line({ class: 'cm-underlinedLine' });

export function underlinesOf(ranges: readonly Range[]): Extension {
  if (ranges.length === 0) return [];
  return [
    EditorView.contentAttributes.of({ 'aria-invalid': 'true' }),
    EditorView.decorations.of(({ state: { doc } }) =>
      Decoration.set(
        ranges.flatMap((range) => {
          // The text may be shorter than when the ranges were computed.
          const from = Math.min(range.from, doc.length);
          const line = doc.lineAt(from);
          const to = Math.min(range.to, line.to);
          return [underlinedLine.range(line.from), ...(to > from ? [underline.range(from, to)] : [])];
        }),
        true,
      ),
    ),
  ];
}
