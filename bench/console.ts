/**
 * `node bench/console.ts`: measures the console in a real Chromium, with a fleet of 100 environments × 100 applications
 * of which 20 change each second: the first views with an empty cache, scrolling, the memory of an open list, and the
 * bytes of the first view. Emulator and gateway are processes of their own; the console is built first. `--minutes 10`:
 * how long the memory is measured. `--applications 10`: per environment. `--write`: writes the result to
 * `docs/performance.md`.
 */
import { spawnSync } from 'node:child_process';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { openBrowser } from '../test/support/browser.ts';
import { type FirstView, measureFirstView } from './console/first-view.ts';
import { growthOf, sampleHeap } from './console/heap.ts';
import { type FrameRate, traceFrames } from './console/trace.ts';
import { table, writePart } from './harness/document.ts';
import { goalTable } from './harness/goals.ts';
import { machineLines } from './harness/machine.ts';
import { short, spread, whole } from './harness/numbers.ts';
import { freePort } from './harness/ports.ts';
import { startProcess } from './harness/process.ts';
import { spreadOf } from './harness/statistics.ts';
import { startUpstream } from './harness/upstream.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '1' },
    rounds: { type: 'string', default: '5' },
    applications: { type: 'string', default: '100' },
    write: { type: 'boolean', default: false },
  },
});
const minutes = Number(values.minutes);
const rounds = Number(values.rounds);
const fleet = { environments: 100, applications: Number(values.applications), instances: 2 };
const changesPerSecond = 20;
const root = join(import.meta.dirname, '..');
const note = (text: string) => process.stderr.write(`${text}\n`);

/** Of the processes beside this benchmark. */
const [loadBefore = Number.NaN] = loadavg();
const built = spawnSync(process.execPath, ['console/build.ts'], { cwd: root, stdio: 'inherit' });
if (built.status !== 0) throw new Error('The console could not be built.');

await using upstream = await startUpstream(fleet);
const port = await freePort();
const origin = `http://127.0.0.1:${port}`;
await using gateway = startProcess({
  name: 'the gateway',
  args: ['src/main.ts'],
  core: null,
  cwd: root,
  env: { PORT: String(port), CMF_URL: upstream.url, LOG_LEVEL: 'error' },
});
await Promise.race([isReady(), gateway.failed]);
note('The gateway is ready.');
await using browser = await openBrowser();
await upstream.send({ kind: 'churn', perSecond: changesPerSecond });

const pages = [
  { path: '/', row: 'main a[href^="/environments/"]' },
  { path: '/applications', row: '[role="row"][data-index] a' },
];
const views: { readonly path: string; readonly results: readonly FirstView[] }[] = [];
for (const { path, row } of pages) {
  const results: FirstView[] = [];
  for (let round = 0; round < rounds; round += 1) {
    results.push(await measureFirstView(browser, origin + path, row));
  }
  views.push({ path, results });
  note(`${path}: ${results.map(({ usableMs }) => whole(usableMs)).join(', ')} ms`);
}

await using context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
const page = await context.newPage();
const session = await context.newCDPSession(page);
let messages = 0;
page.on('websocket', (socket) => socket.on('framereceived', () => void (messages += 1)));
await page.goto(`${origin}/applications`);
await page.locator('[role="row"][data-index] a').first().waitFor();
// The initial states of all applications have arrived.
await settled(() => messages);

/** Rows load while the list scrolls down; scrolling up shows loaded rows. */
const scrolls: { readonly name: string; readonly rate: FrameRate }[] = [];
for (const [name, distance] of [
  ['down, while pages load', -30_000],
  ['up, through loaded rows', 30_000],
] as const) {
  const rate = await traceFrames(session, () => scroll(distance));
  scrolls.push({ name, rate });
  note(`${name}: ${short(rate.framesPerSecond)} frames a second`);
}
const mostRows = await page.locator('[role="row"][data-index]').count();
const loadedRows = await countLoaded();

note(`The memory, for ${minutes} minutes:`);
const messagesBefore = messages;
const watchedFrom = performance.now();
const samples = await sampleHeap(session, {
  minutes,
  intervalMs: Math.min(15_000, (minutes * 60_000) / 6),
  onSample: ({ minute, heapBytes, nodes }) =>
    note(`  ${minute.toFixed(1)} min: ${short(heapBytes / 2 ** 20)} MB, ${nodes} nodes`),
});
const received = (messages - messagesBefore) / ((performance.now() - watchedFrom) / 1_000);

