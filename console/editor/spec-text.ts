/** The spec of an application as text: the input of the user, and its problems with their positions. */
import { carryOver } from './carry-over.ts';
import { formatJson, parseJson } from './json-text.ts';
import { formatYaml, parseYaml } from './yaml-text.ts';

export type SpecFormat = 'yaml' | 'json';

export const formatNames: Readonly<Record<SpecFormat, string>> = { yaml: 'YAML', json: 'JSON' };

export type Spec = Readonly<Record<string, unknown>>;

/** `from` and `to` are offsets in the text; `line` and `column` are those of `from` and begin with 1. */
export interface SpecProblem {
  readonly message: string;
  readonly from: number;
  readonly to: number;
  readonly line: number;
  readonly column: number;
}

/** `problems` has at least one item. */
export type ParsedSpec = { readonly spec: Spec } | { readonly problems: readonly SpecProblem[] };

/** The content of the editor. */
export interface Draft {
  readonly format: SpecFormat;
  readonly text: string;
  /** The YAML text before the switch to JSON, with its comments. Null if there is none. */
  readonly keptYaml: string | null;
}

export function draftOf(spec: Spec, format: SpecFormat): Draft {
  return { format, text: format === 'yaml' ? formatYaml(spec) : formatJson(spec), keptYaml: null };
}

export function parseSpec(text: string, format: SpecFormat): ParsedSpec {
  return format === 'yaml' ? parseYaml(text) : parseJson(text);
}

/** The same spec in another format. JSON has no comments; they return with YAML. `spec`: the parsed draft. */
export function convertDraft(draft: Draft, spec: Spec, format: SpecFormat): Draft {
  if (format === draft.format) return draft;
  if (format === 'json') return { format, text: formatJson(spec), keptYaml: draft.text };
  const text = draft.keptYaml === null ? formatYaml(spec) : carryOver(draft.keptYaml, spec);
  return { format, text, keptYaml: null };
}
