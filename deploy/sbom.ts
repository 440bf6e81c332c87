/**
 * Prints the SBOM of the production dependencies that are installed in `node_modules`, as CycloneDX:
 * `node deploy/sbom.ts > sbom.cdx.json`. It exits with 1 when a package of the installation is not in it.
 *
 * `npm sbom --omit=dev` drops each production package that a development dependency needs too. So npm gets
 * an installation without development dependencies: the record that npm itself keeps in `node_modules`, reduced to production.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

interface Installed {
  readonly version: string;
  readonly dev?: true;
  readonly devOptional?: true;
  readonly optional?: true;
}

interface Component {
  readonly group?: string;
  readonly name: string;
  readonly version: string;
}

const { devDependencies: _, optionalDependencies: __, ...manifest } = read('package.json');
const record = read(join('node_modules', '.package-lock.json'));
const packages: Record<string, Installed> = Object.fromEntries(
  Object.entries<Installed>(record.packages).filter(
    ([, { dev, devOptional, optional }]) => !dev && !devOptional && !optional,
  ),
);

const text = sbom();
const listed = new Set(JSON.parse(text).components.map(nameOfComponent));
const missing = Object.entries(packages)
  .map(([path, { version }]) => `${path.split('node_modules/').at(-1)}@${version}`)
  .filter((name) => !listed.has(name));
if (missing.length > 0) {
  console.error(`The SBOM lacks ${missing.join(', ')}.`);
  process.exit(1);
}
process.stdout.write(text);

function sbom(): string {
  const temporary = mkdtempSync(join(tmpdir(), 'sbom-'));
  // npm takes the name of the application from the folder.
  const folder = join(temporary, manifest.name);
  mkdirSync(folder);
  try {
    writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
    const lock = { ...record, packages: { '': manifest, ...packages } };
    writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(lock));
    const format = ['--package-lock-only', '--sbom-format=cyclonedx', '--sbom-type=application'];
    return execFileSync('npm', ['sbom', ...format], { cwd: folder, encoding: 'utf8' });
  } finally {
    rmSync(temporary, { recursive: true });
  }
}

function nameOfComponent({ group, name, version }: Component): string {
  return `${group === undefined ? '' : `${group}/`}${name}@${version}`;
}

function read(path: string) {
  return JSON.parse(readFileSync(path, 'utf8'));
}
