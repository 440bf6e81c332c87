/** Checks that both formats share, and places in the text. */
import type { ParsedSpec, SpecProblem } from './spec-text.ts';

export interface Finding {
  readonly message: string;
  readonly from: number;
  readonly to: number;
}

const maxProblems = 3;

/**
 * The first problem of each line, for the first lines with problems: later problems in a line are consequences of the
 * first.
 */
export function problemsOf(text: string, findings: readonly Finding[]): readonly SpecProblem[] {
  const problems = new Map<number, SpecProblem>();
  for (const finding of findings.toSorted((one, other) => one.from - other.from)) {
    const problem = located(text, finding);
    if (!problems.has(problem.line)) problems.set(problem.line, problem);
    if (problems.size === maxProblems) break;
  }
  return [...problems.values()];
}

function located(text: string, { message, from, to }: Finding): SpecProblem {
  const start = Math.min(from, text.length);
  const lineStart = start === 0 ? 0 : text.lastIndexOf('\n', start - 1) + 1;
  const line = text.slice(0, lineStart).split('\n').length;
  const end = Math.min(Math.max(to, start), text.length);
  return { message, from: start, to: end, line, column: start - lineStart + 1 };
}

/** A spec is an object. A whole manifest is a likely mistake: it has its spec one level below. */
export function checkedSpec(text: string, value: unknown): ParsedSpec {
  const whole = (message: string) => ({ problems: problemsOf(text, [{ message, from: 0, to: 0 }]) });
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    return whole('The spec must be an object: keys with values.');
  if ('apiVersion' in value && 'kind' in value && 'spec' in value)
    return whole('This is a whole manifest. Enter only what is below its key spec.');
  return { spec: { ...value } };
}

/** JavaScript keeps 53 bits of a whole number, so a longer one would be sent with other digits than the user typed. */
export function losesDigits(value: unknown, source: string): boolean {
  return (
    typeof value === 'number' &&
    !Number.isSafeInteger(value) &&
    /^-?\d+$/.test(source) &&
    String(value) !== source
  );
}

export const lostDigits = 'This number is too long to be sent exactly.';
export const tooDeep = 'The text could not be read: it is nested too deeply.';
