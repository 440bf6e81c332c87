/** What `npm run check:deploy` checks, each with one tool on the rendered chart or on a file. */
import { execFileSync } from 'node:child_process';
import { globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { idsOf } from './findings.ts';
import type { ToolName } from './tools.ts';

/** The versions of Kubernetes that rendered manifests are validated against: the oldest and the newest supported. */
export const kubernetesVersions = ['1.25', '1.37'] as const;

export const chart = 'deploy/chart';
export const valuesFiles = globSync(`${chart}/ci/*-values.yaml`).toSorted();

export interface Check {
  readonly name: string;
  readonly needs: readonly ToolName[];
  /** Throws an error whose message has the findings. */
  readonly run: (path: (tool: ToolName) => string) => void;
}

export const checks: readonly Check[] = [
  {
    name: 'helm lint --strict',
    needs: ['helm'],
    run: (path) => {
      for (const file of valuesFiles) run(path('helm'), 'lint', '--strict', chart, '--values', file);
    },
  },
  ...kubernetesVersions.map(
    (version): Check => ({
      name: `kubernetes-validate --strict, Kubernetes ${version}`,
      needs: ['helm', 'kubernetes-validate'],
      run: (path) =>
        withRendered(path('helm'), version, (files) => {
          // Resources of operators and of the Gateway API have no schema there.
          const options = ['--strict', '--kubernetes-version', version, '--no-warn', '--quiet'];
          run(path('kubernetes-validate'), ...options, ...files);
        }),
    }),
  ),
  {
    name: 'kube-score',
    needs: ['helm', 'kube-score'],
    run: (path) =>
      withRendered(path('helm'), '1.37', (files) => {
        const ignored = idsOf('kube-score').flatMap((id) => ['--ignore-test', id]);
        const options = ['--exit-one-on-warning', '--output-format', 'human', ...ignored];
        for (const file of files) run(path('kube-score'), 'score', ...options, file);
      }),
  },
  {
    name: 'checkov',
    needs: ['helm', 'checkov'],
    run: (path) =>
      withRendered(path('helm'), '1.37', (files) => {
        const options = ['--framework', 'kubernetes', '--compact', '--quiet', '--skip-download'];
        const skipped = ['--skip-check', idsOf('checkov').join(',')];
        run(path('checkov'), ...options, ...skipped, ...files.flatMap((file) => ['--file', file]));
      }),
  },
  { name: 'hadolint Dockerfile', needs: ['hadolint'], run: (path) => run(path('hadolint'), 'Dockerfile') },
];

/** Renders the chart with each of its values files, for a version of Kubernetes. */
export function render(helm: string, values: string, version: string, ...options: readonly string[]): string {
  const args = ['template', 'test', chart, '--namespace', 'flink', '--kube-version', `${version}.0`];
  return run(helm, ...args, '--values', values, ...options);
}

function withRendered(helm: string, version: string, use: (files: readonly string[]) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'chart-'));
  try {
    use(
      valuesFiles.map((values) => {
        const file = join(folder, basename(values));
        writeFileSync(file, render(helm, values, version, '--skip-tests'));
        return file;
      }),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function run(program: string, ...args: readonly string[]): string {
  try {
    return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { readonly stdout?: string; readonly stderr?: string };
    throw new Error(`${stdout}${stderr}` || String(error), { cause: error });
  }
}
