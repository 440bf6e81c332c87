/**
 * `node bench/diff.ts`: measures the diff of two specs of 200 KB each. The goal is a median under 20 ms, because a page
 * of instances diffs each instance against its predecessor. `--quick`: fewer runs.
 */
import { parseArgs } from 'node:util';
import { applyChanges, diffSpecs } from '../src/history/diff/diff.ts';
import type { JsonObject } from '../src/json.ts';

/** A spec of about 200 KB: many configuration keys and many containers with many variables. */
function specOf(revision: number): JsonObject {
  const configuration = Array.from({ length: 1600 }, (_, index) => {
    const isChanged = index % 20 === 0;
    return [
      `metrics.reporter.r${index}.interval.of.reporting`,
      `${isChanged ? revision : 0} seconds and some words`,
    ];
  });
  const containers = Array.from({ length: 20 }, (_, index) => ({
    name: `container-${index}`,
    image: `registry.example/sidecar:${index === 0 ? revision : 1}`,
    env: Array.from({ length: 70 }, (_, variable) => ({
      name: `VARIABLE_NUMBER_${variable}`,
      value: `value of variable ${variable % 10 === 0 ? revision : variable}`,
    })),
    volumeMounts: Array.from({ length: 10 }, (_, mount) => ({
      name: `volume-${mount}`,
      mountPath: `/data/${mount}`,
    })),
  }));
  return {
    image: 'confluentinc/cp-flink:1.19.1-cp2',
    flinkConfiguration: Object.fromEntries(configuration),
    job: { parallelism: revision, state: 'running', args: [] },
    podTemplate: { spec: { containers: revision % 2 === 0 ? containers : containers.toReversed() } },
  };
}

/** Median duration in milliseconds of `runs` runs, after `runs` warm-up runs. */
function median(runs: number, work: () => unknown): number {
  const times: number[] = [];
  for (let run = 0; run < runs * 2; run += 1) {
    const begun = performance.now();
    work();
    if (run >= runs) times.push(performance.now() - begun);
  }
  return times.toSorted((one, other) => one - other)[runs >> 1] ?? Number.NaN;
}

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
const runs = values.quick ? 3 : 100;
const [before, after] = [specOf(1), specOf(2)];
const changes = diffSpecs(before, after);
const size = Math.round(JSON.stringify(before).length / 1024);
const timing = (name: string, work: () => unknown) => `${name} ${median(runs, work).toFixed(2)} ms`;
console.log(
  [
    `two specs of ${size} KB, ${changes.length} changes, medians of ${runs}:`,
    timing('diff', () => diffSpecs(before, after)),
    timing('diff with itself', () => diffSpecs(before, specOf(1))),
    timing('apply', () => applyChanges(before, changes)),
  ].join('\n'),
);
