/** The text in the editor, its parsed spec once it has not changed for a moment, and the format that it is in. */
import { useEffect, useMemo, useState } from 'react';
import { preferredFormat, rememberFormat } from './preferred-format.ts';
import {
  convertDraft,
  type Draft,
  draftOf,
  type ParsedSpec,
  parseSpec,
  type Spec,
  type SpecFormat,
  type SpecProblem,
} from './spec-text.ts';

/** Parsing a large spec takes a noticeable time, so it does not run after each key. */
const settleMs = 300;
const noProblems: readonly SpecProblem[] = [];

export interface DraftState {
  readonly draft: Draft;
  /** Changes when `draft.text` changes other than by typing, and the editor must be remounted. */
  readonly generation: number;
  /** Null: the text has just changed. */
  readonly parsed: ParsedSpec | null;
  /** While the text changes, the problems of the last parsed text. */
  readonly problems: readonly SpecProblem[];
  readonly type: (text: string) => void;
  /** Null while the text cannot be read, because a conversion would lose it. */
  readonly convert: ((format: SpecFormat) => void) | null;
}

export function useDraft(original: Spec): DraftState {
  const [draft, setDraft] = useState(() => draftOf(original, preferredFormat()));
  const [settled, setSettled] = useState(draft);
  const [generation, setGeneration] = useState(0);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(draft), settleMs);
    return () => clearTimeout(timer);
  }, [draft]);
  const parsed = useMemo(() => parseSpec(settled.text, settled.format), [settled]);
  const convert = (format: SpecFormat) => {
    const current = settled === draft ? parsed : parseSpec(draft.text, draft.format);
    if (!('spec' in current)) return setSettled(draft);
    const converted = convertDraft(draft, current.spec, format);
    setDraft(converted);
    setSettled(converted);
    setGeneration(generation + 1);
    rememberFormat(format);
  };
  const isReadable = settled !== draft || 'spec' in parsed;
  return {
    draft,
    generation,
    parsed: settled === draft ? parsed : null,
    problems: 'problems' in parsed ? parsed.problems : noProblems,
    type: (text) => setDraft((latest) => ({ ...latest, text })),
    convert: isReadable ? convert : null,
  };
}
