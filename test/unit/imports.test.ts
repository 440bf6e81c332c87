/** Enforces the import table of docs/architecture.md, file by file: directions, circles and packages. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path/posix';
import { describe, expect, test } from 'vitest';

/** Rooms by folder, each with the rooms that it may import besides itself and the base. */
const rooms: Readonly<Record<string, readonly string[]>> = {
  'src/redaction': [],
  'src/config': [],
  'src/observability': ['src/config', 'src/redaction'],
  'src/cmf': [],
  'src/live': ['src/cmf'],
  'src/redis': ['src/live', 'src/cmf'],
  'src/archive': ['src/redis', 'src/live', 'src/cmf'],
  'src/store': ['src/archive', 'src/redis', 'src/live', 'src/cmf', 'src/observability'],
  'src/mirror': ['src/store', 'src/archive', 'src/live', 'src/cmf'],
  'src/fleet-metrics': ['src/problems', 'src/flink', 'src/mirror', 'src/store', 'src/live', 'src/cmf'],
  'src/history': ['src/cmf'],
  'src/flink': ['src/cmf'],
  'src/problems': [
    'src/history',
    'src/flink',
    'src/mirror',
    'src/store',
    'src/archive',
    'src/live',
    'src/cmf',
  ],
  'src/plan': ['src/history', 'src/cmf', 'src/redaction'],
  'src/writes': ['src/plan', 'src/history', 'src/mirror', 'src/store', 'src/archive', 'src/cmf'],
  'src/auth': ['src/mirror', 'src/live', 'src/cmf'],
  schema: [
    'src/auth',
    'src/writes',
    'src/plan',
    'src/problems',
    'src/history',
    'src/flink',
    'src/mirror',
    'src/store',
    'src/archive',
    'src/live',
    'src/cmf',
    'src/redaction',
  ],
  'src/graphql': [
    'schema',
    'src/auth',
    'src/problems',
    'src/flink',
    'src/writes',
    'src/mirror',
    'src/store',
    'src/live',
    'src/config',
    'src/observability',
    'src/redaction',
  ],
  'src/streams': [
    'src/graphql',
    'schema',
    'src/auth',
    'src/live',
    'src/cmf',
    'src/config',
    'src/observability',
  ],
  'src/http': [
    'src/streams',
    'src/graphql',
    'schema',
    'src/auth',
    'src/mirror',
    'src/store',
    'src/observability',
  ],
  'src/gateway': [
    'src/fleet-metrics',
    'src/http',
    'src/streams',
    'src/graphql',
    'schema',
    'src/auth',
    'src/writes',
    'src/problems',
    'src/history',
    'src/flink',
    'src/mirror',
    'src/store',
    'src/cmf',
    'src/config',
    'src/observability',
    'src/redaction',
  ],
  'src/workers': ['src/observability'],
  'src/emulator': ['src/config'],
  'src/main.ts': ['src/gateway', 'src/workers', 'src/emulator', 'src/config', 'src/observability'],
};
/** Every room may import these; they import no other file of this project. */
const base = ['src/json.ts', 'src/maybe-promise.ts'];

/** Only these rooms use GraphQL. */
const withGraphql = ['schema', 'src/graphql', 'src/streams', 'src/http', 'src/gateway'];

interface Import {
  readonly from: string;
  readonly line: number;
  /** A path from the checkout's root, or a package's name. */
  readonly target: string;
}

