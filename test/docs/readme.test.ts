/** The README and the guides say only what is there: their operations fit the schema, their files and commands exist. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { schema } from '../../schema/index.ts';

const pages = ['README.md', ...globSync('docs/*.md')];
const scripts = Object.keys(JSON.parse(readFileSync('package.json', 'utf8')).scripts);

describe.each(pages)('%s', (page) => {
  const text = readFileSync(page, 'utf8');

  test('has only operations that fit the schema', () => {
    for (const [, operation = ''] of text.matchAll(/```graphql\n([^]*?)```/g)) {
      expect({ operation, problems: validate(schema, parse(operation)) }).toEqual({
        operation,
        problems: [],
      });
    }
  });

  test('names only files that are there', () => {
    const linked = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, path = '']) =>
      join(dirname(page), path),
    );
    const named = [...text.matchAll(/`((?:src|schema|test|bench|docs|deploy)\/[\w./-]*\w\.\w+)`/g)].map(
      ([, path = '']) => path,
    );
    expect([...linked, ...named].filter((path) => !existsSync(path))).toEqual([]);
  });

  test('names only commands that are there', () => {
    const named = [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, script = '']) => script);
    expect(named.filter((script) => !scripts.includes(script))).toEqual([]);
  });
});
