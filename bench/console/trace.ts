/** Records a trace of Chromium while some work runs: the drawn frames, and the busy time of the main thread. */
import type { CDPSession } from 'playwright-core';

export interface FrameRate {
  readonly framesPerSecond: number;
  /** Frames that Chromium began and did not draw in time, as a share of all. */
  readonly dropped: number;
  /** The longest time between two frames. */
  readonly longestGapMs: number;
  /** The longest task of the page's main thread. */
  readonly longestTaskMs: number;
}

interface TraceEvent {
  readonly name: string;
  readonly cat: string;
  /** In microseconds. */
  readonly ts: number;
  readonly dur?: number;
  readonly pid: number;
  readonly tid: number;
  readonly args?: { readonly name?: string };
}

const categories = ['disabled-by-default-devtools.timeline.frame', 'devtools.timeline.frame', 'toplevel'];

/** `session`: of a page that draws frames during all of the work, such as one that scrolls. */
export async function traceFrames(session: CDPSession, work: () => Promise<void>): Promise<FrameRate> {
  const events: TraceEvent[] = [];
  const collect = ({ value }: { readonly value: readonly object[] }) => {
    for (const event of value) events.push(event as TraceEvent);
  };
  session.on('Tracing.dataCollected', collect);
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: categories, excludedCategories: ['*'] },
  });
  await work();
  const complete = new Promise<void>((resolve) => session.once('Tracing.tracingComplete', () => resolve()));
  await session.send('Tracing.end');
  await complete;
  session.off('Tracing.dataCollected', collect);
  return frameRateOf(events);
}

function frameRateOf(events: readonly TraceEvent[]): FrameRate {
  const drawn = events
    .filter(({ name }) => name === 'DrawFrame')
    .map(({ ts }) => ts)
    .toSorted((one, other) => one - other);
  const dropped = events.filter(({ name }) => name === 'DroppedFrame').length;
  const gaps = drawn.slice(1).map((ts, index) => ts - (drawn[index] ?? ts));
  const seconds = ((drawn.at(-1) ?? 0) - (drawn[0] ?? 0)) / 1e6;
  // Of the page that draws the frames; other processes have a main thread too.
  const pid = events.find(({ name }) => name === 'DrawFrame')?.pid;
  const main = events.find(
    ({ name, args, pid: own }) => name === 'thread_name' && args?.name === 'CrRendererMain' && own === pid,
  );
  const tasks = events.filter((event) => event.pid === pid && event.tid === main?.tid && event.dur);
  return {
    framesPerSecond: gaps.length / seconds,
    dropped: dropped / (dropped + drawn.length),
    longestGapMs: Math.max(0, ...gaps) / 1e3,
    longestTaskMs: Math.max(0, ...tasks.map(({ dur = 0 }) => dur)) / 1e3,
  };
}