const files = globSync('{src,schema}/**/*.ts');
const imports = files.flatMap((file) => importsOf(file, readFileSync(file, 'utf8')));
const ours = imports.filter(({ target }) => /^(?:src|schema)\//.test(target));
const packages = imports.filter(({ target }) => !target.includes('.ts') && !target.startsWith('node:'));

/** Type imports count too. In formatted code a statement begins a line; a comment does not. */
function importsOf(from: string, text: string): readonly Import[] {
  const specifiers =
    /^(?:import|export)\b[^'";]*?\bfrom '([^']+)'|^import '([^']+)'|^(?! *(?:\*|\/\/)).*?\bimport\('([^']+)'\)/gm;
  return [...text.matchAll(specifiers)].map((match) => {
    const specifier = match[1] ?? match[2] ?? match[3] ?? '';
    return {
      from,
      line: text.slice(0, match.index + match[0].length).split('\n').length,
      target: specifier.startsWith('.') ? normalize(join(dirname(from), specifier)) : specifier,
    };
  });
}

function roomOf(file: string): string | undefined {
  return Object.keys(rooms).find((room) => file === room || file.startsWith(`${room}/`));
}

function isAllowed({ from, target }: Import): boolean {
  if (base.includes(target)) return true;
  const room = roomOf(from);
  const to = roomOf(target);
  if (room === undefined || to === undefined) return false;
  return to === room || (rooms[room]?.includes(to) ?? false);
}

/** Each circle as a path that ends where it starts. */
function circlesIn(edges: readonly Import[]): readonly string[] {
  const targets = Map.groupBy(edges, ({ from }) => from);
  const done = new Set<string>();
  const circles: string[] = [];
  function walk(file: string, trail: readonly string[]): void {
    const start = trail.indexOf(file);
    if (start >= 0) circles.push([...trail.slice(start), file].join(' -> '));
    if (start >= 0 || done.has(file)) return;
    for (const { target } of targets.get(file) ?? []) walk(target, [...trail, file]);
    done.add(file);
  }
  for (const file of targets.keys()) walk(file, []);
  return circles;
}

const describeImport = ({ from, line, target }: Import) => `${from}:${line} imports ${target}`;

describe('imports', () => {
  test('every file is in a room of the table or in the base', () => {
    expect(files.filter((file) => !base.includes(file) && !roomOf(file))).toEqual([]);
  });

  test('no folder of src has more than 16 files', () => {
    const folders = Map.groupBy(
      files.filter((file) => file.startsWith('src/')),
      (file) => dirname(file),
    );
    const crowded = [...folders].filter(([, inside]) => inside.length > 16).map(([folder]) => folder);
    expect(crowded).toEqual([]);
  });

  test('point in the directions of the table', () => {
    expect(ours.filter((one) => !isAllowed(one)).map(describeImport)).toEqual([]);
  });

  test('name files that exist', () => {
    expect(ours.filter(({ target }) => !files.includes(target)).map(describeImport)).toEqual([]);
  });

  test('make no circle, type imports included', () => {
    expect(circlesIn(ours)).toEqual([]);
  });

  test('the table of rooms makes no circle either', () => {
    const edges = Object.entries(rooms).flatMap(([from, targets]) =>
      targets.map((target) => ({ from, line: 0, target })),
    );
    expect(circlesIn(edges)).toEqual([]);
  });

  test('keep GraphQL out of the rooms that do not serve it', () => {
    const graphql = /^(?:graphql|@pothos\/|@graphql)/;
    const wrong = packages.filter(
      ({ from, target }) => !withGraphql.includes(roomOf(from) ?? '') && graphql.test(target),
    );
    expect(wrong.map(describeImport)).toEqual([]);
  });

  test('need no package that only an installation with development tools has', () => {
    const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
    const installed = ['package.json', ...Object.keys(dependencies)];
    const wrong = packages.filter(
      ({ target }) => !installed.some((name) => target === name || target.startsWith(`${name}/`)),
    );
    expect(wrong.map(describeImport)).toEqual([]);
  });

  test('are found in every form, and a wrong one is refused', () => {
    const text = [
      "import { a } from '../http/server.ts';",
      "import type { B } from '../mirror/mirror.ts';",
      "export type { C } from './client.ts';",
      "const lazy = await import('../main.ts');",
    ].join('\n');
    const found = importsOf('src/cmf/errors.ts', text);
    expect(found.map(({ target, line }) => [target, line])).toEqual([
      ['src/http/server.ts', 1],
      ['src/mirror/mirror.ts', 2],
      ['src/cmf/client.ts', 3],
      ['src/main.ts', 4],
    ]);
    expect(found.map(isAllowed)).toEqual([false, false, true, false]);
  });

  test('a circle of type imports is found', () => {
    const there = importsOf('src/cmf/a.ts', "import type { B } from './b.ts';");
    const back = importsOf('src/cmf/b.ts', "import type { A } from './a.ts';");
    expect(circlesIn([...there, ...back])).toEqual(['src/cmf/a.ts -> src/cmf/b.ts -> src/cmf/a.ts']);
  });
});
