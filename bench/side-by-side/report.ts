/** Renders cases as Markdown. */
import { table } from '../harness/document.ts';
import { short, spread, whole } from '../harness/numbers.ts';
import { spreadOf } from '../harness/statistics.ts';
import type { Case, Result } from './contest.ts';
import type { Sample } from './measure.ts';

/** The median of `of(sample)` over the rounds. NaN when the contestant did not run. */
export function medianIn(
  given: Case | undefined,
  contestant: string,
  of: (sample: Sample) => number,
): number {
  const result = given?.results.find((each) => each.contestant.name === contestant);
  return result ? spreadOf(result.samples.map(of)).median : Number.NaN;
}

export const rate = ({ requestsPerSecond }: Sample): number => requestsPerSecond;

export function caseTable(given: Case): string {
  const limit = medianIn(given, 'raw', rate);
  const head = [
    '',
    'req/s',
    'over `node:http`',
    'p50 ms',
    'p99 ms',
    'CPU',
    'CPU µs per request',
    'RSS MB',
    'CMF calls per request',
    'bytes sent per response',
  ];
  const size = `${whole(given.responseBytes)} bytes`;
  const title = `${given.query.name}: ${given.query.title} (${given.query.churn === 0 ? size : 'responses of various sizes'}), upstream ${given.latencyMs} ms`;
  return `### ${title}\n\n${table(
    head,
    given.results.map((result) => row(result, limit)),
  )}`;
}

function row({ contestant, samples }: Result, limit: number): readonly string[] {
  const over = (of: (sample: Sample) => number) => spreadOf(samples.map(of));
  const requests = over(rate);
  const failures = samples.reduce((sum, sample) => sum + sample.failures, 0);
  return [
    failures === 0 ? contestant.title : `${contestant.title} (${whole(failures)} failed)`,
    spread(requests),
    short(requests.median / limit),
    short(over(({ p50Ms }) => p50Ms).median),
    spread(
      over(({ p99Ms }) => p99Ms),
      short,
    ),
    `${whole(over(({ cpu }) => cpu).median * 100)} %`,
    whole(over(({ cpu, requestsPerSecond }) => (cpu * 1e6) / requestsPerSecond).median),
    whole(over(({ rssBytes }) => rssBytes).median / 2 ** 20),
    short(over(({ callsPerRequest }) => callsPerRequest).median),
    whole(over(({ bytesPerResponse }) => bytesPerResponse).median),
  ];
}
