import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quoteKql, quoteLogQl, quoteShell, quoteSpl } from '../../../src/history/logs/quote.ts';

const hostile = fc.oneof(
  fc.string({
    unit: fc.constantFrom(
      '"',
      "'",
      '\\',
      '`',
      '$',
      '(',
      ')',
      '*',
      '\n',
      '\r',
      '\t',
      ' ',
      '|',
      '}',
      'u',
      'n',
      'a',
      'é',
      '🦊',
    ),
  }),
  fc.string({ unit: 'binary' }),
);

/**
 * Reads one literal that begins and ends with a double quote and contains no unescaped one; `escapes`: the characters
 * after a backslash.
 */
function read(literal: string, escapes: Readonly<Record<string, string>>): string {
  expect(literal).toMatch(/^"(?:[^"\\]|\\.)*"$/su);
  return literal.slice(1, -1).replaceAll(/\\(u[0-9a-f]{4}|.)/gsu, (_, escape: string) => {
    if (escape.length > 1) return String.fromCharCode(Number.parseInt(escape.slice(1), 16));
    const character = escapes[escape];
    if (character === undefined) throw new Error(`\\${escape} is no escape of this language`);
    return character;
  });
}

const common = { '"': '"', '\\': '\\' };

describe('a hostile text in a query stays one literal', () => {
  test('of LogQL, as Go reads it', () => {
    const go = { ...common, b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };
    fc.assert(
      fc.property(hostile, (text) => {
        expect(quoteLogQl(text)).not.toContain('\n');
        expect(read(quoteLogQl(text), go)).toBe(text);
      }),
    );
    expect(quoteLogQl('half \ud83e of a fox')).toBe('"half \ufffd of a fox"');
  });

  test('of KQL', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(read(quoteKql(text), { ...common, n: '\n', r: '\r', t: '\t' })).toBe(text);
      }),
    );
  });

  test('of SPL', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(read(quoteSpl(text), common)).toBe(text);
      }),
    );
  });

  test('of the shell', () => {
    const texts = fc.sample(hostile, 200);
    const output = execFileSync('sh', ['-c', `printf '%s\\0' ${texts.map(quoteShell).join(' ')}`]).toString();
    expect(output.split('\0').slice(0, -1)).toEqual(
      texts.map((text) => text.replaceAll('\0', '').toWellFormed()),
    );
  });
});
