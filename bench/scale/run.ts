/** Measures one gateway with one fleet: start-up, memory and refresh costs. */
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { FleetSize } from '../../src/emulator/fleet.ts';
import { cores } from '../harness/cores.ts';
import { freePort } from '../harness/ports.ts';
import { type BenchProcess, startProcess } from '../harness/process.ts';
import { startUpstream, type Upstream } from '../harness/upstream.ts';

export interface ScaleResult {
  readonly fleet: FleetSize;
  /** From process start until `/ready` returns 200. */
  readonly readyMs: number;
  readonly callsUntilReady: number;
  readonly bytesUntilReady: number;
  /** Resident bytes after garbage collection: with all applications in the mirror, then also with all instances. */
  readonly rssReady: number;
  readonly rssInstances: number;
  readonly refreshes: readonly RefreshCost[];
}

export interface RefreshCost {
  /** Share of the applications that change per interval. */
  readonly changed: number;
  /** CPU time per interval. Each environment is polled once per interval. */
  readonly cpuMs: number;
  readonly callsPerMinute: number;
  readonly bytesPerMinute: number;
}

export interface ScaleOptions {
  readonly fleet: FleetSize;
  readonly intervalMs: number;
  readonly intervals: number;
  readonly shares: readonly number[];
}

/** Environments read at the start are polled at the active interval for ten intervals. This waits until that ends. */
const settleMs = 25_000;

const root = join(import.meta.dirname, '../..');

export async function runScale({ fleet, intervalMs, intervals, shares }: ScaleOptions): Promise<ScaleResult> {
  await using upstream = await startUpstream(fleet);
  const port = await freePort();
  const startedAt = performance.now();
  await using gateway = startProcess({
    name: 'the gateway',
    args: ['--import', `${root}/bench/harness/collect-garbage.ts`, 'src/main.ts'],
    cwd: root,
    core: cores.server,
    env: {
      PORT: String(port),
      CMF_URL: upstream.url,
      LOG_LEVEL: 'error',
      REFRESH_IDLE_MS: String(intervalMs),
      // The emulator renders 10,000 lists of instances.
      CMF_TIMEOUT_MS: '120000',
      REQUEST_TIMEOUT_MS: '120000',
    },
  });
  await Promise.race([isReady(port), gateway.failed]);
  const readyMs = performance.now() - startedAt;
  const { calls: callsUntilReady, bytes: bytesUntilReady } = await upstream.totals();
  const rssReady = await sizeOf(gateway);

  await delay(settleMs);
  const refreshes: RefreshCost[] = [];
  for (const changed of shares) {
    refreshes.push(await refreshCost(gateway, upstream, { fleet, changed, intervalMs, intervals }));
  }
  await Promise.race([readInstances(port, fleet), gateway.failed]);
  const rssInstances = await sizeOf(gateway);
  return { fleet, readyMs, callsUntilReady, bytesUntilReady, rssReady, rssInstances, refreshes };
}

async function refreshCost(
  gateway: BenchProcess,
  upstream: Upstream,
  { fleet, changed, intervalMs, intervals }: Omit<ScaleOptions, 'shares'> & { readonly changed: number },
): Promise<RefreshCost> {
  const applications = Math.round(fleet.environments * fleet.applications * changed);
  const before = { ...(await upstream.totals()), ...gateway.usage, at: performance.now() };
  for (let interval = 0; interval < intervals; interval += 1) {
    await upstream.send({ kind: 'change', applications });
    await delay(intervalMs);
  }
  const after = { ...(await upstream.totals()), ...gateway.usage };
  const minutes = (performance.now() - before.at) / 60_000;
  return {
    changed,
    cpuMs: (after.cpuMs - before.cpuMs) / intervals,
    callsPerMinute: (after.calls - before.calls) / minutes,
    bytesPerMinute: (after.bytes - before.bytes) / minutes,
  };
}

async function isReady(port: number): Promise<void> {
  for (;;) {
    const response = await fetch(`http://127.0.0.1:${port}/ready`).catch(() => null);
    await response?.body?.cancel();
    if (response?.ok) return;
    await delay(20);
  }
}

/** Queries the instances of all applications, one environment at a time. */
async function readInstances(
  port: number,
  { environments, applications, instances }: FleetSize,
): Promise<void> {
  const query = `query Instances($name: String!) { environment(name: $name) { applications(first: ${applications}) { nodes { instances(first: ${instances}) { nodes { uid } } } } } }`;
  for (let index = 1; index <= environments; index += 1) {
    const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables: { name: `env-${String(index).padStart(3, '0')}` } }),
    });
    const { errors } = (await response.json()) as { readonly errors?: unknown };
    if (errors) throw new Error(`The query for instances failed: ${JSON.stringify(errors).slice(0, 500)}`);
  }
}

/** Resident bytes after garbage collection. */
async function sizeOf(server: BenchProcess): Promise<number> {
  for (let time = 0; time < 2; time += 1) {
    server.signal('SIGUSR2');
    await delay(500);
  }
  return server.usage.rssBytes;
}
