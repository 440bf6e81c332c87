/** Underlines errors and announces them to screen readers. */
import type { Extension } from '@codemirror/state';
import { Decoration, EditorView } from '@codemirror/view';

/** Offsets in the text. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

const fault = Decoration.mark({ class: 'cm-fault' });
const faultyLine = Decoration.line({ class: 'cm-faultyLine' });

export function faultsOf(ranges: readonly Range[]): Extension {
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
          return [faultyLine.range(line.from), ...(to > from ? [fault.range(from, to)] : [])];
        }),
        true,
      ),
    ),
  ];
}
