/**
 * A real Prometheus scrapes two replicas with a fleet of 1,000 applications, evaluates the rules of the chart, and
 * shows an injected failure as an alert until it ends: `npm run test:prometheus -- --minutes 10`. It needs `prometheus`
 * and `redis-server`. At its end it prints a summary, and exits with 1 after an unexpected result.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempDisposableSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { startEmulator } from '../../src/emulator/emulator.ts';
import { startGatewayProcess } from '../support/gateway-process.ts';
import { freePort, startRedis } from '../support/redis.ts';
import { until } from '../support/until.ts';

const { values: options } = parseArgs({ options: { minutes: { type: 'string', default: '10' } } });
const durationMs = z.coerce.number().min(1).max(1_440).parse(options.minutes) * 60_000;
const slowestScrapeMs = 200;
const startedAt = Date.now();

const say = (text: string) =>
  process.stdout.write(`${Math.round((Date.now() - startedAt) / 1_000)} s: ${text}\n`);

await using redis = await startRedis();
await using emulator = await startEmulator({
  fleet: { environments: 10, applications: 100, instances: 1 },
  startAt: new Date().toISOString(),
});
const env = { CMF_URL: emulator.url, REDIS_URL: redis.url, PORT: '0' };
await using first = await startGatewayProcess({ env });
await using second = await startGatewayProcess({ env });
const port = await freePort();
using folder = mkdtempDisposableSync(join(tmpdir(), 'prometheus-'));
const targets = [first, second].map(({ port }) => `127.0.0.1:${port}`);
const job = (name: string, path: string) => ({
  job_name: name,
  metrics_path: path,
  static_configs: [{ targets }],
});
const config = join(folder.path, 'prometheus.yaml');
// JSON is YAML too.
writeFileSync(
  config,
  JSON.stringify({
    global: { scrape_interval: '5s', scrape_timeout: '4s', evaluation_interval: '5s' },
    rule_files: [resolve('deploy/chart/files/alerts.yaml')],
    scrape_configs: [
      job('cmf-graphql', '/metrics'),
      job('cmf-graphql-fleet', '/metrics/fleet'),
      // A metric of Prometheus itself: the number of evaluated rules.
      { job_name: 'prometheus', static_configs: [{ targets: [`127.0.0.1:${port}`] }] },
    ],
  }),
);
const prometheus = spawn(
  'prometheus',
  [
    `--config.file=${config}`,
    `--storage.tsdb.path=${folder.path}/data`,
    `--web.listen-address=127.0.0.1:${port}`,
  ],
  { stdio: 'ignore' },
);
await once(prometheus, 'spawn');
const ended = once(prometheus, 'exit');
await using _prometheus = {
  async [Symbol.asyncDispose]() {
    prometheus.kill();
    await ended;
  },
};

const answer = z.object({
  data: z.object({ result: z.array(z.object({ value: z.tuple([z.number(), z.string()]) })) }),
});
const matrix = z.object({
  data: z.object({
    result: z.array(z.object({ values: z.array(z.tuple([z.number(), z.string()])) })),
  }),
});
const alertList = z.object({
  data: z.object({
    alerts: z.array(z.object({ state: z.string(), labels: z.record(z.string(), z.string()) })),
  }),
});
const get = async (path: string): Promise<unknown> =>
  (await fetch(`http://127.0.0.1:${port}/api/v1/${path}`)).json();
/** The first value; NaN if there is none. */
const query = async (expression: string): Promise<number> => {
  const { data } = answer.parse(await get(`query?query=${encodeURIComponent(expression)}`));
  return Number(data.result[0]?.value[1] ?? Number.NaN);
};
const firingAlerts = async (): Promise<readonly string[]> => {
  const { data } = alertList.parse(await get('alerts'));
  return data.alerts
    .filter(({ state }) => state === 'firing')
    .map(
      ({ labels }) => `${labels['alertname']} ${labels['environment'] ?? ''}/${labels['application'] ?? ''}`,
    );
};

const timeoutMs = 180_000;
await until(
  () =>
    fetch(`http://127.0.0.1:${port}/-/ready`).then(
      ({ ok }) => ok,
      () => false,
    ),
  { what: 'Prometheus', timeoutMs },
);
await until(async () => (await query('sum(up{job=~"cmf-graphql.*"})')) === 4, {
  what: 'four targets',
  timeoutMs,
});
await until(
  async () => (await query('count(max by (environment, application) (cmf_application_info))')) === 1_000,
  { what: '1,000 applications', timeoutMs },
);
say('Prometheus scrapes 4 targets and has 1,000 applications');

