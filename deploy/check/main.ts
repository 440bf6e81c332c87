/**
 * Checks the Helm chart and the Dockerfile with the standard tools: `npm run check:deploy`.
 *
 * A tool that is missing is installed into `~/.cache/cmf-graphql`, with `--cached` not. Without the tool, its checks
 * are skipped, each with one line. `--seconds 60` skips the checks that have not begun after this time.
 */
import process from 'node:process';
import { parseArgs } from 'node:util';
import { checks } from './checks.ts';
import { cached, install, type ToolName, tools } from './tools.ts';

const { values: options } = parseArgs({
  options: { cached: { type: 'boolean' }, seconds: { type: 'string', default: 'Infinity' } },
});
const end = performance.now() + Number(options.seconds) * 1000;

/** Why a tool is not there; undefined when it is. */
const absence = new Map<ToolName, string | undefined>();

let failed = 0;
for (const { name, needs, run } of checks) {
  const reason = performance.now() > end ? 'the time is up' : needs.map(absenceOf).find(Boolean);
  const used = needs.map((tool) => `${tool} ${tools[tool].version}`).join(', ');
  if (reason !== undefined) {
    console.log(`skipped  ${name}: ${reason}`);
    continue;
  }
  try {
    run(pathOf);
    console.log(`passed   ${name} (${used})`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED   ${name} (${used})\n${error instanceof Error ? error.message : String(error)}`);
  }
}
process.exitCode = failed === 0 ? 0 : 1;

function absenceOf(tool: ToolName): string | undefined {
  if (!absence.has(tool)) absence.set(tool, findOrInstall(tool));
  return absence.get(tool);
}

function findOrInstall(tool: ToolName): string | undefined {
  if (cached(tool) !== undefined) return undefined;
  if (options.cached) return `${tool} ${tools[tool].version} is not in the cache`;
  console.log(`         installing ${tool} ${tools[tool].version} ...`);
  const reason = install(tool);
  return reason === undefined ? undefined : `no ${tool}, because ${reason}`;
}

function pathOf(tool: ToolName): string {
  const path = cached(tool);
  if (path === undefined) throw new Error(`${tool} is not in the cache.`);
  return path;
}
