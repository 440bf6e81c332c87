/** Workers (`WORKERS`) that die, hang or get SIGTERM: the effects on clients and on Prometheus. */
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPatientClient, watchJobStates } from '../../docs/resume-subscription.ts';
import { metricOf } from '../support/metric.ts';
import { until } from '../support/until.ts';
import {
  connectTo,
  fetchOver,
  isLinux,
  isRunning,
  openOnEach,
  runningOf,
  type Site,
  servedBy,
  startSite,
  startUpstream,
  twoOf,
} from '../support/workers.ts';
import { eventVersions } from '../support/world.ts';
import { transitions, transitionWords } from './documents.ts';

/** For the start of several processes on a machine under load. */
const timeout = 60_000;
const [, countedEvents] = eventVersions;
/** No change is lost, although one of two connections was. */
const all = ['orders: RUNNING', ...transitionWords];
const complete = { received: [all, all], losses: 1, running: 2 };

describe.runIf(isLinux)('a worker', { timeout }, () => {
  let site: Site;
  beforeAll(async () => {
    site = await startSite(2, { WORKER_TIMEOUT_MS: '4000' });
  }, timeout);
  afterAll(() => site[Symbol.asyncDispose]());

  const replaced = (served: number) =>
    until(() => servedBy(site.gateway).length > served, {
      what: 'a replacement',
      timeoutMs: 30_000,
    });
  const served = () => servedBy(site.gateway).length;

  test('that is killed is replaced, and its subscribers resume without loss', async () => {
    expect(await receivedAroundKill(site)).toEqual(complete);
  });

  test('that is killed is left out of a scrape that waits for it, and its last counts stay in the sums', async () => {
    const before = served();
    const requests = () => metricOf(site.gateway, 'cmf_graphql_http_request_seconds_count');
    await until(async () => (await requests()) >= 10);
    const answered = await requests();
    const [pid, other] = twoOf(site);
    const sockets = [await connectTo(site, pid), await connectTo(site, other)];
    process.kill(pid, 'SIGSTOP');
    // The connection of the stopped worker ends with it; the other worker responds.
    const scrapes = sockets.map((socket) => fetchOver(site, '/metrics', socket));
    process.kill(pid, 'SIGKILL');
    const answers = await Promise.allSettled(scrapes);
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    await replaced(before);
    expect(await requests()).toBeGreaterThanOrEqual(answered);
  });

  test('that hangs fails a scrape before the scraper gives up, because the sums without it would be wrong', async () => {
    const [pid, other] = twoOf(site);
    const sockets = [await connectTo(site, pid), await connectTo(site, other)];
    process.kill(pid, 'SIGSTOP');
    const scrapes = sockets.map((socket) => fetchOver(site, '/metrics', socket));
    try {
      expect(await Promise.race(scrapes)).toBe('The gateway failed.\n');
    } finally {
      process.kill(pid, 'SIGCONT');
    }
    expect(await fetchOver(site, '/metrics')).toContain('cmf_graphql_websockets 0');
    await Promise.all(scrapes);
  });

  test('that hangs for WORKER_TIMEOUT_MS is killed and replaced', async () => {
    const before = served();
    const [pid] = twoOf(site);
    process.kill(pid, 'SIGSTOP');
    await replaced(before);
    expect(isRunning(pid)).toBe(false);
    expect(site.gateway.output).toContain('a worker does not respond and is killed');
  });

  test('that gets SIGTERM is replaced, and first responds to the connections in its queue', async () => {
    const before = served();
    const [pid] = twoOf(site);
    process.kill(pid, 'SIGSTOP');
    // About half of them wait in its queue.
    const responses = Array.from({ length: 60 }, () => fetchOver(site, '/health'));
    const answered = await Promise.race([Promise.allSettled(responses), firstsOf(responses, 10)]);
    expect(answered).toBe(10);
    process.kill(pid, 'SIGTERM');
    process.kill(pid, 'SIGCONT');
    expect(await Promise.all(responses)).toEqual(responses.map(() => '{"status":"alive"}\n'));
    await replaced(before);
    await until(() => !isRunning(pid), { what: 'the end of the worker' });
  });

  /** Resolves with `count` when so many of these are fulfilled. */
  function firstsOf(promises: readonly Promise<unknown>[], count: number): Promise<number> {
    return new Promise((resolve) => {
      let left = count;
      for (const promise of promises)
        promise.then(
          () => --left === 0 && resolve(count),
          () => undefined,
        );
    });
  }
});

test.runIf(isLinux)(
  'workers that all end while another program takes their port end the gateway with one line',
  {
    timeout,
  },
  async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    await new Promise((resolve) => other.close(resolve));
    await using site = await startSite(2, { PORT: String(port) });
    await using closing = new AsyncDisposableStack();
    for (const pid of servedBy(site.gateway)) process.kill(pid, 'SIGKILL');
    // As soon as the kernel has closed the sockets of both.
    await until(async () => {
      other.listen(port, '127.0.0.1');
      return once(other, 'listening');
    });
    closing.defer(() => void other.close());
    expect(await site.gateway.ended).toEqual({ code: 1, signal: null });
    expect(site.gateway.output).toContain(`Port ${port} of 127.0.0.1 is already in use.`);
  },
);

test.runIf(isLinux)(
  'subscribers of a killed worker resume without loss, in front of a CMF that keeps a recurring event as one record',
  { timeout },
  async () => {
    await using upstream = await startUpstream(countedEvents);
    await using site = await startSite(2, {}, upstream);
    expect(await receivedAroundKill(site)).toEqual(complete);
  },
);

/** What a subscriber of each worker receives while one worker is killed, and the number of lost connections. */
async function receivedAroundKill(site: Site) {
  const before = servedBy(site.gateway).length;
  await using watching = await openOnEach(site, 2, () => openWatcher(site));
  const watchers = watching.opened;
  const [pid] = twoOf(site);
  process.kill(pid, 'SIGKILL');
  for (const state of transitions) site.emulator.world.setJobState('dev1', 'orders', state);
  await until(() => watchers.every(({ received }) => received.length === 1 + transitions.length), {
    what: 'all changes',
  });
  await until(() => servedBy(site.gateway).length > before, { what: 'a replacement', timeoutMs: 30_000 });
  return {
    received: watchers.map(({ received }) => received),
    losses: watchers.reduce((sum, { losses }) => sum + losses, 0),
    running: runningOf(site).length,
  };
}

async function openWatcher(site: Site) {
  const client = createPatientClient(site.gateway.url.replace('http', 'ws'));
  const watcher = {
    received: [] as string[],
    losses: 0,
    [Symbol.asyncDispose]: async () => client.dispose(),
  };
  client.on('closed', () => {
    watcher.losses += 1;
  });
  watchJobStates(client, 'dev1', ({ applicationName, initial, from, to }) =>
    watcher.received.push(`${applicationName}: ${initial ? '' : `${from}>`}${to}`),
  );
  await until(() => watcher.received.length === 1, { what: 'the present state' });
  return watcher;
}
