/** The tests that `docs/reliability.md` names for each line of "What happens when" exist. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const document = readFileSync(new URL('../../docs/reliability.md', import.meta.url), 'utf8');
const [, section = ''] = /^## What happens when\n(.*?)^\*\*/ms.exec(document) ?? [];
const [header = '', , ...rows] = section.split('\n').filter((line) => line.startsWith('|'));

/** The cells of a table row. */
function cellsOf(row: string): readonly string[] {
  return row
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}

/** "`file`: *title*; *title of the same file*" as pairs. */
function namedIn(cell: string): readonly { readonly file: string; readonly title: string }[] {
  return [...cell.matchAll(/`(test\/[^`]+)`: ((?:\*[^*]+\*(?:; )?)+)/g)].flatMap(
    ([, file = '', titles = '']) =>
      [...titles.matchAll(/\*([^*]+)\*/g)].map(([, title = '']) => ({ file, title })),
  );
}

test('each line of the table names a test', () => {
  expect(cellsOf(header)).toEqual(['failure', 'queries', 'subscribers', 'tests']);
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.filter((row) => namedIn(cellsOf(row)[3] ?? '').length === 0)).toEqual([]);
});

test.each(rows.flatMap((row) => namedIn(cellsOf(row)[3] ?? '')))('$file has: $title', ({ file, title }) => {
  const source = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
  expect([`'${title}'`, `"${title}"`].some((literal) => source.includes(literal))).toBe(true);
});
