/**
 * The alert rules and dashboards: their metrics exist, each alert has its page, and Prometheus' own tool accepts the
 * rules.
 */
import { spawnSync } from 'node:child_process';
import { globSync, mkdtempDisposableSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { at, isObject } from '../../src/json.ts';

const rules = readFileSync('deploy/chart/files/alerts.yaml', 'utf8');
const dashboards = ['gateway', 'fleet'].map((name) => `deploy/chart/files/dashboards/${name}.json`);
const documented = new Set(
  [...readFileSync('docs/metrics.md', 'utf8').matchAll(/^\| `(\w+)` \|/gm)].map(([, name = '']) => name),
);

/** Of Prometheus itself. */
const ofPrometheus = new Set(['up']);

/** The metrics in an expression: names in front of a selector, and all with the prefixes of ours. */
function metricsIn(expression: string): readonly string[] {
  const withoutLabels = expression.replaceAll(/"[^"]*"/g, '""');
  const selected = [...withoutLabels.matchAll(/\b([a-z]\w*)\{/g)].map(([, name = '']) => name);
  const ours = [...withoutLabels.matchAll(/\bcmf_\w+/g)].map(([name]) => name);
  return [...new Set([...selected, ...ours])];
}

function isKnown(metric: string): boolean {
  const base = metric.replace(/_(?:bucket|sum|count)$/, '');
  return documented.has(metric) || documented.has(base) || ofPrometheus.has(metric);
}

function expressionsOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(expressionsOf);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, each]) =>
    typeof each === 'string' && (key === 'expr' || key === 'query') ? [each] : expressionsOf(each),
  );
}

test('rules use metrics that docs/metrics.md lists', () => {
  const used = metricsIn(rules.replaceAll(/^ *#.*$/gm, ''));
  expect(used).toContain('cmf_application_job_state');
  expect(used.filter((metric) => !isKnown(metric))).toEqual([]);
});

test('each alert has a runbook, a unit test, and links to its own page', () => {
  const alerts = [...rules.matchAll(/- alert: (\w+)/g)].map(([, name = '']) => name);
  const links = [...rules.matchAll(/runbook_url: docs\/runbooks\/(\w+)\.md/g)].map(([, name = '']) => name);
  expect(links).toEqual(alerts);
  expect(globSync('docs/runbooks/*.md').toSorted()).toEqual(
    alerts.map((name) => `docs/runbooks/${name}.md`).toSorted(),
  );
  const unitTests = globSync('deploy/alerts/*.test.yaml')
    .map((file) => readFileSync(file, 'utf8'))
    .join('');
  // The unit tests show that each alert fires.
  const fired = new Set(
    [...unitTests.matchAll(/runbook_url: docs\/runbooks\/(\w+)\.md/g)].map(([, name]) => name),
  );
  expect(alerts.filter((name) => !fired.has(name))).toEqual([]);
});

describe.each(dashboards)('%s', (file) => {
  const dashboard: unknown = JSON.parse(readFileSync(file, 'utf8'));

  test('uses metrics that docs/metrics.md lists', () => {
    const expressions = expressionsOf(dashboard);
    expect(expressions.length).toBeGreaterThan(5);
    expect(expressions.flatMap(metricsIn).filter((metric) => !isKnown(metric))).toEqual([]);
  });

  test('has panels with distinct ids and titles that do not overlap', () => {
    const panels = at(dashboard, 'panels');
    if (!Array.isArray(panels)) throw new Error('The dashboard has no panels.');
    expect(new Set(panels.map((panel) => at(panel, 'id'))).size).toBe(panels.length);
    expect(new Set(panels.map((panel) => at(panel, 'title'))).size).toBe(panels.length);
    const cells = panels.map((panel) => JSON.stringify(at(panel, 'gridPos')));
    expect(new Set(cells).size).toBe(panels.length);
  });
});

const hasPromtool = spawnSync('promtool', ['--version']).status === 0;
const reason = hasPromtool ? '' : ' (skipped: promtool is not installed; Debian has it in `prometheus`)';

describe.runIf(hasPromtool)(`promtool${reason}`, () => {
  test('accepts the rules', () => {
    expect(run('check', 'rules', 'deploy/chart/files/alerts.yaml')).toContain('SUCCESS');
  });

  test('runs their unit tests', () => {
    expect(run('test', 'rules', ...globSync('deploy/alerts/*.test.yaml'))).not.toContain('FAILED');
  });

  test('accepts every expression of the dashboards', () => {
    using folder = mkdtempDisposableSync(join(tmpdir(), 'dashboards-'));
    for (const file of dashboards) {
      const panels: unknown = at(JSON.parse(readFileSync(file, 'utf8')), 'panels');
      const groups = expressionsOf(panels).map((expr, index) => ({
        record: `dashboard:${index}`,
        expr: expr.replaceAll('$__rate_interval', '5m'),
      }));
      const path = join(folder.path, 'rules.yaml');
      // JSON is YAML too.
      writeFileSync(path, JSON.stringify({ groups: [{ name: 'dashboard', rules: groups }] }));
      expect(run('check', 'rules', path)).toContain('SUCCESS');
    }
  });
});

/** Throws with the tool's output when it fails. */
function run(...command: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync('promtool', command, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`promtool ${command.join(' ')}\n${stdout}${stderr}`);
  return stdout;
}