const usable = views.map(({ results }) => Math.max(...results.map(({ usableMs }) => usableMs)));
const kilobytes = (view: FirstView | undefined, type: string) => (view?.bytes.get(type) ?? 0) / 1_000;
const types = [...new Set(views.flatMap(({ results }) => [...(results[0]?.bytes.keys() ?? [])]))].toSorted();
const growth = growthOf(samples);
const report = [
  goalTable([
    {
      title: `first view of ${pages.map(({ path }) => `\`${path}\``).join(' / ')} usable, ms, slowest of ${rounds}`,
      wanted: pages.map(() => 1_500),
      reached: usable.map(Math.round),
      isUpperBound: true,
    },
    {
      title: 'frames a second while scrolling, down / up',
      wanted: scrolls.map(() => 50),
      reached: scrolls.map(({ rate }) => rate.framesPerSecond),
    },
    {
      title: `growth of the heap in ${minutes} minutes, first third of the samples to the last, %`,
      wanted: [5],
      reached: [growth * 100],
      isUpperBound: true,
    },
    {
      title: 'JavaScript of the first view, kB compressed',
      wanted: pages.map(() => 200),
      reached: views.map(({ results }) => kilobytes(results[0], 'Script')),
      isUpperBound: true,
    },
  ]),
  table(
    ['first view', 'usable after, ms', ...types.map((type) => `${type}, kB`)],
    views.map(({ path, results }) => [
      `\`${path}\``,
      spread(spreadOf(results.map(({ usableMs }) => usableMs))),
      ...types.map((type) => short(kilobytes(results[0], type))),
    ]),
  ),
  table(
    ['scrolling', 'frames a second', 'dropped', 'longest gap, ms', 'longest task, ms'],
    scrolls.map(({ name, rate }) => [
      name,
      short(rate.framesPerSecond),
      `${short(rate.dropped * 100)} %`,
      whole(rate.longestGapMs),
      whole(rate.longestTaskMs),
    ]),
  ),
  table(
    ['memory after, min', 'heap MB', 'DOM nodes'],
    samples.map(({ minute, heapBytes, nodes }) => [
      minute.toFixed(1),
      short(heapBytes / 2 ** 20),
      whole(nodes),
    ]),
  ),
  `The list had ${whole(loadedRows)} rows loaded and ${mostRows} in the document. It received ${short(received)} changes a second.`,
];
console.log(report.join('\n\n'));
if (values.write) {
  writePart(
    'console',
    [
      '## Console',
      machineLines({ isPinned: false }).join('\n'),
      `- Chromium ${browser.version()} without a window or a GPU; ${whole(fleet.environments * fleet.applications)} applications, of which ${changesPerSecond} change each second. Emulator, gateway and browser share the cores; the load average before was ${short(loadBefore)}. Each first view has an empty cache; its bytes are those until it is usable.`,
      ...report,
    ].join('\n\n'),
  );
}

async function isReady(): Promise<void> {
  for (;;) {
    const response = await fetch(`${origin}/ready`).catch(() => null);
    await response?.body?.cancel();
    if (response?.ok) return;
    await delay(50);
  }
}

/** Resolves when a count has grown no faster than the changes of the fleet for two seconds. */
async function settled(count: () => number): Promise<void> {
  for (;;) {
    const before = count();
    await delay(2_000);
    if (count() - before < changesPerSecond * 2 * 2) return;
  }
}

/** Uses the gestures of Chromium's own input pipeline, at 3,000 pixels a second: about 94 rows. */
async function scroll(distance: number): Promise<void> {
  await session.send('Input.synthesizeScrollGesture', {
    x: 640,
    y: 500,
    yDistance: distance,
    speed: 3_000,
    gestureSourceType: 'mouse',
  });
}

/** Rows that the list has loaded, by its height. */
async function countLoaded(): Promise<number> {
  return await page.evaluate(() => {
    const row = document.querySelector<HTMLElement>('[role="row"][data-index]');
    return (row?.parentElement?.offsetHeight ?? 0) / (row?.offsetHeight ?? 1);
  });
}