const half = startedAt + durationMs / 3;
await setTimeout(Math.max(0, half - Date.now()));
const before = await firingAlerts();
emulator.world.setJobState(
  'env-001',
  emulator.world.applications('env-001')[0]?.metadata.name ?? '',
  'FAILED',
);
say('one job fails');
await until(async () => (await firingAlerts()).some((alert) => alert.startsWith('FlinkJobFailed')), {
  what: 'the alert',
  timeoutMs,
});
const firing = await firingAlerts();
say(`firing: ${firing.join(', ')}`);
emulator.world.setJobState(
  'env-001',
  emulator.world.applications('env-001')[0]?.metadata.name ?? '',
  'RUNNING',
);
say('the job runs again');
await until(async () => (await firingAlerts()).length === 0, { what: 'the end of the alert', timeoutMs });
say('no alert is firing');
await setTimeout(Math.max(0, startedAt + durationMs - Date.now()));

// The whole run: Prometheus has no earlier data.
const range = `[${Math.ceil(durationMs / 1_000) + 600}s]`;
const inMs = async (expression: string) => Math.round((await query(expression)) * 1_000);
const slowestOf = (job: string) => inMs(`max(max_over_time(scrape_duration_seconds{job="${job}"}${range}))`);
const quantileOf = (quantile: number, job: string) =>
  inMs(`max(quantile_over_time(${quantile}, scrape_duration_seconds{job="${job}"}${range}))`);
/** The five slowest scrapes of the fleet with their times, because Prometheus creates all series in the first ones. */
const slowestScrapes = async (): Promise<string> => {
  const series = `scrape_duration_seconds{job="cmf-graphql-fleet"}${range}`;
  const { data } = matrix.parse(await get(`query?query=${encodeURIComponent(series)}`));
  return data.result
    .flatMap(({ values }) => values)
    .map(([time, seconds]) => ({ at: time - startedAt / 1_000, ms: Number(seconds) * 1_000 }))
    .toSorted((a, b) => b.ms - a.ms)
    .slice(0, 5)
    .map(({ at, ms }) => `${Math.round(ms)} (at ${Math.round(at)} s)`)
    .join(', ');
};
const cpu = `process_cpu_seconds_total{job="cmf-graphql"}${range}`;
const cpuSeconds = `max(max_over_time(${cpu}) - min_over_time(${cpu}))`;
const figures = {
  scrapes: await query(`sum(count_over_time(up{job=~"cmf-graphql.*"}${range}))`),
  'scrapes that failed': await query(
    `sum(count_over_time(up{job=~"cmf-graphql.*"}${range})) - sum(sum_over_time(up{job=~"cmf-graphql.*"}${range}))`,
  ),
  'slowest scrape of the gateway, ms': await slowestOf('cmf-graphql'),
  'slowest scrape of the fleet, ms': await slowestOf('cmf-graphql-fleet'),
  'slowest scrapes of the fleet, ms': await slowestScrapes(),
  'median scrape of the gateway, ms': await quantileOf(0.5, 'cmf-graphql'),
  'median scrape of the fleet, ms': await quantileOf(0.5, 'cmf-graphql-fleet'),
  '99 % of the scrapes of the fleet within, ms': await quantileOf(0.99, 'cmf-graphql-fleet'),
  'samples in a scrape of the gateway': await query('max(scrape_samples_scraped{job="cmf-graphql"})'),
  'samples in a scrape of the fleet': await query('max(scrape_samples_scraped{job="cmf-graphql-fleet"})'),
  'CPU time of a replica, s': Number((await query(cpuSeconds)).toFixed(1)),
  'evaluations of rules': await query('sum(prometheus_rule_evaluations_total)'),
  'evaluations that failed': await query('sum(prometheus_rule_evaluation_failures_total)'),
};
for (const [name, value] of Object.entries(figures)) say(`${name}: ${value}`);
const slowest = Math.max(
  figures['slowest scrape of the gateway, ms'],
  figures['slowest scrape of the fleet, ms'],
);
const expectations = {
  'no alert fires before the failure': before.length === 0,
  'the failure fires one alert': firing.length === 1,
  'all targets are up, always': figures['scrapes that failed'] === 0,
  'rules are evaluated without a failure':
    figures['evaluations of rules'] > 0 && figures['evaluations that failed'] === 0,
  [`no scrape takes over ${slowestScrapeMs} ms (slowest: ${slowest} ms)`]: slowest <= slowestScrapeMs,
};
for (const [what, holds] of Object.entries(expectations)) say(`${holds ? 'yes' : 'NO'}: ${what}`);
process.exitCode = Object.values(expectations).every(Boolean) ? 0 : 1;
