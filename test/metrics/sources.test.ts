/** The metrics of the parts of a gateway: reads of CMF, copies, cache, token and Redis. */
import { expect, test } from 'vitest';
import { startEmulator } from '../../src/emulator/emulator.ts';
import { post } from '../security/post.ts';
import { startGateway, still } from '../support/gateway.ts';
import { startRedis } from '../support/redis.ts';
import { scrape } from '../support/series.ts';
import { until } from '../support/until.ts';
import { addApplication } from '../support/world.ts';

const fleet = { environments: 2, applications: 1, instances: 1 };

test('show refreshes by outcome, ages of copies, and the response cache', async () => {
  await using emulator = await startEmulator({ fleet });
  await using gateway = await startGateway({ emulator, env: still });
  await post(gateway.url, { query: '{ environments { totalCount } }' });
  const scraped = await scrape(`${gateway.origin}/metrics`);
  expect(scraped.value('cmf_graphql_refresh_seconds_count{part="environments",outcome="ok"}')).toBe(1);
  expect(scraped.value('cmf_graphql_refresh_seconds_count{part="applications",outcome="ok"}')).toBe(2);
  expect([...scraped.of('cmf_graphql_copy_age_seconds').keys()]).toEqual([
    '{environment="env-001"}',
    '{environment="env-002"}',
  ]);
  expect(scraped.value('cmf_graphql_response_cache_entries')).toBe(1);
  expect(scraped.value('cmf_graphql_response_cache_bytes')).toBeGreaterThan(0);
  expect(scraped.value('cmf_graphql_response_cache_evictions_total')).toBe(0);
  expect(scraped.value('cmf_graphql_cmf_calls_waiting')).toBe(0);
  expect(scraped.value('cmf_graphql_longest_queue')).toBe(0);
  expect(scraped.of('cmf_graphql_token_age_seconds').size).toBe(0);
  expect(scraped.of('nodejs_eventloop_lag_p99_seconds').size).toBe(1);
});

test('contain no names of environments with CMF_AUTH=forward', async () => {
  await using emulator = await startEmulator({ fleet });
  await using gateway = await startGateway({ emulator, env: { ...still, CMF_AUTH: 'forward' } });
  const { text } = await scrape(`${gateway.origin}/metrics`);
  expect(text).not.toContain('env-001');
});

test('show commits to Redis, its recovery after an outage, and the changes that wait', async () => {
  await using redis = await startRedis();
  await using emulator = await startEmulator({ fleet: 'empty' });
  addApplication(emulator.world, 'dev1', 'orders');
  const env = { REDIS_URL: redis.url, REFRESH_IDLE_MS: '100' };
  await using gateway = await startGateway({ emulator, env });
  const valueOf = async (series: string) => (await scrape(`${gateway.origin}/metrics`)).value(series) ?? 0;
  expect(await valueOf('cmf_graphql_redis_commit_seconds_count{outcome="committed"}')).toBeGreaterThan(0);
  expect(await valueOf('cmf_graphql_redis_reconnects_total')).toBe(0);

  await redis.stop();
  await until(async () => (await valueOf('cmf_graphql_redis_up')) === 0, { what: 'the outage' });
  emulator.world.setJobState('dev1', 'orders', 'FAILED');
  await until(async () => (await valueOf('cmf_graphql_unshared_transitions')) === 1, {
    what: 'a waiting change',
  });
  await redis.restart({ keepData: false });
  await until(async () => (await valueOf('cmf_graphql_unshared_transitions')) === 0, { what: 'its replay' });
  expect(await valueOf('cmf_graphql_redis_reconnects_total')).toBe(1);
});
