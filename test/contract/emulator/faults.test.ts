/** Faults: each kind, the calls it applies to, and that the next response is intact. */
import { describe, expect, it } from 'vitest';
import type { Fault } from '../../../src/emulator/faults.ts';
import type { ApplicationResource, InstanceResource } from '../../../src/emulator/world.ts';
import { at } from '../../../src/json.ts';
import {
  applications,
  type Cmf,
  environments,
  messagesOf,
  openCmf,
  openWithRunningOrders,
  orders,
  ordersSpec,
  type Page,
  postEnvironment,
} from './cmf.ts';

/** Adds a fault that applies to one call. */
function once(cmf: Cmf, fault: Fault): void {
  cmf.emulator.faults.add({ ...fault, match: { ...fault.match, count: 1 } });
}

describe('an error status', () => {
  it.each([400, 401, 403, 404, 409, 422, 429, 500, 502, 503])('%i is a RestError', async (status) => {
    await using cmf = await openWithRunningOrders();
    once(cmf, { kind: 'status', status, message: 'As you wished' });
    const reply = await cmf.send('GET', orders);
    expect(reply.status).toBe(status);
    expect(messagesOf(reply)).toEqual(['As you wished']);
    expect((await cmf.send('GET', orders)).status).toBe(200);
  });

  it.each([
    ['plain-text', /^Fault 503\n$/, 'text/plain'],
    ['empty', /^$/, null],
    ['html', /<h1>Service Unavailable<\/h1>/, 'text/html'],
    ['framework', /"error":"Service Unavailable","path":"\/cmf\/api\/v1\/environments"/, 'application/json'],
  ] as const)('can also be %s', async (body, text, type) => {
    await using cmf = await openCmf();
    once(cmf, { kind: 'status', status: 503, body });
    const reply = await cmf.send('GET', environments);
    expect(reply.text).toMatch(text);
    expect(reply.headers.get('content-type')).toBe(type);
  });

  it('429 has a Retry-After', async () => {
    await using cmf = await openCmf();
    once(cmf, { kind: 'status', status: 429, retryAfter: 2 });
    expect((await cmf.send('GET', environments)).headers.get('retry-after')).toBe('2');
  });
});

describe('a broken response', () => {
  it('`truncated` is status 200 with incomplete JSON', async () => {
    await using cmf = await openWithRunningOrders();
    once(cmf, { kind: 'truncated' });
    const reply = await cmf.send('GET', orders);
    expect(reply.status).toBe(200);
    expect(() => JSON.parse(reply.text)).toThrow(SyntaxError);
    expect((await cmf.get<ApplicationResource>(orders)).metadata.name).toBe('orders');
  });

  it.each(['before', 'during'] as const)('reset breaks the connection %s the response', async (when) => {
    await using cmf = await openWithRunningOrders();
    once(cmf, { kind: 'reset', when });
    await expect(cmf.send('GET', orders)).rejects.toThrow(/fetch failed|terminated/);
    expect((await cmf.send('GET', orders)).status).toBe(200);
  });

  it('hang never responds, and does not prevent the emulator from closing', async () => {
    await using cmf = await openCmf();
    cmf.emulator.faults.add({ kind: 'hang' });
    const signal = AbortSignal.timeout(50);
    await expect(fetch(`${cmf.emulator.url}${environments}`, { signal })).rejects.toThrow(/timeout/i);
    const outcome = fetch(`${cmf.emulator.url}${environments}`).then(
      () => 'answered',
      () => 'broken off',
    );
    await expect.poll(() => cmf.emulator.calls.count()).toBe(2);
    await cmf.emulator.close();
    expect(await outcome).toBe('broken off');
    expect(cmf.emulator.calls.entries.map(({ status }) => status)).toEqual([null, null]);
  });

  it('`latency` delays the response', async () => {
    await using cmf = await openCmf();
    once(cmf, { kind: 'latency', ms: 60 });
    const start = performance.now();
    expect((await cmf.send('GET', environments)).status).toBe(200);
    expect(performance.now() - start).toBeGreaterThan(55);
  });
});

