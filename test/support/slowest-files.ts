/** A vitest reporter: prints the test files that took longest, after the summary. */
import type { Reporter, TestModule } from 'vitest/node';

/** Files below this duration are not listed, in milliseconds. */
const leastMs = 1_000;
const most = 10;

export default class SlowestFiles implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const slowest = modules
      .map((module) => ({ file: module.relativeModuleId, ms: timeOf(module) }))
      .filter(({ ms }) => ms >= leastMs)
      .toSorted((one, other) => other.ms - one.ms)
      .slice(0, most);
    if (slowest.length === 0) return;
    const lines = slowest.map(({ file, ms }) => `${(ms / 1_000).toFixed(1).padStart(8)} s  ${file}`);
    console.log(`\nThe slowest files:\n${lines.join('\n')}`);
  }
}

/** Imports, hooks and tests, in milliseconds. */
function timeOf(module: TestModule): number {
  const { collectDuration, duration } = module.diagnostic();
  return collectDuration + duration;
}
