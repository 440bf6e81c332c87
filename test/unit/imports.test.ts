/** Holds the import table of docs/architecture.md: what each room may import, and no module that waits for itself. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path/posix';
import { describe, expect, test } from 'vitest';

/** Rooms by folder, each with the rooms that it may import besides itself and the root files. Order: longest path first. */
const rooms: Readonly<Record<string, readonly string[]>> = {
  'src/config': [],
  'src/redaction': [],
  'src/cmf': [],
  'src/live': ['src/cmf'],
  'src/history': ['src/cmf'],
  'src/mirror': ['src/cmf', 'src/live'],
  'src/auth': ['src/cmf', 'src/live', 'src/mirror'],
  'src/emulator': [],
  schema: ['src/mirror', 'src/live', 'src/history', 'src/auth', 'src/cmf'],
  'src/server': ['schema', 'src/mirror', 'src/live', 'src/history', 'src/auth', 'src/cmf'],
  'src/main.ts': [
    'src/server',
    'src/emulator',
    'schema',
    'src/mirror',
    'src/live',
    'src/history',
    'src/auth',
    'src/cmf',
  ],
};
/** Open to all; of ours they import only each other and their own folders. */
const rootFiles = [
  'src/json.ts',
  'src/config/config.ts',
  'src/observability/log.ts',
  'src/redaction/redaction.ts',
];

/** Rooms that know nothing of GraphQL. */
const withoutGraphql = [
  'src/cmf',
  'src/live',
  'src/history',
  'src/mirror',
  'src/auth',
  'src/emulator',
  'src/config',
  'src/redaction',
];

interface Import {
  readonly from: string;
  readonly line: number;
  /** A path from the checkout's root, or a package's name. */
  readonly target: string;
  /** Stripped before it runs. */
  readonly type: boolean;
}

const files = globSync('{src,schema}/**/*.ts');
const imports = files.flatMap(importsOf);
const ours = imports.filter(({ target }) => /^(?:src|schema)\//.test(target));
const packages = imports.filter(({ target }) => !target.includes('.ts') && !target.startsWith('node:'));

/** Statements begin a line, in code that the formatter keeps; comments do not. Types count: they tie rooms together too. */
function importsOf(from: string): readonly Import[] {
  const text = readFileSync(from, 'utf8');
  const specifiers =
    /^(?:import|export)\b[^'";]*?\bfrom '([^']+)'|^import '([^']+)'|^(?! *(?:\*|\/\/)).*?\bimport\('([^']+)'\)/gm;
  return [...text.matchAll(specifiers)].map((match) => {
    const specifier = match[1] ?? match[2] ?? match[3] ?? '';
    return {
      from,
      line: text.slice(0, match.index + match[0].length).split('\n').length,
      target: specifier.startsWith('.') ? normalize(join(dirname(from), specifier)) : specifier,
      type: /^(?:import|export) type\b/.test(match[0]),
    };
  });
}

function roomOf(file: string): string | undefined {
  return Object.keys(rooms).find((room) => file === room || file.startsWith(`${room}/`));
}

function mayImport(from: string, target: string): boolean {
  if (rootFiles.includes(target)) return true;
  const to = roomOf(target);
  if (rootFiles.includes(from)) return to === 'src/config' || to === 'src/redaction';
  const room = roomOf(from);
  if (room === undefined || to === undefined) return false;
  return to === room || (rooms[room]?.includes(to) ?? false);
}

const told = ({ from, line, target }: Import) => `${from}:${line} imports ${target}`;

describe('imports', () => {
  test('every file lives in a room of the table or is a root file', () => {
    expect(files.filter((file) => !rootFiles.includes(file) && !roomOf(file))).toEqual([]);
  });

  test('point one way, as the table says', () => {
    expect(ours.filter(({ from, target }) => !mayImport(from, target)).map(told)).toEqual([]);
  });

  test('name files that exist', () => {
    expect(ours.filter(({ target }) => !files.includes(target)).map(told)).toEqual([]);
  });

  test('never lead back to where they started, types aside', () => {
    const targets = Map.groupBy(
      ours.filter(({ type }) => !type),
      ({ from }) => from,
    );
    const done = new Set<string>();
    const cycles: string[] = [];
    function walk(file: string, trail: readonly string[]): void {
      const start = trail.indexOf(file);
      if (start >= 0) cycles.push([...trail.slice(start), file].join(' -> '));
      if (start >= 0 || done.has(file)) return;
      for (const { target } of targets.get(file) ?? []) walk(target, [...trail, file]);
      done.add(file);
    }
    for (const file of files) walk(file, []);
    expect(cycles).toEqual([]);
  });

  test('keep GraphQL out of the rooms that know nothing of it', () => {
    const graphql = /^(?:graphql|@pothos\/|@graphql)/;
    const wrong = packages.filter(
      ({ from, target }) => withoutGraphql.includes(roomOf(from) ?? '') && graphql.test(target),
    );
    expect(wrong.map(told)).toEqual([]);
  });

  test('need no package that an installation without development tools lacks', () => {
    const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
    const installed = Object.keys(dependencies);
    const wrong = packages.filter(
      ({ target }) => !installed.some((name) => target === name || target.startsWith(`${name}/`)),
    );
    expect(wrong.map(told)).toEqual([]);
  });

  test('are really seen: this test finds those that are known', () => {
    const found = imports.filter(({ from }) => from === 'src/config/config.ts').map(({ target }) => target);
    expect(found).toEqual([
      'node:fs',
      'src/config/kinds.ts',
      'src/config/secret-file.ts',
      'src/config/settings.ts',
      'src/config/spelling.ts',
    ]);
  });
});
