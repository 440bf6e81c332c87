/** The Dockerfile copies only existing files that `.dockerignore` admits, and the image has its labels. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const dockerfile = readFileSync('Dockerfile', 'utf8').replaceAll('\\\n', ' ');

test('it copies only existing files', () => {
  const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.*) \S+$/gm)].flatMap(([, paths = '']) =>
    paths.split(/\s+/),
  );
  const passed = readFileSync('.dockerignore', 'utf8').matchAll(/^!(.*)$/gm);
  const allowed = [...passed].map(([, path = '']) => path);
  expect(copied.length).toBeGreaterThan(0);
  expect(copied.filter((path) => !existsSync(path))).toEqual([]);
  expect(copied.filter((path) => !allowed.some((start) => path.startsWith(start)))).toEqual([]);
});

test('the image has the labels that registries show', () => {
  const labels = [...dockerfile.matchAll(/org\.opencontainers\.image\.(\w+)=/g)].map(([, label]) => label);
  expect(labels).toEqual(
    expect.arrayContaining(['title', 'description', 'licenses', 'version', 'revision', 'source', 'url']),
  );
});

test('the process runs as a numeric user that is not root', () => {
  expect(/^USER (\d+):\d+$/m.exec(dockerfile)?.[1]).toMatch(/^[1-9]/);
});
