/** Installs the peers that take part, from npm and as their lock files say, unless they are there. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Contestant } from './contestants.ts';

export function install(contestants: readonly Contestant[]): void {
  const directories = new Set(contestants.filter(({ isInstalled }) => isInstalled).map(({ cwd }) => cwd));
  for (const directory of directories) {
    // What npm writes last, so an installation that was cut off is done again.
    if (existsSync(join(directory, 'node_modules/.package-lock.json'))) continue;
    process.stderr.write(`npm ci in ${directory} …\n`);
    const { status, stderr } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
      cwd: directory,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`npm ci failed in ${directory}:\n${stderr}`);
  }
}

/** Exact versions of what is compared, `name version`, each once. */
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