describe('a modified page', () => {
  async function openWithSeven(): Promise<Cmf> {
    const cmf = await openCmf();
    await postEnvironment(cmf);
    for (let number = 0; number < 7; number += 1) {
      cmf.emulator.world.apply('dev1', { metadata: { name: `app-${number}` }, spec: ordersSpec() });
    }
    return cmf;
  }
  const page = (cmf: Cmf, number: number, size: number) =>
    cmf.get<Page<ApplicationResource>>(`${applications}?page=${number}&size=${size}&sort=name`);
  const names = ({ items }: Page<ApplicationResource>) => items.map(({ metadata }) => metadata.name);

  it('cappedSize returns fewer items than were requested', async () => {
    await using cmf = await openWithSeven();
    cmf.emulator.faults.add({ kind: 'cappedSize', size: 3 });
    expect(names(await page(cmf, 0, 100))).toEqual(['app-0', 'app-1', 'app-2']);
    expect(names(await page(cmf, 2, 100))).toEqual(['app-6']);
    expect(names(await page(cmf, 3, 100))).toEqual([]);
  });

  it('missingSize, missingMetadata and nullPageable omit parts', async () => {
    await using cmf = await openWithSeven();
    once(cmf, { kind: 'missingSize' });
    expect((await page(cmf, 0, 10)).metadata).toEqual({});
    once(cmf, { kind: 'missingMetadata' });
    once(cmf, { kind: 'nullPageable' });
    const bare = await page(cmf, 0, 10);
    expect(bare).not.toHaveProperty('metadata');
    expect(bare.pageable).toBeNull();
    expect(bare.items).toHaveLength(7);
  });

  it('duplicatedItems repeats the last item of the previous page, and omits none', async () => {
    await using cmf = await openWithSeven();
    cmf.emulator.faults.add({ kind: 'duplicatedItems' });
    const pages = [
      await page(cmf, 0, 3),
      await page(cmf, 1, 3),
      await page(cmf, 2, 3),
      await page(cmf, 3, 3),
    ];
    expect(pages.map(names)).toEqual([
      ['app-0', 'app-1', 'app-2'],
      ['app-2', 'app-3', 'app-4'],
      ['app-5', 'app-6'],
      [],
    ]);
  });
});

describe('a modified resource', () => {
  it('listWithoutSpec omits the spec from lists, and not from single instances', async () => {
    await using cmf = await openWithRunningOrders();
    cmf.emulator.faults.add({ kind: 'listWithoutSpec' });
    const { items } = await cmf.get<Page<InstanceResource>>(`${orders}/instances?page=0&size=10`);
    expect(items[0]?.status).toEqual({ jobStatus: { jobId: expect.any(String), state: 'RUNNING' } });
    const single = await cmf.get<InstanceResource>(`${orders}/instances/${items[0]?.metadata.uid}`);
    expect(at(single, 'status', 'spec', 'image')).toBe('confluentinc/cp-flink:1.19.1-cp2');
  });

  it('unknownStates replaces states by unknown values and leaves specs unchanged', async () => {
    await using cmf = await openWithRunningOrders();
    once(cmf, { kind: 'unknownStates' });
    const strange = await cmf.get<ApplicationResource>(orders);
    expect(strange.status?.jobStatus.state).toBe('HIBERNATING');
    expect(strange.status?.lifecycleState).toBe('TELEPORTING');
    expect(at(strange.spec, 'job', 'state')).toBe('running');
    expect((await cmf.get<ApplicationResource>(orders)).status?.jobStatus.state).toBe('RUNNING');
  });
});

describe('the calls of a fault', () => {
  it('are selected by method, by a substring or a pattern of the path, or by operation', async () => {
    await using cmf = await openWithRunningOrders();
    const { faults } = cmf.emulator;
    for (const match of [
      { path: '/instances' },
      { path: /\/instances$/ },
      { operation: 'listInstances' },
      { method: 'GET', path: 'instances' },
    ]) {
      using _fault = faults.add({ kind: 'status', status: 500, match });
      expect((await cmf.send('GET', `${orders}/instances`)).status).toBe(500);
      expect((await cmf.send('GET', orders)).status).toBe(200);
    }
    using _posts = faults.add({ kind: 'status', status: 500, match: { method: 'POST' } });
    expect((await cmf.send('GET', orders)).status).toBe(200);
    expect((await cmf.post(`${orders}/suspend`)).status).toBe(500);
  });

  it('end by their count, handle or id, or all at once', async () => {
    await using cmf = await openCmf();
    const { faults } = cmf.emulator;
    const status = async () => (await cmf.send('GET', environments)).status;
    faults.add({ kind: 'status', status: 500, match: { count: 2 } });
    expect([await status(), await status(), await status()]).toEqual([500, 500, 200]);

    const handle = faults.add({ kind: 'status', status: 500 });
    const { id } = faults.add({ kind: 'status', status: 501 });
    handle.clear();
    expect(await status()).toBe(501);
    faults.clear(id);
    expect(await status()).toBe(200);
    faults.add({ kind: 'status', status: 500 });
    faults.clear();
    expect(await status()).toBe(200);
    expect(faults.active).toEqual([]);
  });

  it('are chosen randomly by the seed, equally in each run', async () => {
    const run = async (seed: number) => {
      await using cmf = await openCmf({ seed });
      cmf.emulator.faults.add({ kind: 'status', status: 503, probability: 0.5 });
      const statuses: number[] = [];
      for (let call = 0; call < 20; call += 1) statuses.push((await cmf.send('GET', environments)).status);
      return statuses;
    };
    const first = await run(7);
    expect(new Set(first)).toEqual(new Set([200, 503]));
    expect(await run(7)).toEqual(first);
    expect(await run(8)).not.toEqual(first);
  });
});
