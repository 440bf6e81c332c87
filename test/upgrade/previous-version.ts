/**
 * The version before this one, from the history of the repository: the newest tag `v…` before this commit, or the commit
 * below while there is no tag. It runs with the dependencies of this version if they satisfy its `package.json`, else with
 * those of its own lock file, which `npm ci` installs once into the cache of the user.
 */
import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, mkdtempDisposable, rename, rm, symlink, unlink } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

/** The last commit before the changes that CHANGELOG.md lists as unreleased. */
const untagged = { name: '0.2.0', commit: 'd7bdbb164fef0c610f68464e033a9b8fa374eb44' };

export interface Version {
  readonly name: string;
  readonly commit: string;
}

export interface ExtractedVersion extends AsyncDisposable {
  /** The path of its `src/main.ts`. */
  readonly main: string;
}

/** The reason as text if the history is not here: a shallow clone, or a package without a repository. */
export function findPreviousVersion(): Version | string {
  // Before this commit, because a release has a tag itself.
  const tag = git('describe', '--tags', '--abbrev=0', '--match', 'v[0-9]*', 'HEAD^');
  const commit = tag && git('rev-parse', `${tag}^{commit}`);
  const version = tag && commit ? { name: tag, commit } : untagged;
  const isHere = git('cat-file', '-t', version.commit) === 'commit';
  return isHere ? version : `the history has no commit ${version.commit.slice(0, 7)} (${version.name})`;
}

export async function extractVersion({ commit }: Version): Promise<ExtractedVersion> {
  await using opening = new AsyncDisposableStack();
  const folder = opening.use(await mkdtempDisposable(join(tmpdir(), 'cmf-graphql-version-')));
  const archive = ['archive', commit, 'src', 'schema', 'package.json', 'package-lock.json'];
  const files = execFileSync('git', archive, { maxBuffer: 2 ** 28 });
  execFileSync('tar', ['-x', '-C', folder.path], { input: files });
  const modules = join(folder.path, 'node_modules');
  await symlink(resolve('node_modules'), modules);
  if (!isSatisfied(folder.path)) {
    await unlink(modules);
    await symlink(await ownModules(folder.path, commit), modules);
  }
  const closing = opening.move();
  return {
    main: join(folder.path, 'src/main.ts'),
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  };
}

/** False where a production dependency is missing or not in the range of `package.json`. */
function isSatisfied(folder: string): boolean {
  return spawnSync('npm', ['ls', '--omit=dev', '--depth=0'], { cwd: folder, stdio: 'ignore' }).status === 0;
}

async function ownModules(folder: string, commit: string): Promise<string> {
  const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'cmf-graphql');
  const kept = join(cache, `version-${commit}`);
  if (!existsSync(kept)) {
    await mkdir(cache, { recursive: true });
    const installing = await mkdtemp(join(cache, 'version-'));
    for (const name of ['package.json', 'package-lock.json']) {
      await copyFile(join(folder, name), join(installing, name));
    }
    const options = ['--omit=dev', '--omit=optional', '--ignore-scripts', '--no-audit', '--no-fund'];
    await promisify(execFile)('npm', ['ci', ...options], { cwd: installing });
    // Whole or not at all. Another process may be first.
    await rename(installing, kept).catch(() => rm(installing, { recursive: true }));
  }
  return join(kept, 'node_modules');
}

/** Null if git fails or is not installed. */
function git(...args: readonly string[]): string | null {
  const { status, stdout } = spawnSync('git', args, { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : null;
}
