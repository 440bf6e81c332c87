/** The contents of a release: the SBOM, the licences of production dependencies, the files of the npm package. */
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const execute = promisify(execFile);

interface Locked {
  readonly version: string;
  readonly license?: string;
  readonly dev?: true;
  readonly optional?: true;
}

const lock: { readonly packages: Record<string, Locked> } = JSON.parse(
  readFileSync('package-lock.json', 'utf8'),
);

/** Without the package itself. */
const production = Object.entries(lock.packages).filter(([path, { dev }]) => path !== '' && !dev);

/** `node_modules/a/node_modules/@b/c` is `@b/c`. */
function nameOf(path: string): string {
  return path.split('node_modules/').at(-1) ?? '';
}

/** Permissive by the Blue Oak Council's list: no copyleft, no field of use. */
const permissive = [
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  'Unlicense',
];

test('all production dependencies have a permissive licence', () => {
  expect(production.length).toBeGreaterThan(0);
  expect(production.filter(([, { license = '' }]) => !permissive.includes(license))).toEqual([]);
});

test('the licence in each production dependency is that of the lock file', () => {
  const installed = production.filter(([path]) => existsSync(path));
  const different = installed.filter(([path, { license }]) => {
    const manifest = JSON.parse(readFileSync(`${path}/package.json`, 'utf8'));
    return manifest.license !== license;
  });
  expect(different).toEqual([]);
});

test('the SBOM holds every production package, and no other', async () => {
  const { stdout } = await execute(process.execPath, ['deploy/sbom.ts'], { maxBuffer: 2 ** 24 });
  const sbom: {
    readonly bomFormat: string;
    readonly components: readonly { readonly name: string; readonly version: string }[];
    readonly metadata: { readonly component: { readonly name: string; readonly version: string } };
  } = JSON.parse(stdout);
  const listed = sbom.components.map(({ name, version }) => `${name}@${version}`);
  // Node itself comes with the image.
  const wanted = production.filter(([, { optional }]) => !optional);
  expect(new Set(listed)).toEqual(new Set(wanted.map(([path, { version }]) => `${nameOf(path)}@${version}`)));
  expect(listed).toContainEqual(expect.stringMatching(/^graphql@/));
  expect(listed).toContainEqual(expect.stringMatching(/^ws@/));
  expect(sbom.bomFormat).toBe('CycloneDX');
  expect(sbom.metadata.component.name).toBe('cmf-graphql');
});

test('the npm package has the sources and nothing else', async () => {
  const pack = ['pack', '--dry-run', '--json', '--ignore-scripts'];
  const { stdout } = await execute('npm', pack, { maxBuffer: 2 ** 24 });
  const [packed = { files: [] }]: readonly { readonly files: readonly { readonly path: string }[] }[] =
    Object.values(JSON.parse(stdout));
  const places = new Set(
    packed.files.map(({ path }) => path.replace(/^(src|schema|console\/dist)\/.*/, '$1')),
  );
  // The console is there when it was built.
  expect([...places].filter((place) => place !== 'console/dist').toSorted()).toEqual([
    'CHANGELOG.md',
    'LICENSE',
    'README.md',
    'package.json',
    'schema',
    'src',
  ]);
});
