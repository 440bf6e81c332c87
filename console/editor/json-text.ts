/** Parses JSON and reports problems with messages and positions, which `JSON.parse` does in some browsers only. */
import { type ParseErrorCode, visit } from 'jsonc-parser';
import { checkedSpec, type Finding, losesDigits, lostDigits, problemsOf, tooDeep } from './problems.ts';
import type { ParsedSpec, Spec } from './spec-text.ts';

/** The keys are `ParseErrorCode`, whose enumeration exists only in types. */
const messages: Readonly<Record<ParseErrorCode, string>> = {
  1: 'This is not a JSON value. Strings need quotes.',
  2: 'This is not a number.',
  3: 'A key in double quotes is expected here.',
  4: 'A value is expected here.',
  5: 'A colon is expected here.',
  6: 'A comma is expected here.',
  7: 'A closing brace } is missing here.',
  8: 'A closing bracket ] is missing here.',
  9: 'Nothing may follow the end of the object.',
  10: 'JSON has no comments. YAML has.',
  11: 'JSON has no comments. YAML has.',
  12: 'The closing quote of this string is missing.',
  13: 'This number is not complete.',
  14: 'This is not a Unicode escape such as \\u00e9.',
  15: 'This escape sequence is not valid.',
  16: 'This character must be written as an escape.',
};

export function formatJson(spec: Spec): string {
  return JSON.stringify(spec, null, 2);
}

export function parseJson(text: string): ParsedSpec {
  const findings: Finding[] = [];
  const keys: Set<string>[] = [];
  const find = (message: string, from: number, length: number) =>
    findings.push({ message, from, to: from + length });
  try {
    visit(
      text,
      {
        onObjectBegin: () => void keys.push(new Set()),
        onObjectEnd: () => keys.pop(),
        onObjectProperty(key, offset, length) {
          if (keys.at(-1)?.has(key)) find(`The key ${key} occurs twice.`, offset, length);
          keys.at(-1)?.add(key);
        },
        onLiteralValue(value, offset, length) {
          if (losesDigits(value, text.slice(offset, offset + length))) find(lostDigits, offset, length);
        },
        onError: (code, offset, length) => find(messages[code], offset, length),
      },
      { disallowComments: true },
    );
    if (findings.length > 0) return { problems: problemsOf(text, findings) };
    return checkedSpec(text, JSON.parse(text));
  } catch (error) {
    const message = error instanceof RangeError ? tooDeep : `This is not JSON. ${String(error)}`;
    return { problems: problemsOf(text, [{ message, from: 0, to: 0 }]) };
  }
}
