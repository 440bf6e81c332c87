/** The README and the guides: their operations are valid, the files, tests and commands that they name exist. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { schema } from '../../schema/index.ts';

const pages = globSync(['*.md', 'docs/*.md', 'deploy/**/*.md', '.github/**/*.md']);
const scripts = Object.keys(JSON.parse(readFileSync('package.json', 'utf8')).scripts);

describe.each(pages)('%s', (page) => {
  const text = readFileSync(page, 'utf8');

  test('has only operations that fit the schema', () => {
    // In blocks of their own, and in commands: `--data-urlencode 'query=…'`.
    for (const [, block, argument] of text.matchAll(/```graphql\n([^]*?)```|'query=([^']*)'/g)) {
      const operation = block ?? argument ?? '';
      expect({ operation, problems: validate(schema, parse(operation)) }).toEqual({
        operation,
        problems: [],
      });
    }
  });

  test('names only existing files', () => {
    const linked = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, path = '']) =>
      join(dirname(page), path),
    );
    const named = [...text.matchAll(/`((?:src|schema|test|bench|docs|deploy)\/[\w./-]*\w\.\w+)`/g)].map(
      ([, path = '']) => path,
    );
    expect([...linked, ...named].filter((path) => !existsSync(path))).toEqual([]);
  });

  test('names only existing tests', () => {
    // A name without an extension is a filter for `vitest run`: it matches files by the beginning of their path.
    const named = [...text.matchAll(/`(?:npx vitest run )?(test\/[\w/-]+\w)`/g)].map(([, path = '']) => path);
    expect(
      named.filter((path) => globSync([`${path}*.test.ts`, `${path}/**/*.test.ts`]).length === 0),
    ).toEqual([]);
  });

  test('names only existing commands', () => {
    const named = [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, script = '']) => script);
    expect(named.filter((script) => !scripts.includes(script))).toEqual([]);
  });
});
