/** Installs the selected peers from npm according to their lock files, unless they are installed. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Contestant } from './contestants.ts';

export function install(contestants: readonly Contestant[]): void {
  const directories = new Set(contestants.filter(({ isInstalled }) => isInstalled).map(({ cwd }) => cwd));
  for (const directory of directories) {
    // npm writes this file last, so an interrupted installation is repeated.
    if (existsSync(join(directory, 'node_modules/.package-lock.json'))) continue;
    process.stderr.write(`npm ci in ${directory} …\n`);
    const { status, stderr } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
      cwd: directory,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`npm ci failed in ${directory}:\n${stderr}`);
  }
}

/** The exact versions of the compared packages as `name version`, without duplicates. */
export function versionsOf(contestants: readonly Contestant[]): readonly string[] {
  const versions = contestants
    .filter(({ isInstalled }) => isInstalled)
    .flatMap(({ cwd }) => {
      const { dependencies } = JSON.parse(readFileSync(join(cwd, 'package.json'), 'utf8')) as {
        readonly dependencies: Readonly<Record<string, string>>;
      };
      return Object.entries(dependencies).map(([name, version]) => `${name} ${version}`);
    });
  return [...new Set(versions)].toSorted();
}
