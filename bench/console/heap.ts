/** The memory of an open page over time, after garbage collection. */
import { setTimeout as delay } from 'node:timers/promises';
import type { CDPSession } from 'playwright-core';

export interface HeapSample {
  readonly minute: number;
  readonly heapBytes: number;
  /** Nodes of all documents, detached ones included. */
  readonly nodes: number;
}

export interface HeapOptions {
  readonly minutes: number;
  readonly intervalMs: number;
  readonly onSample: (sample: HeapSample) => void;
}

export async function sampleHeap(
  session: CDPSession,
  { minutes, intervalMs, onSample }: HeapOptions,
): Promise<readonly HeapSample[]> {
  const startedAt = performance.now();
  const samples: HeapSample[] = [];
  for (;;) {
    const minute = (performance.now() - startedAt) / 60_000;
    // Twice: finalizers of the first collection release more.
    await session.send('HeapProfiler.collectGarbage');
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    const { nodes } = await session.send('Memory.getDOMCounters');
    const sample = { minute, heapBytes: usedSize, nodes };
    samples.push(sample);
    onSample(sample);
    if (minute >= minutes) return samples;
    await delay(intervalMs);
  }
}

/** The growth from the mean of the first third of the samples to that of the last third: 0.1 is 10 %. */
export function growthOf(samples: readonly HeapSample[]): number {
  const third = Math.max(1, Math.floor(samples.length / 3));
  return meanOf(samples.slice(-third)) / meanOf(samples.slice(0, third)) - 1;
}

function meanOf(samples: readonly HeapSample[]): number {
  return samples.reduce((sum, { heapBytes }) => sum + heapBytes, 0) / samples.length;
}
